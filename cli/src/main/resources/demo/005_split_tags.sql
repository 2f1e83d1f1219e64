-- @metadata {
--   "author": "demo",
--   "description": "tags become rows that can be searched",
--   "breakingChange": false,
--   "estimatedDuration": 1200,
--   "dataVolume": "medium",
--   "risk": "low",
--   "tags": ["data"]
-- }

-- UP
CREATE TABLE entry_tags (
    entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (entry_id, tag)
) WITHOUT ROWID;
INSERT OR IGNORE INTO entry_tags (entry_id, tag)
WITH RECURSIVE split (entry_id, tag, rest) AS (
    SELECT id, '', tags || ',' FROM entries
    UNION ALL
    SELECT entry_id, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1)
    FROM split
    WHERE rest <> ''
)
SELECT entry_id, trim(tag) FROM split WHERE trim(tag) <> '';
CREATE INDEX idx_entry_tags_tag ON entry_tags (tag);

-- DOWN
DROP TABLE entry_tags;
