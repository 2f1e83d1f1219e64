-- @metadata {
--   "author": "demo",
--   "description": "how often each entry helped, and the error code it is about",
--   "breakingChange": false,
--   "estimatedDuration": 500,
--   "dataVolume": "medium",
--   "risk": "low",
--   "tags": ["data"]
-- }

-- UP
ALTER TABLE entries ADD COLUMN success_rate REAL;
ALTER TABLE entries ADD COLUMN error_code TEXT;
UPDATE entries
SET success_rate =
        CASE
            WHEN success_count + failure_count = 0 THEN 0.0
            ELSE round(success_count * 1.0 / (success_count + failure_count), 3)
        END,
    error_code = rtrim(substr(problem, 1, instr(problem || ' ', ' ') - 1), ':');
CREATE INDEX idx_entries_error_code ON entries (error_code);

-- DOWN
DROP INDEX idx_entries_error_code;
ALTER TABLE entries DROP COLUMN error_code;
ALTER TABLE entries DROP COLUMN success_rate;
