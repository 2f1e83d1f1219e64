-- @name: create_books
-- @dependencies: ["001_create_authors"]
-- UP MIGRATION (books)
CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));
-- DOWN MIGRATION
DROP TABLE books;
