-- @metadata {
--   "description": "MVP1: entries, tags, searches, usage, feedback, full-text search",
--   "author": "knowledge-base",
--   "risk": "low",
--   "dataVolume": "small",
--   "estimatedDuration": 500,
--   "tags": ["mvp1", "base"],
--   "affectedTables": ["kb_entries", "kb_tags", "search_history", "usage_metrics", "feedback", "settings"]
-- }

-- UP
CREATE TABLE kb_entries (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    problem TEXT NOT NULL,
    solution TEXT NOT NULL,
    category TEXT NOT NULL
        CHECK(category IN ('VSAM', 'Batch', 'JCL', 'DB2', 'IMS', 'CICS', 'Functional', 'Other')),
    severity TEXT NOT NULL DEFAULT 'medium' CHECK(severity IN ('critical', 'high', 'medium', 'low')),
    component TEXT,
    usage_count INTEGER NOT NULL DEFAULT 0 CHECK(usage_count >= 0),
    success_count INTEGER NOT NULL DEFAULT 0 CHECK(success_count >= 0),
    failure_count INTEGER NOT NULL DEFAULT 0 CHECK(failure_count >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK(version >= 1),
    archived BOOLEAN NOT NULL DEFAULT 0 CHECK(archived IN (0, 1)),
    created_by TEXT,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_kb_entries_category_severity ON kb_entries (category, severity);
CREATE INDEX idx_kb_entries_component ON kb_entries (component);
CREATE INDEX idx_kb_entries_usage_count ON kb_entries (usage_count);

CREATE TABLE kb_tags (
    entry_id TEXT NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (entry_id, tag)
) WITHOUT ROWID;

CREATE INDEX idx_kb_tags_tag ON kb_tags (tag);

CREATE TABLE search_history (
    id INTEGER PRIMARY KEY,
    query TEXT NOT NULL,
    search_type TEXT NOT NULL DEFAULT 'full_text'
        CHECK(search_type IN ('full_text', 'exact', 'tag', 'category')),
    results_count INTEGER NOT NULL DEFAULT 0 CHECK(results_count >= 0),
    selected_entry_id TEXT REFERENCES kb_entries (id) ON DELETE SET NULL,
    user_id TEXT,
    duration_ms INTEGER CHECK(duration_ms >= 0),
    searched_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_search_history_selected_entry_id ON search_history (selected_entry_id);
CREATE INDEX idx_search_history_searched_at ON search_history (searched_at);

CREATE TABLE usage_metrics (
    id INTEGER PRIMARY KEY,
    entry_id TEXT NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
    action TEXT NOT NULL
        CHECK(action IN ('view', 'copy', 'apply', 'share', 'rate_success', 'rate_failure')),
    user_id TEXT,
    duration_ms INTEGER CHECK(duration_ms >= 0),
    occurred_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_usage_metrics_entry_id ON usage_metrics (entry_id);
CREATE INDEX idx_usage_metrics_occurred_at ON usage_metrics (occurred_at);

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    entry_id TEXT NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
    rating INTEGER CHECK(rating BETWEEN 1 AND 5),
    was_successful BOOLEAN CHECK(was_successful IN (0, 1)),
    ticket_id TEXT,
    comment TEXT,
    user_id TEXT,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_feedback_entry_id ON feedback (entry_id);
CREATE INDEX idx_feedback_ticket_id ON feedback (ticket_id) WHERE ticket_id IS NOT NULL;

CREATE TABLE settings (
    category TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    value_type TEXT NOT NULL DEFAULT 'text'
        CHECK(value_type IN ('text', 'integer', 'real', 'boolean', 'json')),
    description TEXT,
    PRIMARY KEY (category, name)
);

INSERT INTO settings (category, name, value, value_type, description) VALUES
    ('search', 'max_results', '50', 'integer', 'Entries shown for a search'),
    ('search', 'min_query_length', '2', 'integer', 'Shorter searches are not run'),
    ('usage', 'retention_days', '730', 'integer', 'Usage older than this may be removed');

CREATE VIRTUAL TABLE kb_search USING fts5 (
    title, problem, solution,
    content = 'kb_entries', content_rowid = 'rowid', tokenize = 'porter unicode61'
);

CREATE TRIGGER kb_entries_search_insert AFTER INSERT ON kb_entries BEGIN
    INSERT INTO kb_search (rowid, title, problem, solution)
    VALUES (new.rowid, new.title, new.problem, new.solution);
END;

CREATE TRIGGER kb_entries_search_delete AFTER DELETE ON kb_entries BEGIN
    INSERT INTO kb_search (kb_search, rowid, title, problem, solution)
    VALUES ('delete', old.rowid, old.title, old.problem, old.solution);
END;

CREATE TRIGGER kb_entries_search_update AFTER UPDATE OF title, problem, solution ON kb_entries BEGIN
    INSERT INTO kb_search (kb_search, rowid, title, problem, solution)
    VALUES ('delete', old.rowid, old.title, old.problem, old.solution);
    INSERT INTO kb_search (rowid, title, problem, solution)
    VALUES (new.rowid, new.title, new.problem, new.solution);
END;

CREATE VIEW kb_entry_success AS
SELECT id, title, category, usage_count,
       CASE WHEN success_count + failure_count = 0 THEN NULL
            ELSE CAST(success_count AS REAL) / (success_count + failure_count) END AS success_rate
FROM kb_entries
WHERE archived = 0;

-- DOWN
DROP VIEW kb_entry_success;
DROP TRIGGER kb_entries_search_update;
DROP TRIGGER kb_entries_search_delete;
DROP TRIGGER kb_entries_search_insert;
DROP TABLE kb_search;
DROP TABLE settings;
DROP TABLE feedback;
DROP TABLE usage_metrics;
DROP TABLE search_history;
DROP TABLE kb_tags;
DROP TABLE kb_entries;
