CREATE TABLE plan_part (
  plan TEXT NOT NULL,
  part INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (plan, part)
) WITHOUT ROWID;

CREATE TABLE run (
  run TEXT PRIMARY KEY,
  plan TEXT NOT NULL UNIQUE,
  database_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'NEEDS_OPERATOR')),
  steps INTEGER NOT NULL,
  step INTEGER,
  awaiting_snapshot INTEGER NOT NULL DEFAULT 0,
  snapshot_taken INTEGER NOT NULL DEFAULT 0,
  change_rows INTEGER NOT NULL DEFAULT 0,
  version TEXT,
  error TEXT,
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  executor TEXT,
  lease_until INTEGER,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  caused_by TEXT NOT NULL,
  traceparent TEXT
) WITHOUT ROWID;

CREATE INDEX run_open ON run (database_id, queued_at) WHERE state IN ('QUEUED', 'RUNNING');

CREATE TABLE run_snapshot (
  run TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  manifest TEXT NOT NULL,
  PRIMARY KEY (run, snapshot)
) WITHOUT ROWID;

CREATE TABLE database_epoch (
  database_id TEXT PRIMARY KEY,
  epoch INTEGER NOT NULL
) WITHOUT ROWID
