ALTER TABLE plan RENAME TO plan_before;

CREATE TABLE plan (
  plan TEXT PRIMARY KEY,
  database_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('REQUESTED', 'REFUSED', 'PROPOSED', 'AWAITING_APPROVAL',
    'RELEASED', 'RUNNING', 'PAUSED', 'FAILING', 'COMPLETED', 'FAILED', 'ROLLED_BACK', 'NEEDS_OPERATOR',
    'CANCELLED', 'SUPERSEDED')),
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

INSERT INTO plan (plan, database_id, state, request, actor_kind, actor_id, authenticated, requested_at, caused_by,
  traceparent, hash, bundle, findings, run, step, step_count, sentence, error)
SELECT plan, database_id, state, request, actor_kind, actor_id, authenticated, requested_at, caused_by,
  traceparent, hash, bundle, findings, run, step, step_count, sentence, error
FROM plan_before;

DROP TABLE plan_before;

CREATE INDEX plan_by_database ON plan (database_id, requested_at);

CREATE INDEX plan_by_cause ON plan (caused_by);

CREATE INDEX plan_requested ON plan (requested_at) WHERE state = 'REQUESTED';

CREATE TABLE snapshot (
  snapshot TEXT PRIMARY KEY,
  database_id TEXT NOT NULL,
  manifest TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX snapshot_by_database ON snapshot (database_id, snapshot)
