CREATE TABLE inbox (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (source, id)
) WITHOUT ROWID;

CREATE INDEX inbox_received_at ON inbox (received_at);

CREATE TABLE failed_event (
  topic TEXT NOT NULL,
  record_partition INTEGER NOT NULL,
  record_offset INTEGER NOT NULL,
  error TEXT NOT NULL,
  failed_at INTEGER NOT NULL,
  PRIMARY KEY (topic, record_partition, record_offset)
) WITHOUT ROWID;

CREATE TABLE outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL,
  record_key TEXT NOT NULL,
  headers TEXT NOT NULL,
  value BLOB NOT NULL,
  written_at INTEGER NOT NULL
);

CREATE TABLE outbox_sequence (
  plan TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE service_identity (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID
