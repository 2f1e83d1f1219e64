-- liquibase formatted sql

-- changeset "alice b":"create books" dbms:sqlite,h2 runInTransaction:false
CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors (id));
CREATE TRIGGER books_named BEFORE INSERT ON books WHEN new.author_id IS NULL BEGIN
  SELECT RAISE(ABORT, 'no author');
END;
/* liquibase rollback
DROP TRIGGER books_named;
DROP TABLE books;
*/

--changeset bob:view runOnChange:true
DROP VIEW IF EXISTS prolific;
CREATE VIEW prolific AS SELECT author_id FROM books GROUP BY author_id;
--rollback DROP VIEW prolific;
