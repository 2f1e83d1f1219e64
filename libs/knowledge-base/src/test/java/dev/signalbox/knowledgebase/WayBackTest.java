package dev.signalbox.knowledgebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The DOWN sections, as they are in the files. */
class WayBackTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void downLeavesTheSchemaOfTheVersionBefore(int version) throws Exception {
        try (var before = TestDatabase.at(version - 1);
                var database = TestDatabase.at(version)) {
            database.filled(version, Map.of("kb_entries", 50L), 1);

            database.down(version);

            assertThat(database.schema()).isEqualTo(before.schema());
            assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
        }
    }

    @Test
    void allVersionsGoUpAndDownAndUp() throws Exception {
        try (var database = TestDatabase.at(0)) {
            for (int round = 0; round < 2; round++) {
                var schemas = new ArrayList<List<String>>();
                for (int version = 1; version <= 5; version++) {
                    schemas.add(database.schema());
                    database.up(version);
                }
                database.filled(5, Map.of("kb_entries", 30L), round);
                for (int version = 5; version >= 1; version--) {
                    database.down(version);
                    assertThat(database.schema()).isEqualTo(schemas.get(version - 1));
                }
            }
        }
    }

    @Test
    void downLeavesTheRowsOfTheVersionBefore() throws Exception {
        try (var database = TestDatabase.at(3)) {
            database.filled(3, Map.of("kb_entries", 50L), 1);
            List<String> files = database.rows("SELECT * FROM code_files");
            List<String> settings = database.rows("SELECT * FROM settings");
            database.up(4);
            database.run(
                    "INSERT INTO settings (category, name, value) VALUES ('workspace', 'a', 'b')");

            database.down(4);

            assertThat(database.rows("SELECT * FROM code_files")).isEqualTo(files);
            assertThat(database.rows("SELECT * FROM settings")).isEqualTo(settings);
        }
    }

    @Test
    void searchFindsTheSameAfterVacuum() throws Exception {
        String search =
                "SELECT rowid, title FROM kb_search WHERE kb_search MATCH 'S0C7 OR deadlock'";
        try (var database = TestDatabase.at(1)) {
            database.filled(1, Map.of("kb_entries", 500L), 1);
            database.run("DELETE FROM kb_entries WHERE id < 'KB-0000100'");
            List<String> found = database.rows(search);

            database.run("VACUUM");

            assertThat(database.rows(search)).isEqualTo(found).isNotEmpty();
            assertThat(
                            database.rows(
                                    "SELECT e.id FROM kb_search s JOIN kb_entries e ON e.rowid = s.rowid WHERE kb_search MATCH 'S0C7' AND e.problem NOT LIKE '%S0C7%'"))
                    .isEmpty();
        }
    }
}
