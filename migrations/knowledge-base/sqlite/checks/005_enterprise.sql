-- Rules, models and policies whose JSON nobody can read.
SELECT id FROM auto_resolution_rules WHERE NOT json_valid(incident_pattern);
SELECT id FROM ml_models WHERE performance_metrics IS NOT NULL AND NOT json_valid(performance_metrics);
SELECT id FROM governance_policies WHERE NOT json_valid(definition);

-- Rules that would run without a solution, or always.
SELECT id FROM auto_resolution_rules WHERE enabled = 1 AND resolution_script IS NULL AND kb_entry_id IS NULL;
SELECT id, confidence_threshold FROM auto_resolution_rules WHERE confidence_threshold NOT BETWEEN 0 AND 1;
