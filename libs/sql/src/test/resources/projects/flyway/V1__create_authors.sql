CREATE TABLE ${table} (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
-- ${not_replaced} in a comment
