CREATE TABLE staging (
  position INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  step INTEGER NOT NULL,
  plan TEXT NOT NULL,
  database_id TEXT NOT NULL,
  snapshot TEXT,
  file TEXT,
  sha256 TEXT NOT NULL,
  asked INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'STAGED', 'FAILED')),
  scratch TEXT,
  run_ended INTEGER NOT NULL DEFAULT 0,
  requested_at INTEGER NOT NULL,
  ended_at INTEGER,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  caused_by TEXT NOT NULL,
  traceparent TEXT,
  UNIQUE (run, step)
);

CREATE INDEX staging_open ON staging (position) WHERE state = 'PENDING'
