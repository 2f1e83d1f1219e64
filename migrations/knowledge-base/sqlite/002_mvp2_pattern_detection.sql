-- @metadata {
--   "description": "MVP2: incidents, pattern detection, root causes, component health, alerts",
--   "author": "knowledge-base",
--   "risk": "low",
--   "dataVolume": "medium",
--   "estimatedDuration": 2000,
--   "tags": ["mvp2", "pattern-detection"],
--   "affectedTables": ["incidents", "detected_patterns", "component_health", "alerts"],
--   "dependencies": ["001_mvp1_base"]
-- }

-- UP
CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    ticket_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    component TEXT,
    severity TEXT CHECK(severity IN ('critical', 'high', 'medium', 'low')),
    status TEXT CHECK(status IN ('open', 'in_progress', 'resolved', 'closed')),
    created_at DATETIME NOT NULL,
    resolved_at DATETIME CHECK(resolved_at >= created_at),
    error_code TEXT,
    assigned_to TEXT,
    resolution TEXT,
    origin TEXT NOT NULL DEFAULT 'reported' CHECK(origin IN ('reported', 'feedback', 'alert'))
);

CREATE INDEX idx_incidents_component_created_at ON incidents (component, created_at);
CREATE INDEX idx_incidents_error_code_component ON incidents (error_code, component);
CREATE INDEX idx_incidents_status ON incidents (status) WHERE status IN ('open', 'in_progress');

CREATE TABLE incident_status_changes (
    id INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
    from_status TEXT CHECK(from_status IN ('open', 'in_progress', 'resolved', 'closed')),
    to_status TEXT NOT NULL CHECK(to_status IN ('open', 'in_progress', 'resolved', 'closed')),
    changed_by TEXT,
    changed_at DATETIME NOT NULL
);

CREATE INDEX idx_incident_status_changes_incident_id ON incident_status_changes (incident_id);

CREATE TABLE incident_comments (
    id INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at DATETIME NOT NULL
);

CREATE INDEX idx_incident_comments_incident_id ON incident_comments (incident_id);

CREATE TABLE kb_incident_links (
    kb_entry_id TEXT NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
    incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
    link_type TEXT NOT NULL CHECK(link_type IN ('manual', 'ticket', 'error_code', 'pattern')),
    confidence REAL NOT NULL DEFAULT 1.0 CHECK(confidence >= 0 AND confidence <= 1),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill')),
    linked_at DATETIME NOT NULL,
    PRIMARY KEY (kb_entry_id, incident_id)
);

CREATE INDEX idx_kb_incident_links_incident_id ON kb_incident_links (incident_id);

