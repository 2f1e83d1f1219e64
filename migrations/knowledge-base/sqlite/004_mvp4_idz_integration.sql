-- @metadata {
--   "description": "MVP4: IDZ projects, code templates, workspaces, export and import, change tracking",
--   "author": "knowledge-base",
--   "risk": "medium",
--   "dataVolume": "medium",
--   "estimatedDuration": 2000,
--   "tags": ["mvp4", "idz-integration"],
--   "affectedTables": ["idz_projects", "code_templates", "code_files"],
--   "dependencies": ["003_mvp3_code_analysis"]
-- }

-- UP
CREATE TABLE idz_projects (
    id TEXT NOT NULL PRIMARY KEY,
    project_name TEXT NOT NULL,
    idz_workspace_path TEXT,
    local_workspace_path TEXT NOT NULL,
    project_type TEXT CHECK(project_type IN ('cobol', 'pli', 'assembler', 'mixed')),
    status TEXT CHECK(status IN ('active', 'imported', 'exported', 'archived', 'error')),
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_synchronized_at DATETIME,
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE UNIQUE INDEX idx_idz_projects_project_name ON idz_projects (project_name);

ALTER TABLE code_files ADD COLUMN project_id TEXT REFERENCES idz_projects (id) ON DELETE SET NULL;
ALTER TABLE code_files ADD COLUMN relative_path TEXT;
ALTER TABLE code_files ADD COLUMN project_metadata TEXT; -- JSON object

CREATE INDEX idx_code_files_project_id ON code_files (project_id);

CREATE TABLE code_templates (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT,
    category TEXT CHECK(category IN ('error_handling', 'data_validation', 'file_operations', 'calculations', 'reports', 'common_patterns', 'other')),
    template_content TEXT NOT NULL,
    parameters TEXT, -- JSON array of parameter definitions
    success_rate REAL DEFAULT 0.0,
    usage_count INTEGER DEFAULT 0,
    source_entry_id TEXT REFERENCES kb_entries (id) ON DELETE SET NULL,
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE INDEX idx_code_templates_category ON code_templates (category);
CREATE INDEX idx_code_templates_source_entry_id ON code_templates (source_entry_id);

CREATE TABLE template_usages (
    id INTEGER PRIMARY KEY,
    template_id TEXT NOT NULL REFERENCES code_templates (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES idz_projects (id) ON DELETE SET NULL,
    parameter_values TEXT, -- JSON object
    was_successful BOOLEAN CHECK(was_successful IN (0, 1)),
    used_by TEXT,
    used_at DATETIME NOT NULL
);

CREATE INDEX idx_template_usages_template_id ON template_usages (template_id);
CREATE INDEX idx_template_usages_project_id ON template_usages (project_id);

CREATE TABLE workspaces (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES idz_projects (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    layout TEXT, -- JSON object
    owner TEXT,
    last_opened_at DATETIME
);

CREATE INDEX idx_workspaces_project_id ON workspaces (project_id);

CREATE TABLE workspace_files (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    file_id TEXT NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK(position >= 0),
    cursor_line INTEGER NOT NULL DEFAULT 1 CHECK(cursor_line >= 1),
    modified BOOLEAN NOT NULL DEFAULT 0 CHECK(modified IN (0, 1)),
    PRIMARY KEY (workspace_id, file_id)
) WITHOUT ROWID;

CREATE INDEX idx_workspace_files_file_id ON workspace_files (file_id);

CREATE TABLE project_transfers (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES idz_projects (id) ON DELETE CASCADE,
    direction TEXT NOT NULL CHECK(direction IN ('import', 'export')),
    status TEXT NOT NULL
        CHECK(status IN ('pending', 'validating', 'rejected', 'completed', 'failed')),
    file_count INTEGER NOT NULL DEFAULT 0 CHECK(file_count >= 0),
    checksum TEXT,
    started_at DATETIME NOT NULL,
    completed_at DATETIME CHECK(completed_at >= started_at)
);

CREATE INDEX idx_project_transfers_project_id ON project_transfers (project_id);

CREATE TABLE transfer_validations (
    id INTEGER PRIMARY KEY,
    transfer_id TEXT NOT NULL REFERENCES project_transfers (id) ON DELETE CASCADE,
    file_id TEXT REFERENCES code_files (id) ON DELETE SET NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL CHECK(severity IN ('error', 'warning', 'info')),
    message TEXT NOT NULL,
    line INTEGER CHECK(line >= 1)
);

CREATE INDEX idx_transfer_validations_transfer_id ON transfer_validations (transfer_id);
CREATE INDEX idx_transfer_validations_file_id ON transfer_validations (file_id);

CREATE TABLE code_changes (
    file_id TEXT NOT NULL REFERENCES code_files (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL CHECK(revision >= 1),
    change_type TEXT NOT NULL CHECK(change_type IN ('created', 'modified', 'renamed', 'deleted')),
    previous_hash TEXT,
    new_hash TEXT,
    lines_added INTEGER NOT NULL DEFAULT 0 CHECK(lines_added >= 0),
    lines_removed INTEGER NOT NULL DEFAULT 0 CHECK(lines_removed >= 0),
    changed_by TEXT,
    changed_at DATETIME NOT NULL,
    PRIMARY KEY (file_id, revision)
);

-- DOWN
DROP TABLE code_changes;
DROP TABLE transfer_validations;
DROP TABLE project_transfers;
DROP TABLE workspace_files;
DROP TABLE workspaces;
DROP TABLE template_usages;
DROP TABLE code_templates;
DROP INDEX idx_code_files_project_id;
ALTER TABLE code_files DROP COLUMN project_metadata;
ALTER TABLE code_files DROP COLUMN relative_path;
ALTER TABLE code_files DROP COLUMN project_id;
DROP TABLE idz_projects;
DELETE FROM settings WHERE category = 'workspace';
