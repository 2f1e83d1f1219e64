-- Entries that a search cannot find.
SELECT e.id FROM kb_entries e WHERE NOT EXISTS (SELECT 1 FROM kb_search_docsize d WHERE d.id = e.rowid);

-- What a search finds and is no entry.
SELECT d.id FROM kb_search_docsize d WHERE NOT EXISTS (SELECT 1 FROM kb_entries e WHERE e.rowid = d.id);

-- Settings that are not of the type that they claim.
SELECT category, name, value FROM settings
WHERE (value_type = 'json' AND NOT json_valid(value))
   OR (value_type = 'boolean' AND value NOT IN ('true', 'false'))
   OR (value_type = 'integer' AND CAST(CAST(value AS INTEGER) AS TEXT) <> value);
