-- migrate:up transaction:false
CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));

-- migrate:down transaction:false
DROP TABLE books;
