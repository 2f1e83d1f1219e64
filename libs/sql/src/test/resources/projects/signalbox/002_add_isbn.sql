-- @metadata {"dependencies": ["001_create_authors"]}
-- UP
ALTER TABLE books ADD COLUMN isbn TEXT;
CREATE TRIGGER books_isbn AFTER INSERT ON books WHEN new.isbn IS NULL BEGIN
  UPDATE books SET isbn = CASE WHEN new.id > 9 THEN 'x' ELSE '-' END WHERE id = new.id;
END;
-- DOWN
DROP TRIGGER books_isbn;
ALTER TABLE books DROP COLUMN isbn;