CREATE TABLE detected_patterns (
    id TEXT NOT NULL PRIMARY KEY,
    pattern_type TEXT CHECK(pattern_type IN ('temporal', 'component', 'error', 'mixed')),
    confidence REAL CHECK(confidence >= 0 AND confidence <= 1),
    severity TEXT CHECK(severity IN ('critical', 'high', 'medium', 'low')),
    frequency INTEGER DEFAULT 1,
    first_seen DATETIME NOT NULL,
    last_seen DATETIME NOT NULL CHECK(last_seen >= first_seen),
    description TEXT,
    component TEXT,
    error_code TEXT,
    hour_of_day INTEGER CHECK(hour_of_day BETWEEN 0 AND 23),
    suggested_entry_id TEXT REFERENCES kb_entries (id) ON DELETE SET NULL,
    status TEXT NOT NULL DEFAULT 'active' CHECK(status IN ('active', 'acknowledged', 'resolved')),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE INDEX idx_detected_patterns_suggested_entry_id ON detected_patterns (suggested_entry_id);
CREATE INDEX idx_detected_patterns_error_code_component ON detected_patterns (error_code, component);
CREATE INDEX idx_detected_patterns_component_hour_of_day ON detected_patterns (component, hour_of_day);

CREATE TABLE pattern_incidents (
    pattern_id TEXT NOT NULL REFERENCES detected_patterns (id) ON DELETE CASCADE,
    incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
    match_score REAL NOT NULL DEFAULT 1.0 CHECK(match_score >= 0 AND match_score <= 1),
    PRIMARY KEY (pattern_id, incident_id)
) WITHOUT ROWID;

CREATE INDEX idx_pattern_incidents_incident_id ON pattern_incidents (incident_id);

CREATE TABLE root_cause_analyses (
    id TEXT NOT NULL PRIMARY KEY,
    pattern_id TEXT REFERENCES detected_patterns (id) ON DELETE CASCADE,
    incident_id TEXT REFERENCES incidents (id) ON DELETE CASCADE,
    cause TEXT NOT NULL,
    cause_category TEXT NOT NULL
        CHECK(cause_category IN ('code', 'configuration', 'data', 'infrastructure', 'operations', 'unknown')),
    confidence REAL NOT NULL CHECK(confidence >= 0 AND confidence <= 1),
    evidence TEXT, -- JSON object
    recommended_entry_id TEXT REFERENCES kb_entries (id) ON DELETE SET NULL,
    status TEXT NOT NULL DEFAULT 'proposed' CHECK(status IN ('proposed', 'confirmed', 'rejected')),
    analyzed_at DATETIME NOT NULL,
    CHECK(pattern_id IS NOT NULL OR incident_id IS NOT NULL)
);

CREATE INDEX idx_root_cause_analyses_pattern_id ON root_cause_analyses (pattern_id);
CREATE INDEX idx_root_cause_analyses_incident_id ON root_cause_analyses (incident_id);
CREATE INDEX idx_root_cause_analyses_recommended_entry_id ON root_cause_analyses (recommended_entry_id);

CREATE TABLE components (
    name TEXT NOT NULL PRIMARY KEY,
    owner_team TEXT,
    criticality TEXT NOT NULL DEFAULT 'medium'
        CHECK(criticality IN ('critical', 'high', 'medium', 'low')),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE TABLE component_baselines (
    component TEXT NOT NULL PRIMARY KEY REFERENCES components (name) ON DELETE CASCADE,
    incidents_per_week REAL NOT NULL CHECK(incidents_per_week >= 0),
    critical_share REAL NOT NULL CHECK(critical_share >= 0 AND critical_share <= 1),
    mean_resolution_minutes REAL CHECK(mean_resolution_minutes >= 0),
    observed_from DATETIME NOT NULL,
    observed_to DATETIME NOT NULL CHECK(observed_to >= observed_from),
    sample_size INTEGER NOT NULL CHECK(sample_size >= 0),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE TABLE component_health (
    id INTEGER PRIMARY KEY,
    component TEXT NOT NULL REFERENCES components (name) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK(status IN ('healthy', 'degraded', 'critical', 'unknown')),
    open_incidents INTEGER NOT NULL DEFAULT 0 CHECK(open_incidents >= 0),
    error_rate REAL CHECK(error_rate >= 0),
    measured_at DATETIME NOT NULL
);

CREATE INDEX idx_component_health_component_measured_at ON component_health (component, measured_at);

CREATE TABLE alert_rules (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    metric TEXT NOT NULL
        CHECK(metric IN ('incident_rate', 'pattern_frequency', 'component_health', 'resolution_time')),
    threshold REAL NOT NULL,
    window_minutes INTEGER NOT NULL CHECK(window_minutes > 0),
    severity TEXT NOT NULL CHECK(severity IN ('critical', 'high', 'medium', 'low')),
    enabled BOOLEAN NOT NULL DEFAULT 1 CHECK(enabled IN (0, 1)),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE TABLE alerts (
    id TEXT NOT NULL PRIMARY KEY,
    rule_id TEXT NOT NULL REFERENCES alert_rules (id) ON DELETE CASCADE,
    pattern_id TEXT REFERENCES detected_patterns (id) ON DELETE SET NULL,
    component TEXT,
    severity TEXT NOT NULL CHECK(severity IN ('critical', 'high', 'medium', 'low')),
    status TEXT NOT NULL DEFAULT 'open'
        CHECK(status IN ('open', 'acknowledged', 'resolved', 'suppressed')),
    message TEXT NOT NULL,
    triggered_at DATETIME NOT NULL,
    acknowledged_at DATETIME CHECK(acknowledged_at >= triggered_at),
    resolved_at DATETIME CHECK(resolved_at >= triggered_at)
);

CREATE INDEX idx_alerts_rule_id ON alerts (rule_id);
CREATE INDEX idx_alerts_pattern_id ON alerts (pattern_id);
CREATE INDEX idx_alerts_status_triggered_at ON alerts (status, triggered_at);

CREATE TABLE alert_notifications (
    id INTEGER PRIMARY KEY,
    alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    channel TEXT NOT NULL CHECK(channel IN ('mail', 'chat', 'pager', 'ticket')),
    recipient TEXT NOT NULL,
    delivered BOOLEAN NOT NULL DEFAULT 0 CHECK(delivered IN (0, 1)),
    sent_at DATETIME NOT NULL
);

CREATE INDEX idx_alert_notifications_alert_id ON alert_notifications (alert_id);

CREATE VIEW open_incidents AS
SELECT i.id, i.ticket_id, i.title, i.component, i.severity, i.created_at,
       (SELECT count(*) FROM kb_incident_links l WHERE l.incident_id = i.id) AS linked_entries
FROM incidents i
WHERE i.status IN ('open', 'in_progress');

-- DOWN
DROP VIEW open_incidents;
DROP TABLE alert_notifications;
DROP TABLE alerts;
DROP TABLE alert_rules;
DROP TABLE component_health;
DROP TABLE component_baselines;
DROP TABLE components;
DROP TABLE root_cause_analyses;
DROP TABLE pattern_incidents;
DROP TABLE detected_patterns;
DROP TABLE kb_incident_links;
DROP TABLE incident_comments;
DROP TABLE incident_status_changes;
DROP TABLE incidents;
DELETE FROM settings WHERE category = 'pattern_detection';
