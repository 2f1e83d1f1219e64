-- @metadata {
--   "author": "demo",
--   "description": "entries are rebuilt with constraints; searches, feedback and incidents keep theirs",
--   "breakingChange": false,
--   "estimatedDuration": 800,
--   "dataVolume": "medium",
--   "risk": "medium",
--   "tags": ["rebuild"]
-- }

-- UP
-- Dropping a table that others reference deletes their rows while foreign keys are enforced.
PRAGMA foreign_keys = OFF;
CREATE TABLE entries_new (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    problem TEXT NOT NULL,
    solution TEXT NOT NULL,
    category TEXT NOT NULL,
    tags TEXT NOT NULL DEFAULT '',
    error_code TEXT,
    usage_count INTEGER NOT NULL DEFAULT 0 CHECK (usage_count >= 0),
    success_count INTEGER NOT NULL DEFAULT 0 CHECK (success_count >= 0),
    failure_count INTEGER NOT NULL DEFAULT 0 CHECK (failure_count >= 0),
    success_rate REAL NOT NULL DEFAULT 0.0 CHECK (success_rate BETWEEN 0 AND 1),
    created_at TEXT NOT NULL
);
INSERT INTO entries_new (
    id, title, problem, solution, category, tags, error_code,
    usage_count, success_count, failure_count, success_rate, created_at
)
SELECT
    id, title, problem, solution, category, coalesce(tags, ''), error_code,
    usage_count, success_count, failure_count, success_rate, created_at
FROM entries;
DROP TABLE entries;
ALTER TABLE entries_new RENAME TO entries;
CREATE INDEX idx_entries_error_code ON entries (error_code);
CREATE INDEX idx_entries_category ON entries (category, success_rate);
