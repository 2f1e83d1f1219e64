-- @metadata {
--   "author": "demo",
--   "description": "incidents that are solved by an entry",
--   "breakingChange": false,
--   "estimatedDuration": 50,
--   "dataVolume": "small",
--   "risk": "low",
--   "tags": ["incidents"]
-- }

-- UP
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER REFERENCES entries (id) ON DELETE SET NULL,
    severity TEXT NOT NULL DEFAULT 'medium' CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    reported_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    resolved_at TEXT
);
CREATE INDEX idx_incidents_entry_id ON incidents (entry_id);
CREATE INDEX idx_incidents_open ON incidents (severity, reported_at) WHERE resolved_at IS NULL;
INSERT INTO incidents (entry_id, severity, reported_at)
SELECT id, CASE WHEN failure_count > 12 THEN 'critical' ELSE 'high' END, created_at
FROM entries
WHERE failure_count > 10;

-- DOWN
DROP TABLE incidents;
