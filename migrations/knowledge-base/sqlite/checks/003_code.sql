-- Links to lines that a file does not have.
SELECT l.id, l.line_end, f.line_count FROM kb_code_links l JOIN code_files f ON f.id = l.file_id
WHERE coalesce(l.line_end, l.line_start) > f.line_count;

-- Links that are surer than sure.
SELECT id, confidence FROM kb_code_links WHERE confidence NOT BETWEEN 0 AND 1;

-- Error codes of one system that are noted as another's.
SELECT kb_entry_id, error_code, code_type FROM kb_error_codes
WHERE (error_code LIKE 'STATUS %') <> (code_type = 'vsam_status')
   OR (error_code LIKE 'SQLCODE %') <> (code_type = 'sqlcode');
