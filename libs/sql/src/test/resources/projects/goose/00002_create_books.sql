-- +goose NO TRANSACTION
-- +goose Up
-- +goose ENVSUB ON
CREATE TABLE ${TABLE:-books} (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));
-- +goose ENVSUB OFF
-- +goose Down
DROP TABLE books;
