ALTER TABLE run RENAME TO run_before;

CREATE TABLE run (
  run TEXT PRIMARY KEY,
  plan TEXT NOT NULL UNIQUE,
  database_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'PAUSED', 'FAILING', 'COMPLETED', 'FAILED',
    'ROLLED_BACK', 'NEEDS_OPERATOR', 'CANCELLED')),
  steps INTEGER NOT NULL,
  step INTEGER,
  awaiting INTEGER NOT NULL DEFAULT 0,
  snapshot_taken INTEGER NOT NULL DEFAULT 0,
  change_rows INTEGER NOT NULL DEFAULT 0,
  version TEXT,
  staged TEXT,
  rollback_way TEXT CHECK (rollback_way IN ('DOWN_SCRIPTS', 'SNAPSHOT')),
  rollback_next INTEGER,
  error TEXT,
  queued_at INTEGER NOT NULL,
  turn_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  executor TEXT,
  lease_until INTEGER,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  caused_by TEXT NOT NULL,
  traceparent TEXT
) WITHOUT ROWID;

INSERT INTO run (run, plan, database_id, hash, state, steps, step, awaiting, snapshot_taken, change_rows, version,
  error, queued_at, turn_at, started_at, ended_at, executor, lease_until, actor_kind, actor_id, caused_by, traceparent)
SELECT run, plan, database_id, hash, state, steps, step, awaiting_snapshot, snapshot_taken, change_rows, version,
  error, queued_at, queued_at, started_at, ended_at, executor, lease_until, actor_kind, actor_id, caused_by, traceparent
FROM run_before;

DROP TABLE run_before;

CREATE INDEX run_open ON run (database_id, turn_at) WHERE state IN ('QUEUED', 'RUNNING', 'PAUSED', 'FAILING');

CREATE TABLE wish (
  plan TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('PAUSE', 'RESUME', 'CANCEL', 'RETRY')),
  request TEXT NOT NULL,
  event TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  traceparent TEXT,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (plan, position)
) WITHOUT ROWID;

CREATE TABLE request (
  event TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'DONE', 'REFUSED')),
  findings TEXT,
  holder TEXT,
  epoch INTEGER,
  received_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE unlock (
  event TEXT PRIMARY KEY,
  database_id TEXT NOT NULL,
  reason TEXT,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  traceparent TEXT,
  received_at INTEGER NOT NULL
) WITHOUT ROWID
