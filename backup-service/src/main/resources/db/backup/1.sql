CREATE TABLE job (
  position INTEGER PRIMARY KEY,
  snapshot TEXT NOT NULL UNIQUE,
  database_id TEXT NOT NULL,
  plan TEXT,
  reason TEXT,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'RUNNING', 'COMPLETED', 'FAILED')),
  manifest TEXT,
  finding TEXT,
  requested_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  caused_by TEXT NOT NULL,
  traceparent TEXT
);

CREATE INDEX job_open ON job (position) WHERE state IN ('PENDING', 'RUNNING');

CREATE TABLE request (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  snapshot TEXT,
  findings TEXT,
  PRIMARY KEY (id, source)
) WITHOUT ROWID
