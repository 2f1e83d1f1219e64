-- @metadata {
--   "description": "MVP5: auto-resolution, machine learning, predictions, governance, compliance",
--   "author": "knowledge-base",
--   "risk": "medium",
--   "dataVolume": "medium",
--   "estimatedDuration": 2000,
--   "tags": ["mvp5", "enterprise-ai"],
--   "affectedTables": ["auto_resolution_rules", "ml_models", "governance_policies"],
--   "dependencies": ["004_mvp4_idz_integration"]
-- }

-- UP
CREATE TABLE auto_resolution_rules (
    id TEXT NOT NULL PRIMARY KEY,
    rule_name TEXT NOT NULL,
    incident_pattern TEXT NOT NULL, -- JSON pattern matching criteria
    kb_entry_id TEXT REFERENCES kb_entries (id) ON DELETE SET NULL, -- Preferred KB solution
    resolution_script TEXT, -- Automated resolution steps
    confidence_threshold REAL DEFAULT 0.85,
    success_rate REAL DEFAULT 0.0,
    enabled BOOLEAN NOT NULL DEFAULT 0 CHECK(enabled IN (0, 1)),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE INDEX idx_auto_resolution_rules_kb_entry_id ON auto_resolution_rules (kb_entry_id);

CREATE TABLE auto_resolution_attempts (
    id INTEGER PRIMARY KEY,
    rule_id TEXT NOT NULL REFERENCES auto_resolution_rules (id) ON DELETE CASCADE,
    incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
    outcome TEXT NOT NULL
        CHECK(outcome IN ('proposed', 'approved', 'succeeded', 'failed', 'rolled_back')),
    confidence REAL NOT NULL CHECK(confidence >= 0 AND confidence <= 1),
    approved_by TEXT,
    started_at DATETIME NOT NULL,
    finished_at DATETIME CHECK(finished_at >= started_at)
);

CREATE INDEX idx_auto_resolution_attempts_rule_id ON auto_resolution_attempts (rule_id);
CREATE INDEX idx_auto_resolution_attempts_incident_id ON auto_resolution_attempts (incident_id);

CREATE TABLE ml_models (
    id TEXT NOT NULL PRIMARY KEY,
    model_name TEXT NOT NULL,
    model_type TEXT CHECK(model_type IN ('classification', 'regression', 'clustering', 'time_series', 'anomaly_detection')),
    purpose TEXT CHECK(purpose IN ('incident_prediction', 'component_health', 'failure_prediction', 'pattern_detection', 'resource_optimization')),
    model_data BLOB, -- Serialized model data
    performance_metrics TEXT, -- JSON object with accuracy, precision, recall, etc.
    version INTEGER NOT NULL DEFAULT 1 CHECK(version >= 1),
    status TEXT NOT NULL DEFAULT 'draft' CHECK(status IN ('draft', 'training', 'active', 'retired')),
    trained_at DATETIME
);

CREATE UNIQUE INDEX idx_ml_models_model_name_version ON ml_models (model_name, version);

CREATE TABLE ml_incident_features (
    incident_id TEXT NOT NULL PRIMARY KEY REFERENCES incidents (id) ON DELETE CASCADE,
    component TEXT,
    error_code TEXT,
    severity_level INTEGER NOT NULL CHECK(severity_level BETWEEN 0 AND 4),
    hour_of_day INTEGER NOT NULL CHECK(hour_of_day BETWEEN 0 AND 23),
    day_of_week INTEGER NOT NULL CHECK(day_of_week BETWEEN 0 AND 6),
    description_length INTEGER NOT NULL CHECK(description_length >= 0),
    linked_entries INTEGER NOT NULL DEFAULT 0 CHECK(linked_entries >= 0),
    matched_patterns INTEGER NOT NULL DEFAULT 0 CHECK(matched_patterns >= 0),
    resolution_minutes REAL CHECK(resolution_minutes >= 0),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE INDEX idx_ml_incident_features_component ON ml_incident_features (component);

CREATE TABLE component_daily_metrics (
    component TEXT NOT NULL,
    day DATE NOT NULL,
    incidents INTEGER NOT NULL CHECK(incidents >= 0),
    critical_incidents INTEGER NOT NULL CHECK(critical_incidents >= 0),
    mean_resolution_minutes REAL CHECK(mean_resolution_minutes >= 0),
    moving_average REAL NOT NULL CHECK(moving_average >= 0),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill')),
    PRIMARY KEY (component, day)
) WITHOUT ROWID;

CREATE TABLE predictions (
    id INTEGER PRIMARY KEY,
    model_id TEXT NOT NULL REFERENCES ml_models (id) ON DELETE CASCADE,
    component TEXT,
    predicted_value REAL NOT NULL,
    confidence REAL NOT NULL CHECK(confidence >= 0 AND confidence <= 1),
    actual_value REAL,
    valid_from DATETIME NOT NULL,
    valid_to DATETIME NOT NULL CHECK(valid_to >= valid_from),
    created_at DATETIME NOT NULL
);

CREATE INDEX idx_predictions_model_id_valid_from ON predictions (model_id, valid_from);

CREATE TABLE governance_policies (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    policy_type TEXT NOT NULL
        CHECK(policy_type IN ('data_retention', 'access_control', 'change_approval', 'ai_usage', 'audit')),
    definition TEXT NOT NULL, -- JSON object
    enforcement TEXT NOT NULL DEFAULT 'advisory' CHECK(enforcement IN ('advisory', 'mandatory')),
    active BOOLEAN NOT NULL DEFAULT 1 CHECK(active IN (0, 1)),
    origin TEXT NOT NULL DEFAULT 'application' CHECK(origin IN ('application', 'backfill'))
);

CREATE TABLE compliance_checks (
    id INTEGER PRIMARY KEY,
    policy_id TEXT NOT NULL REFERENCES governance_policies (id) ON DELETE CASCADE,
    subject_table TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    result TEXT NOT NULL CHECK(result IN ('compliant', 'violation', 'exempt', 'pending')),
    details TEXT,
    checked_at DATETIME NOT NULL
);

CREATE INDEX idx_compliance_checks_policy_id_result ON compliance_checks (policy_id, result);

CREATE TABLE compliance_reports (
    id TEXT NOT NULL PRIMARY KEY,
    framework TEXT NOT NULL CHECK(framework IN ('SOX', 'GDPR', 'PCI-DSS', 'internal')),
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK(period_end >= period_start),
    violations INTEGER NOT NULL DEFAULT 0 CHECK(violations >= 0),
    summary TEXT NOT NULL,
    created_at DATETIME NOT NULL
);

CREATE TABLE governance_log (
    id INTEGER PRIMARY KEY,
    policy_id TEXT REFERENCES governance_policies (id) ON DELETE SET NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT,
    logged_at DATETIME NOT NULL
);

CREATE INDEX idx_governance_log_policy_id ON governance_log (policy_id);
CREATE INDEX idx_governance_log_logged_at ON governance_log (logged_at);

-- DOWN
DROP TABLE governance_log;
DROP TABLE compliance_reports;
DROP TABLE compliance_checks;
DROP TABLE governance_policies;
DROP TABLE predictions;
DROP TABLE component_daily_metrics;
DROP TABLE ml_incident_features;
DROP TABLE ml_models;
DROP TABLE auto_resolution_attempts;
DROP TABLE auto_resolution_rules;
DELETE FROM settings WHERE category IN ('enterprise_ai', 'governance');
