CREATE TABLE examination (
  run TEXT NOT NULL,
  step INTEGER NOT NULL,
  moment TEXT NOT NULL CHECK (moment IN ('before', 'after')),
  document TEXT NOT NULL,
  PRIMARY KEY (run, step)
) WITHOUT ROWID
