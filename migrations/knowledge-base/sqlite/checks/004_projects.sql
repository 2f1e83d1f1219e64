-- Templates and files whose JSON nobody can read.
SELECT id FROM code_templates WHERE parameters IS NOT NULL AND NOT json_valid(parameters);
SELECT id FROM code_files WHERE project_metadata IS NOT NULL AND NOT json_valid(project_metadata);

-- Templates that succeed more often than always.
SELECT id, success_rate FROM code_templates WHERE success_rate NOT BETWEEN 0 AND 1;

-- Completed transfers without an end.
SELECT t.id FROM project_transfers t
WHERE t.status = 'completed' AND t.completed_at IS NULL;
