DROP VIEW IF EXISTS prolific;
CREATE VIEW prolific AS SELECT author_id FROM books GROUP BY author_id HAVING count(*) > 9;
