-- @metadata {
--   "author": "alice", "description": "authors and their books",
--   "risk": "low", "tags": ["first"]
-- }
-- UP
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE books (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
  title TEXT NOT NULL DEFAULT 'untitled; -- DOWN'
);
CREATE INDEX books_by_author ON books (author_id);

-- DOWN
DROP TABLE books;
DROP TABLE authors;
