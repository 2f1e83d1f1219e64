CREATE TABLE plan (
  plan TEXT PRIMARY KEY,
  database_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('REQUESTED', 'REFUSED', 'PROPOSED', 'AWAITING_APPROVAL',
    'RELEASED', 'RUNNING', 'COMPLETED', 'FAILED', 'NEEDS_OPERATOR', 'SUPERSEDED')),
  request TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  authenticated INTEGER NOT NULL,
  requested_at INTEGER NOT NULL,
  caused_by TEXT NOT NULL,
  traceparent TEXT,
  hash TEXT,
  bundle BLOB,
  findings TEXT NOT NULL DEFAULT '[]',
  run TEXT,
  step INTEGER,
  step_count INTEGER,
  sentence TEXT,
  error TEXT
) WITHOUT ROWID;

CREATE INDEX plan_by_database ON plan (database_id, requested_at);

CREATE INDEX plan_by_cause ON plan (caused_by);

CREATE INDEX plan_requested ON plan (requested_at) WHERE state = 'REQUESTED';

CREATE TABLE plan_event (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  plan TEXT NOT NULL,
  type TEXT NOT NULL,
  time INTEGER,
  source TEXT NOT NULL,
  sequence INTEGER,
  data TEXT NOT NULL
);

CREATE INDEX plan_event_by_plan ON plan_event (plan, position);

CREATE TABLE project (
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL,
  uploaded_at INTEGER NOT NULL
) WITHOUT ROWID
