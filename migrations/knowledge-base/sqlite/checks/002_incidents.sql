-- Incidents that are at work and over at once.
SELECT id, status, resolved_at FROM incidents
WHERE status IN ('open', 'in_progress') AND resolved_at IS NOT NULL;

-- Patterns that were seen nowhere.
SELECT id, frequency FROM detected_patterns WHERE frequency < 1;

-- Alerts that were resolved before anybody saw them.
SELECT id FROM alerts WHERE resolved_at < acknowledged_at;
