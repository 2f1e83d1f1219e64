CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    title TEXT,
    problem TEXT,
    solution TEXT,
    category TEXT,
    tags TEXT,
    usage_count INTEGER DEFAULT 0,
    success_count INTEGER DEFAULT 0,
    failure_count INTEGER DEFAULT 0,
    created_at TEXT
);
CREATE TABLE search_history (
    id INTEGER PRIMARY KEY,
    query TEXT NOT NULL,
    entry_id INTEGER REFERENCES entries (id) ON DELETE CASCADE,
    searched_at TEXT NOT NULL
);
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    helpful INTEGER NOT NULL,
    comment TEXT
);
CREATE INDEX idx_search_history_entry_id ON search_history (entry_id);
CREATE INDEX idx_feedback_entry_id ON feedback (entry_id);
