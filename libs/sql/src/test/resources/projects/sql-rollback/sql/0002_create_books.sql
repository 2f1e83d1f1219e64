-- UP MIGRATION
CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));
-- DOWN MIGRATION
SELECT 'never run: the file in rollback/ wins';
