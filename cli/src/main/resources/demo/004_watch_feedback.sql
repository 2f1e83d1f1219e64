-- @metadata {
--   "author": "demo",
--   "description": "feedback counts by itself, and a view shows the health of each category",
--   "breakingChange": false,
--   "estimatedDuration": 20,
--   "dataVolume": "small",
--   "risk": "low",
--   "tags": ["view", "trigger"]
-- }

-- UP
CREATE VIEW category_health AS
SELECT category, count(*) AS entries, round(avg(success_rate), 3) AS success_rate
FROM entries
GROUP BY category;

CREATE TRIGGER feedback_counts AFTER INSERT ON feedback
BEGIN
    UPDATE entries
    SET usage_count = usage_count + 1,
        success_count = success_count + CASE WHEN NEW.helpful = 1 THEN 1 ELSE 0 END,
        failure_count = failure_count + CASE WHEN NEW.helpful = 1 THEN 0 ELSE 1 END
    WHERE id = NEW.entry_id;
END;

-- DOWN
DROP TRIGGER feedback_counts;
DROP VIEW category_health;
