CREATE TABLE trail (
  trail_index INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'dead-letter', 'security')),
  topic TEXT NOT NULL,
  record_partition INTEGER NOT NULL,
  record_offset INTEGER NOT NULL,
  record_time INTEGER NOT NULL,
  type TEXT,
  source TEXT,
  event_id TEXT,
  event_time TEXT,
  database_id TEXT,
  plan TEXT,
  causation TEXT,
  sequence INTEGER,
  actor TEXT,
  actor_kind TEXT,
  standing TEXT NOT NULL CHECK (standing IN ('authenticated', 'claimed', 'service', 'none')),
  data TEXT,
  data_sha256 TEXT,
  data_bytes INTEGER,
  reason TEXT
)
;;

CREATE INDEX trail_database ON trail (database_id)
;;
CREATE INDEX trail_plan ON trail (plan)
;;
CREATE INDEX trail_actor ON trail (actor)
;;
CREATE INDEX trail_type ON trail (type)
;;
CREATE INDEX trail_recorded_at ON trail (recorded_at)
;;
CREATE INDEX trail_kind ON trail (kind) WHERE kind <> 'event'
;;

-- What has no identity of its own is known by its place, so that a redelivery enters it once. The
-- record's time tells a topic that was made anew, and counts from 0 again, from its predecessor.
CREATE UNIQUE INDEX trail_place ON trail (topic, record_partition, record_offset, record_time)
  WHERE kind <> 'event'
;;

CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail BEGIN
  SELECT RAISE(ABORT, 'the trail is append-only: no entry is changed');
END
;;
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail BEGIN
  SELECT RAISE(ABORT, 'the trail is append-only: no entry is removed');
END
;;
-- INSERT OR REPLACE would remove entries without asking the trigger above.
CREATE TRIGGER trail_append BEFORE INSERT ON trail
  WHEN NEW.trail_index IS NOT (SELECT coalesce(max(trail_index), 0) + 1 FROM trail) BEGIN
  SELECT RAISE(ABORT, 'the trail is append-only: an entry follows the last one');
END
;;

CREATE TABLE trail_position (
  topic TEXT NOT NULL,
  record_partition INTEGER NOT NULL,
  next_offset INTEGER NOT NULL,
  PRIMARY KEY (topic, record_partition)
) WITHOUT ROWID
