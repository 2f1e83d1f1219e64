package dev.signalbox.knowledgebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables, checks and references that the guide prints, as it prints them. */
class GuideSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2 | incidents | id, ticket_id, title, description, component, severity, status, created_at
                    2 | detected_patterns | id, pattern_type, confidence, severity, frequency, first_seen, last_seen
                    3 | code_files | id, filename, file_type, content_hash, uploaded_at, analysis_status
                    3 | kb_code_links | id, kb_entry_id, file_id, line_start, line_end, code_snippet, link_type, confidence
                    4 | idz_projects | id, project_name, idz_workspace_path, local_workspace_path, project_type, status
                    4 | code_templates | id, name, description, category, template_content, parameters, success_rate, usage_count
                    5 | auto_resolution_rules | id, rule_name, incident_pattern, kb_entry_id, resolution_script, confidence_threshold, success_rate
                    5 | ml_models | id, model_name, model_type, purpose, model_data, performance_metrics
                    """)
    void tableHasTheGuidesColumnsAtItsVersion(int version, String table, String columns)
            throws Exception {
        try (var before = TestDatabase.at(version - 1);
                var after = TestDatabase.at(version)) {
            assertThat(before.tables()).doesNotContain(table);
            assertThat(after.rows("SELECT name FROM pragma_table_info('" + table + "')"))
                    .containsAll(List.of(columns.split(", ")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    incidents | severity TEXT CHECK(severity IN ('critical', 'high', 'medium', 'low'))
                    incidents | status TEXT CHECK(status IN ('open', 'in_progress', 'resolved', 'closed'))
                    incidents | ticket_id TEXT NOT NULL UNIQUE
                    detected_patterns | pattern_type TEXT CHECK(pattern_type IN ('temporal', 'component', 'error', 'mixed'))
                    detected_patterns | confidence REAL CHECK(confidence >= 0 AND confidence <= 1)
                    detected_patterns | severity TEXT CHECK(severity IN ('critical', 'high', 'medium', 'low'))
                    detected_patterns | frequency INTEGER DEFAULT 1
                    code_files | file_type TEXT CHECK(file_type IN ('cobol', 'cbl', 'cob', 'jcl', 'proc', 'copybook', 'other'))
                    code_files | analysis_status TEXT CHECK(analysis_status IN ('pending', 'analyzing', 'completed', 'failed'))
                    kb_code_links | link_type TEXT CHECK(link_type IN ('manual', 'auto', 'pattern', 'error_location'))
                    kb_code_links | confidence REAL DEFAULT 1.0
                    kb_code_links | FOREIGN KEY (kb_entry_id) REFERENCES kb_entries(id)
                    idz_projects | project_type TEXT CHECK(project_type IN ('cobol', 'pli', 'assembler', 'mixed'))
                    idz_projects | status TEXT CHECK(status IN ('active', 'imported', 'exported', 'archived', 'error'))
                    code_templates | category TEXT CHECK(category IN ('error_handling', 'data_validation', 'file_operations', 'calculations', 'reports', 'common_patterns', 'other'))
                    auto_resolution_rules | confidence_threshold REAL DEFAULT 0.85
                    ml_models | model_type TEXT CHECK(model_type IN ('classification', 'regression', 'clustering', 'time_series', 'anomaly_detection'))
                    ml_models | purpose TEXT CHECK(purpose IN ('incident_prediction', 'component_health', 'failure_prediction', 'pattern_detection', 'resource_optimization'))
                    """)
    void tableHasTheGuidesCheck(String table, String printed) throws Exception {
        try (var database = TestDatabase.at(5)) {
            assertThat(database.rows("SELECT sql FROM sqlite_schema WHERE name = '" + table + "'"))
                    .singleElement()
                    .asString()
                    .contains(printed);
        }
    }

    @Test
    void baseHasWhatTheGuideQueries() throws Exception {
        try (var database = TestDatabase.at(1)) {
            assertThat(database.tables())
                    .contains("kb_entries", "search_history", "usage_metrics", "feedback");
            assertThat(database.rows("SELECT name FROM pragma_table_info('kb_entries')"))
                    .contains(
                            "id",
                            "problem",
                            "solution",
                            "usage_count",
                            "success_count",
                            "failure_count",
                            "updated_at");
        }
    }

    @Test
    void everyReferenceHasAnIndexThatBeginsWithIt() throws Exception {
        try (var database = TestDatabase.at(5)) {
            var unindexed =
                    database.rows(
                            """
                            SELECT t.name, f."from" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
                            WHERE t.schema = 'main' AND NOT EXISTS (
                              SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
                              WHERE c.seqno = 0 AND c.name = f."from")""");
            assertThat(unindexed).isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsToATableThatIsThere() throws Exception {
        try (var database = TestDatabase.at(5)) {
            List<String> parents =
                    database.rows(
                            "SELECT DISTINCT f.\"table\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'");
            assertThat(parents).isNotEmpty().allMatch(database.tables()::contains);
        }
    }

    @Test
    void namesAreLowerSnakeCaseSoThatNoDatabaseHasToQuoteThem() throws Exception {
        try (var database = TestDatabase.at(5)) {
            assertThat(database.tables())
                    .allMatch(name -> name.equals(name.toLowerCase(Locale.ROOT)));
        }
    }
}
