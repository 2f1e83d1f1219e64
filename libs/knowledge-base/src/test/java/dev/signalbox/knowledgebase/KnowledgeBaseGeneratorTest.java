package dev.signalbox.knowledgebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.migration.DataGenerator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeBaseGeneratorTest {

    private static final Map<String, Long> SMALL = Map.of("kb_entries", 300L);

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(DataGenerator.class))
                .extracting(DataGenerator::name)
                .contains("knowledge-base");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 20})
    void fewEntriesFillEveryVersion(long entries) throws Exception {
        for (int version = 1; version <= 5; version++) {
            try (var database =
                    TestDatabase.at(version).filled(version, Map.of("kb_entries", entries), 1)) {
                assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyTableOfTheVersionHasRowsAndEveryReferenceHolds(int version) throws Exception {
        try (var database = TestDatabase.at(version).filled(version, SMALL, 1)) {
            for (String table : database.tables()) {
                if (!table.equals("component_baselines")) {
                    assertThat(database.number("SELECT count(*) FROM " + table))
                            .as(table)
                            .isPositive();
                }
            }
            assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
            assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
        }
    }

    @Test
    void sameSeedMakesTheSameRowsAndAnotherSeedOthers() throws Exception {
        try (var first = TestDatabase.at(5).filled(5, SMALL, 7);
                var second = TestDatabase.at(5).filled(5, SMALL, 7);
                var other = TestDatabase.at(5).filled(5, SMALL, 8)) {
            assertThat(first.contents())
                    .isEqualTo(second.contents())
                    .isNotEqualTo(other.contents());
        }
    }

    @Test
    void tablesHaveAsManyRowsAsWereAskedFor() throws Exception {
        var asked =
                Map.of(
                        "kb_entries",
                        50L,
                        "search_history",
                        70L,
                        "usage_metrics",
                        90L,
                        "feedback",
                        20L,
                        "incidents",
                        30L,
                        "code_files",
                        10L);
        try (var database = TestDatabase.at(5).filled(5, asked, 1)) {
            for (var each : asked.entrySet()) {
                assertThat(database.number("SELECT count(*) FROM " + each.getKey()))
                        .as(each.getKey())
                        .isEqualTo(each.getValue());
            }
        }
    }

    @Test
    void tablesThatNobodyNamedFitThoseThatWereNamed() throws Exception {
        try (var database = TestDatabase.at(1).filled(1, Map.of("usage_metrics", 5_000L), 1)) {
            assertThat(database.number("SELECT count(*) FROM kb_entries")).isEqualTo(500);
            assertThat(database.number("SELECT count(*) FROM search_history")).isEqualTo(2_500);
        }
    }

    @Test
    void rowsThatAreThereStayAndIncidentsAreAboutThem() throws Exception {
        try (var database = TestDatabase.at(1).filled(1, SMALL, 1)) {
            List<String> before = database.rows("SELECT * FROM kb_entries");
            database.up(2);

            database.filled(2, Map.of("incidents", 40L), 2);

            assertThat(database.rows("SELECT * FROM kb_entries")).isEqualTo(before);
            assertThat(
                            database.number(
                                    "SELECT count(*) FROM incidents i JOIN kb_incident_links l ON l.incident_id = i.id JOIN kb_entries e ON e.id = l.kb_entry_id WHERE i.component = e.component AND instr(e.problem, i.error_code) > 0"))
                    .isEqualTo(40);
        }
    }

    @Test
    void secondFillingAddsToTheFirst() throws Exception {
        try (var database = TestDatabase.at(5).filled(5, SMALL, 1).filled(5, SMALL, 2)) {
            assertThat(database.number("SELECT count(*) FROM kb_entries")).isEqualTo(600);
            assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
        }
    }

    @Test
    void incidentsAndProgramsAgreeWithTheirEntries() throws Exception {
        try (var database = TestDatabase.at(3).filled(3, SMALL, 3)) {
            assertThat(
                            database.rows(
                                    "SELECT i.id FROM incidents i JOIN kb_incident_links l ON l.incident_id = i.id JOIN kb_entries e ON e.id = l.kb_entry_id WHERE i.component <> e.component OR i.severity <> e.severity OR instr(e.problem, i.error_code) = 0"))
                    .isEmpty();
            assertThat(
                            database.rows(
                                    "SELECT f.id FROM code_files f JOIN kb_code_links l ON l.file_id = f.id JOIN kb_entry_programs p ON p.kb_entry_id = l.kb_entry_id WHERE p.program_name <> f.program_name OR f.content NOT LIKE '%PROGRAM-ID. ' || p.program_name || '.%'"))
                    .isEmpty();
            assertThat(
                            database.rows(
                                    "SELECT l.id FROM kb_code_links l JOIN kb_error_codes c ON c.kb_entry_id = l.kb_entry_id WHERE l.link_type = 'error_location' AND l.code_snippet <> c.error_code"))
                    .isEmpty();
        }
    }

    @Test
    void filesAreInProjectsOnceThereAreSome() throws Exception {
        try (var database = TestDatabase.at(4).filled(4, SMALL, 3)) {
            assertThat(
                            database.number(
                                    "SELECT count(*) FROM code_files WHERE project_id IS NULL OR relative_path NOT LIKE '%' || filename"))
                    .isZero();
        }
    }

    @Test
    void fewEntriesAreUsedOftenAndMostSeldom() throws Exception {
        try (var database = TestDatabase.at(1).filled(1, Map.of("kb_entries", 1_000L), 1)) {
            long ofTheFirstTenth =
                    database.number(
                            "SELECT count(*) FROM usage_metrics WHERE entry_id <= 'KB-0000100'");
            assertThat(ofTheFirstTenth).isBetween(4_000L, 5_500L);
        }
    }

    @Test
    void usageGrowsOverTheHalfYearAndEndsBeforeTheFixedDay() throws Exception {
        try (var database = TestDatabase.at(1).filled(1, Map.of("kb_entries", 1_000L), 1)) {
            assertThat(database.rows("SELECT max(occurred_at) < '2026-01-01' FROM usage_metrics"))
                    .containsExactly("1");
            assertThat(
                            database.number(
                                    "SELECT sum(occurred_at >= '2025-11-01') > sum(occurred_at < '2025-09-01') FROM usage_metrics"))
                    .isEqualTo(1);
        }
    }

    @Test
    void searchesFindTheEntriesThatTheyAreAbout() throws Exception {
        try (var database = TestDatabase.at(1).filled(1, SMALL, 1)) {
            assertThat(
                            database.number(
                                    "SELECT count(*) FROM kb_search WHERE kb_search MATCH 'S0C7'"))
                    .isEqualTo(
                            database.number(
                                    "SELECT count(*) FROM kb_entries WHERE problem LIKE '%S0C7%'"))
                    .isPositive();
        }
    }

    @Test
    void usedEntriesHaveAnOutcome() throws Exception {
        try (var database = TestDatabase.at(1).filled(1, SMALL, 1)) {
            assertThat(
                            database.number(
                                    "SELECT count(*) FROM kb_entries WHERE success_count + failure_count = 0 AND usage_count > 0"))
                    .isZero();
        }
    }

    @Test
    void tableThatItDoesNotFillIsRefusedWithThoseThatItDoes() throws Exception {
        try (var database = TestDatabase.at(1)) {
            assertThatThrownBy(() -> database.filled(1, Map.of("orders", 3L), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("orders")
                    .hasMessageContaining("kb_entries, search_history, usage_metrics");
            assertThatThrownBy(() -> database.filled(1, Map.of("kb_tags", 3L), 1))
                    .hasMessageContaining("follow from");
        }
    }

    @Test
    void tableOfALaterVersionIsRefusedWithItsVersion() throws Exception {
        try (var database = TestDatabase.at(1)) {
            assertThatThrownBy(() -> database.filled(1, Map.of("incidents", 3L), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("incidents comes with version 002");
        }
    }

    @Test
    void rowsAboutNoEntryAreRefused() throws Exception {
        try (var database = TestDatabase.at(1)) {
            assertThatThrownBy(
                            () -> database.filled(1, Map.of("kb_entries", 0L, "feedback", 3L), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("kb_entries");
        }
    }
}
