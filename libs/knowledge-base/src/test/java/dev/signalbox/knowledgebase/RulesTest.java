package dev.signalbox.knowledgebase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.transfer.Rule;
import dev.signalbox.transfer.TransferOptions;
import dev.signalbox.transfer.TransferOutcome;
import dev.signalbox.transfer.TransferOutcome.Finished;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final Map<String, Long> SMALL =
            Map.of("kb_entries", 200L, "usage_metrics", 100L, "search_history", 100L);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "002, 8", "003, 3", "004, 4", "005, 4",
    })
    void everyVersionHasItsRules(String version, int rules) {
        assertThat(Rules.read().rules())
                .filteredOn(rule -> String.valueOf(rule.after()).startsWith(version))
                .hasSize(rules)
                .allMatch(Rule::hasUndo);
    }

    @Test
    void allRulesFinishWithoutAFailedRowFromTheFirstVersionToTheLast() throws Exception {
        Path file = folder.resolve("kb.db");
        try (var database = TestDatabase.at(1, file).filled(1, SMALL, 1);
                var rules = new Rules(file)) {
            var outcomes = new HashMap<String, TransferOutcome>();
            for (int version = 2; version <= 5; version++) {
                database.up(version);
                outcomes.putAll(rules.after(version));
                if (version == 3) {
                    database.filled(3, Map.of("code_files", 40L), 2);
                }
            }

            assertThat(outcomes.values())
                    .hasSize(19)
                    .allMatch(
                            it ->
                                    it instanceof Finished finished
                                            && finished.counts().failed() == 0);
            assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
            for (String table :
                    List.of(
                            "incidents",
                            "kb_incident_links",
                            "components",
                            "component_baselines",
                            "detected_patterns",
                            "pattern_incidents",
                            "kb_error_codes",
                            "kb_entry_programs",
                            "idz_projects",
                            "code_templates",
                            "ml_incident_features",
                            "component_daily_metrics",
                            "auto_resolution_rules",
                            "governance_policies")) {
                assertThat(database.number("SELECT count(*) FROM " + table)).as(table).isPositive();
            }
        }
    }

    @Test
    void rulesThatRunAgainChangeNothing() throws Exception {
        Path file = folder.resolve("kb.db");
        try (var database = TestDatabase.at(5, file).filled(5, SMALL, 1);
                var rules = new Rules(file)) {
            runAll(rules);
            List<String> once = database.contents();

            runAll(rules);

            assertThat(database.contents()).isEqualTo(once);
        }
    }

    /** Batches are as large as the database is quick. */
    @Test
    void sizeOfTheBatchesMakesNoDifference() throws Exception {
        assertThat(made("small.db", TransferOptions.DEFAULT.withBatchSize(7)))
                .isEqualTo(made("large.db", TransferOptions.DEFAULT));
    }

    private List<String> made(String name, TransferOptions options) throws Exception {
        Path file = folder.resolve(name);
        try (var database = TestDatabase.at(5, file).filled(1, SMALL, 1);
                var rules = new Rules(file, options)) {
            runAll(rules);
            return database.contents().stream().sorted().toList();
        }
    }

    @Test
    void undoLeavesTheRowsThatWereThereBefore() throws Exception {
        Path file = folder.resolve("kb.db");
        try (var database = TestDatabase.at(5, file)) {
            database.filled(1, SMALL, 1);
            List<String> before = database.contents();
            try (var rules = new Rules(file)) {
                runAll(rules);
                assertThat(database.contents()).isNotEqualTo(before);

                for (int version = 5; version >= 2; version--) {
                    rules.undo(version);
                }

                assertThat(database.contents()).isEqualTo(before);
            }
        }
    }

    @Test
    void undoLeavesWhatSomebodyBuiltUpon() throws Exception {
        Path file = folder.resolve("kb.db");
        try (var database = TestDatabase.at(5, file).filled(1, SMALL, 1);
                var rules = new Rules(file)) {
            runAll(rules);
            database.run(
                    """
                    INSERT INTO alerts (id, rule_id, severity, message, triggered_at)
                    VALUES ('A', 'default-incident-rate', 'high', 'm', '2026-01-01');
                    INSERT INTO compliance_checks (policy_id, subject_table, subject_id, result, checked_at)
                    VALUES ('default-audit', 'kb_entries', 'KB-0000001', 'compliant', '2026-01-01')""");

            rules.undo(5);
            rules.undo(2);

            assertThat(database.rows("SELECT id FROM alerts")).containsExactly("A");
            assertThat(database.rows("SELECT id FROM alert_rules"))
                    .containsExactly("default-incident-rate");
            assertThat(database.rows("SELECT id FROM governance_policies"))
                    .containsExactly("default-audit");
        }
    }

    @Test
    void autoCodeLinksLeadToTheLineThatShowsTheCode() throws Exception {
        Path file = folder.resolve("kb.db");
        try (var database = TestDatabase.at(3, file);
                var rules = new Rules(file)) {
            database.run(
                    """
                    INSERT INTO kb_entries (id, title, problem, solution, category)
                    VALUES ('E', 't', 'S0C7 in program PAYR130.', 's', 'Batch');
                    INSERT INTO code_files (id, filename, file_type, program_name, content) VALUES
                      ('F', 'PAYR130.cbl', 'cbl', 'PAYR130', 'one' || char(10) || 'two' || char(10) || '* S0C7 here'),
                      ('G', 'OTHER.cbl', 'cbl', 'OTHER', 'S0C7')""");
            rules.after(3);

            TransferOutcome outcome = rules.run("auto-code-links");

            assertThat(outcome).isInstanceOf(Finished.class);
            assertThat(
                            database.rows(
                                    "SELECT kb_entry_id, file_id, line_start, link_type FROM kb_code_links"))
                    .containsExactly("E|F|3|auto");
        }
    }

    private static void runAll(Rules rules) throws Exception {
        for (int version = 2; version <= 5; version++) {
            assertThat(rules.after(version).values())
                    .allMatch(
                            it ->
                                    it instanceof Finished finished
                                            && finished.counts().failed() == 0);
        }
    }
}
