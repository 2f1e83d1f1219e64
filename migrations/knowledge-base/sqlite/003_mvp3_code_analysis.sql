-- @metadata {
--   "description": "MVP3: code files, parser results, links from entries to code, AI analysis, code quality",
--   "author": "knowledge-base",
--   "risk": "low",
--   "dataVolume": "medium",
--   "estimatedDuration": 2000,
--   "tags": ["mvp3", "code-analysis"],
--   "affectedTables": ["code_files", "kb_code_links", "kb_error_codes"],
--   "dependencies": ["002_mvp2_pattern_detection"]
-- }

-- UP
CREATE TABLE code_files (
    id TEXT NOT NULL PRIMARY KEY,
    filename TEXT NOT NULL,
    file_type TEXT CHECK(file_type IN ('cobol', 'cbl', 'cob', 'jcl', 'proc', 'copybook', 'other')),
    content_hash TEXT,
    uploaded_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    analysis_status TEXT CHECK(analysis_status IN ('pending', 'analyzing', 'completed', 'failed')),
    program_name TEXT,
    content TEXT,
    line_count INTEGER CHECK(line_count >= 0)
);

CREATE INDEX idx_code_files_program_name ON code_files (program_name);
CREATE INDEX idx_code_files_content_hash ON code_files (content_hash);
CREATE INDEX idx_code_files_analysis_status ON code_files (analysis_status)
    WHERE analysis_status IN ('pending', 'analyzing');

CREATE TABLE parser_results (
    file_id TEXT NOT NULL PRIMARY KEY REFERENCES code_files (id) ON DELETE CASCADE,
    parser_version TEXT NOT NULL,
    program_id TEXT,
    division_count INTEGER NOT NULL CHECK(division_count BETWEEN 0 AND 4),
    paragraph_count INTEGER NOT NULL CHECK(paragraph_count >= 0),
    syntax_errors INTEGER NOT NULL DEFAULT 0 CHECK(syntax_errors >= 0),
    syntax_tree TEXT, -- JSON
    parsed_at DATETIME NOT NULL
);

CREATE TABLE code_sections (
    id TEXT NOT NULL PRIMARY KEY,
    file_id TEXT NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
    section_type TEXT NOT NULL
        CHECK(section_type IN ('division', 'section', 'paragraph', 'copy', 'call', 'exec')),
    name TEXT NOT NULL,
    line_start INTEGER NOT NULL CHECK(line_start >= 1),
    line_end INTEGER NOT NULL CHECK(line_end >= line_start)
);

CREATE INDEX idx_code_sections_file_id_line_start ON code_sections (file_id, line_start);

CREATE TABLE kb_code_links (
    id TEXT NOT NULL PRIMARY KEY,
    kb_entry_id TEXT NOT NULL,
    file_id TEXT NOT NULL,
    line_start INTEGER NOT NULL,
    line_end INTEGER CHECK(line_end >= line_start),
    code_snippet TEXT,
    link_type TEXT CHECK(link_type IN ('manual', 'auto', 'pattern', 'error_location')),
    confidence REAL DEFAULT 1.0,
    FOREIGN KEY (kb_entry_id) REFERENCES kb_entries(id) ON DELETE CASCADE,
    FOREIGN KEY (file_id) REFERENCES code_files(id) ON DELETE CASCADE
);

CREATE INDEX idx_kb_code_links_kb_entry_id ON kb_code_links (kb_entry_id);
CREATE INDEX idx_kb_code_links_file_id_line_start ON kb_code_links (file_id, line_start);

CREATE TABLE ai_analysis_results (
    id TEXT NOT NULL PRIMARY KEY,
    file_id TEXT NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
    kb_entry_id TEXT REFERENCES kb_entries (id) ON DELETE SET NULL,
    analysis_type TEXT NOT NULL
        CHECK(analysis_type IN ('explanation', 'defect', 'optimization', 'documentation')),
    model TEXT NOT NULL,
    result TEXT NOT NULL, -- JSON object
    confidence REAL CHECK(confidence >= 0 AND confidence <= 1),
    duration_ms INTEGER CHECK(duration_ms >= 0),
    created_at DATETIME NOT NULL
);

CREATE INDEX idx_ai_analysis_results_file_id ON ai_analysis_results (file_id);
CREATE INDEX idx_ai_analysis_results_kb_entry_id ON ai_analysis_results (kb_entry_id);

CREATE TABLE code_quality_metrics (
    file_id TEXT NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
    measured_at DATETIME NOT NULL,
    cyclomatic_complexity INTEGER NOT NULL CHECK(cyclomatic_complexity >= 1),
    comment_share REAL NOT NULL CHECK(comment_share >= 0 AND comment_share <= 1),
    dead_paragraphs INTEGER NOT NULL DEFAULT 0 CHECK(dead_paragraphs >= 0),
    maintainability REAL NOT NULL CHECK(maintainability >= 0 AND maintainability <= 100),
    PRIMARY KEY (file_id, measured_at)
);

CREATE TABLE kb_error_codes (
    kb_entry_id TEXT NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
    error_code TEXT NOT NULL,
    code_type TEXT NOT NULL
        CHECK(code_type IN ('abend', 'vsam_status', 'sqlcode', 'message', 'ims_status', 'cics_response')),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill')),
    PRIMARY KEY (kb_entry_id, error_code)
) WITHOUT ROWID;

CREATE INDEX idx_kb_error_codes_error_code ON kb_error_codes (error_code);

CREATE TABLE kb_entry_programs (
    kb_entry_id TEXT NOT NULL REFERENCES kb_entries (id) ON DELETE CASCADE,
    program_name TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill')),
    PRIMARY KEY (kb_entry_id, program_name)
) WITHOUT ROWID;

CREATE INDEX idx_kb_entry_programs_program_name ON kb_entry_programs (program_name);

CREATE VIEW entries_without_code AS
SELECT p.kb_entry_id, p.program_name
FROM kb_entry_programs p
WHERE NOT EXISTS (SELECT 1 FROM kb_code_links l WHERE l.kb_entry_id = p.kb_entry_id);

-- DOWN
DROP VIEW entries_without_code;
DROP TABLE kb_entry_programs;
DROP TABLE kb_error_codes;
DROP TABLE code_quality_metrics;
DROP TABLE ai_analysis_results;
DROP TABLE kb_code_links;
DROP TABLE code_sections;
DROP TABLE parser_results;
DROP TABLE code_files;
DELETE FROM settings WHERE category = 'code_analysis';
