-- @name: create_authors
-- @description: authors, and what they wrote
-- @timestamp: 2024-01-31T12:00:00Z
-- @rollbackSafe: true
-- @performanceImpact: low

-- UP MIGRATION
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- DOWN MIGRATION (drops every author)
DROP TABLE authors;
