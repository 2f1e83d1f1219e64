package dev.signalbox.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.analysis.Scripts;
import dev.signalbox.analysis.Sqlite;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that come and go: what a table without rows does not show. */
class ColumnRulesTest {

    private static final String MADE =
            "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT, n INTEGER);";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD COLUMN b TEXT NOT NULL|Cannot add a NOT NULL column with default value NULL",
                "ADD b TEXT DEFAULT CURRENT_TIMESTAMP|Cannot add a column with non-constant default",
                "ADD b INTEGER DEFAULT (random())|Cannot add a column with non-constant default",
                "ADD b INTEGER DEFAULT 1 REFERENCES p (id)|Cannot add a REFERENCES column with non-NULL"
                        + " default value",
                "ADD b INTEGER DEFAULT 0 CHECK (b > 0)|CHECK constraint failed",
                "ADD b TEXT AS (name) STORED|cannot add a STORED column",
            })
    void columnThatOnlyAnEmptyTableTakes(String alter, String said) throws SQLException {
        var statement = "ALTER TABLE p " + alter;

        try (var sqlite = new Sqlite(MADE, "INSERT INTO p VALUES (1, 'a', 1)")) {
            assertThatThrownBy(() -> sqlite.run(statement)).hasMessageContaining(said);
        }
        try (var sqlite = new Sqlite(MADE)) {
            sqlite.run(statement);
        }
        var diagnosis = Scripts.of(MADE, statement).saying("add-column-on-data").getFirst();
        assertThat(diagnosis.finding().message()).contains(said);
        assertThat(diagnosis.finding().file()).isEqualTo("002_a.sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD COLUMN b TEXT",
                "ADD COLUMN b TEXT NOT NULL DEFAULT ''",
                "ADD COLUMN b INTEGER REFERENCES p (id)",
                "ADD COLUMN b TEXT AS (name || 'x')",
                "ADD COLUMN b INTEGER DEFAULT 1 CHECK (b > 0)"
            })
    void columnThatEveryTableTakes(String alter) throws SQLException {
        try (var sqlite = new Sqlite(MADE, "INSERT INTO p VALUES (1, 'a', 1)")) {
            sqlite.run("ALTER TABLE p " + alter);
        }
        assertThat(Scripts.of(MADE, "ALTER TABLE p " + alter).saying("add-column-on-data"))
                .isEmpty();
    }

    @Test
    void columnOfATableThatTheSameMigrationMakesMeetsNoRows() {
        assertThat(Scripts.of(MADE + "ALTER TABLE p ADD b TEXT NOT NULL;").rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX idx_p_name ON p (name)",
                "CREATE VIEW names AS SELECT name FROM p",
                "CREATE TRIGGER tr AFTER UPDATE OF name ON p BEGIN SELECT new.name; END"
            })
    void columnInUseCannotBeDropped(String user) throws SQLException {
        var scripts = Scripts.of(MADE + user + ";", "ALTER TABLE p DROP COLUMN name;");

        try (var sqlite = new Sqlite(MADE, user)) {
            assertThatThrownBy(() -> sqlite.run("ALTER TABLE p DROP COLUMN name"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(scripts.saying("drop-column-in-use")).hasSize(1);
        assertThat(scripts.saying("sql-error")).isEmpty();
    }

    @Test
    void primaryKeyCannotBeDropped() {
        assertThat(Scripts.of(MADE, "ALTER TABLE p DROP COLUMN id;").saying("drop-column-in-use"))
                .hasSize(1);
    }

    @Test
    void columnThatNothingUsesCanBeDropped() throws SQLException {
        try (var sqlite = new Sqlite(MADE)) {
            sqlite.run("ALTER TABLE p DROP COLUMN n");
        }
        assertThat(
                        Scripts.of(MADE)
                                .and(
                                        "-- UP\nALTER TABLE p DROP COLUMN n;\n-- DOWN\n"
                                                + "ALTER TABLE p ADD COLUMN n INTEGER;")
                                .rules())
                .containsExactly("drop-column");
    }

    @Test
    void updateKeepsOnlyTheLastOfTwoValues() throws SQLException {
        var update = "UPDATE p SET name = 'x', n = (SELECT 1), name = 'y' WHERE id = 1;";

        try (var sqlite = new Sqlite(MADE, "INSERT INTO p VALUES (1, 'a', 1)", update)) {
            assertThat(sqlite.texts("SELECT name FROM p")).hasSize(1).doesNotContain("x");
        }
        var diagnosis = Scripts.of(MADE, update).saying("duplicate-column").getFirst();
        assertThat(diagnosis.line()).isEqualTo(2);
        assertThat(diagnosis.column()).isEqualTo(update.lastIndexOf("name") + 1);
        assertThat(Scripts.of(MADE, "UPDATE p SET name = 'x', n = 1 WHERE name = 'y'").rules())
                .isEmpty();
    }

    @Test
    void insertKeepsOnlyOneOfTwoValues() throws SQLException {
        var insert = "INSERT INTO p (id, name, name) VALUES (1, 'x', 'y')";

        try (var sqlite = new Sqlite(MADE, insert)) {
            assertThat(sqlite.texts("SELECT name FROM p")).hasSize(1);
        }
        assertThat(Scripts.of(MADE, insert).rules()).containsExactly("duplicate-column");
    }

    @Test
    void settingNotNullFailsOverANull() throws SQLException {
        var alter = "ALTER TABLE p ALTER COLUMN name SET NOT NULL;";

        try (var sqlite = new Sqlite(MADE, "INSERT INTO p (id) VALUES (1)")) {
            assertThatThrownBy(() -> sqlite.run(alter)).hasMessageContaining("constraint failed");
        }
        assertThat(Scripts.of(MADE, alter).rules()).containsExactly("not-null-on-data");
        assertThat(Scripts.of(MADE, "UPDATE p SET name = '' WHERE name IS NULL; " + alter).rules())
                .isEmpty();
    }

    @Test
    void renamesAreToldUnlessTheOldNameStays() {
        assertThat(Scripts.of(MADE, "ALTER TABLE p RENAME TO q;").rules())
                .containsExactly("rename-table");
        assertThat(
                        Scripts.of(
                                        MADE,
                                        "ALTER TABLE p RENAME TO q;"
                                                + " CREATE VIEW p AS SELECT * FROM q;")
                                .rules())
                .isEmpty();
        assertThat(Scripts.of(MADE, "ALTER TABLE p RENAME n TO m;").rules())
                .containsExactly("rename-column");
        assertThat(
                        Scripts.of(
                                        MADE,
                                        "ALTER TABLE p RENAME n TO m;"
                                                + " ALTER TABLE p ADD n INTEGER AS (m);")
                                .rules())
                .isEmpty();
    }
}
