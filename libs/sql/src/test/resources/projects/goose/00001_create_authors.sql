-- +goose Up
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- +goose StatementBegin
CREATE TRIGGER authors_named BEFORE INSERT ON authors WHEN new.name = '' BEGIN
  SELECT RAISE(ABORT, 'an author has a name');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE authors;
