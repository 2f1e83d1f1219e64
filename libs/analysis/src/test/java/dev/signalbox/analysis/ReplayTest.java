package dev.signalbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQLite says of files, where, and that one cause is told once. */
class ReplayTest {

    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (a INTEGER, b INTEGER,, c INTEGER)|near \",\"|,,|1",
                "SELECT (1 + (2 * 3)))|near \")\"|)))|2",
                "SELECT nope FROM users|no such column: nope|nope|0",
                "INSERT INTO users (id, mial) VALUES (1, 'a')|has no column named mial|mial|0",
                "CREATE TABLE t (a TEXT, b TEXT, A TEXT)|duplicate column name: A|A TEXT)|0",
                "SELECT now()|no such function: now|now|0",
                "SELECT 1 FROM|incomplete input|FROM|4"
            })
    void errorStandsAtItsToken(String sql, String said, String at, int behind) {
        var diagnosis =
                Scripts.of(USERS, "SELECT 1;\n  " + sql + ";").saying("sql-error").getFirst();

        assertThat(diagnosis.finding().message()).contains(said);
        assertThat(diagnosis.line()).isEqualTo(3);
        assertThat(diagnosis.column()).isEqualTo(sql.indexOf(at) + behind + 3);
    }

    @Test
    void columnsAreCountedInCharactersNotUnits() {
        var diagnosis = Scripts.of("SELECT '😀ü', nope;").saying("sql-error").getFirst();

        assertThat(diagnosis.column()).isEqualTo(14);
    }

    @Test
    void whatFollowsFromAFailureIsCountedNotTold() {
        var scripts =
                Scripts.of(
                        "CREATE TABLE a (id INTEGER PRIMARY KEY,,);",
                        "CREATE INDEX idx_a_x ON a (x); INSERT INTO a VALUES (1);",
                        "CREATE VIEW v AS SELECT 1; UPDATE a SET x = 1 WHERE id = 1;",
                        USERS);

        assertThat(scripts.rules()).containsExactly("sql-error");
        assertThat(scripts.saying("sql-error")).hasSize(1);
        assertThat(scripts.saying("sql-error").getFirst().finding().message())
                .endsWith("Because of it, 3 statements in 2 later files could not be checked.");
    }

    @Test
    void otherErrorsAreToldAllTheSame() {
        var scripts =
                Scripts.of(
                        "CREATE TABLE a (,); CREATE TABLE b (,);", "SELECT nope;", USERS + USERS);

        assertThat(scripts.saying("sql-error")).hasSize(4);
    }

    @Test
    void tableThatNoMigrationMakesIsAWarningAndTheRestGoesOn() {
        var scripts =
                Scripts.of(
                        "ALTER TABLE customers ADD COLUMN mail TEXT; UPDATE customers SET mail = '' WHERE 1;",
                        "CREATE INDEX idx_customers_mail ON customers (mail);",
                        "SELECT nope;");

        assertThat(scripts.rules()).containsExactly("needs-existing-schema", "sql-error");
        assertThat(scripts.saying("needs-existing-schema")).hasSize(1);
        assertThat(scripts.saying("needs-existing-schema").getFirst().finding().message())
                .contains("The table customers is made by no migration", "2 statements in 1 later");
        assertThat(scripts.saying("needs-existing-schema").getFirst().severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void tableThatOnlyALaterMigrationMakesIsAnError() {
        var diagnosis =
                Scripts.of("INSERT INTO users VALUES (1, 'a');", USERS)
                        .saying("sql-error")
                        .getFirst();

        assertThat(diagnosis.finding().message())
                .isEqualTo("The table users is made only by 002_a.sql, which comes later.");
    }

    @Test
    void misspeltTableIsAnErrorThatNamesTheOther() {
        var diagnosis =
                Scripts.of(USERS, "INSERT INTO usres VALUES (1, 'a');")
                        .saying("sql-error")
                        .getFirst();

        assertThat(diagnosis.finding().remedy()).isEqualTo("Did you mean users?");
    }

    @Test
    void statementThatItsOwnRowsStopIsAWarning() {
        assertThat(
                        Scripts.of(
                                        USERS + "INSERT INTO users VALUES (1, 'a');",
                                        "INSERT INTO users VALUES (1, 'b');")
                                .rules())
                .containsExactly("fails-on-new-database");
    }

    @Test
    void downIsRunWhereUpRan() {
        assertThat(
                        down(
                                "ALTER TABLE users ADD COLUMN n INTEGER;",
                                "ALTER TABLE users DROP COLUMN n;"))
                .isEmpty();
        assertThat(
                        down(
                                "ALTER TABLE users ADD COLUMN n INTEGER;",
                                "ALTER TABLE users DROP COLUMN m;"))
                .containsExactly("down-fails");
        assertThat(
                        down(
                                "ALTER TABLE users ADD COLUMN n INTEGER; CREATE INDEX idx_users_n ON users (n);",
                                "ALTER TABLE users DROP COLUMN n;"))
                .containsExactly("down-fails");
        assertThat(
                        down(
                                "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE s (id INTEGER PRIMARY KEY);",
                                "DROP TABLE s;"))
                .containsExactly("down-does-not-restore");
        assertThat(down("CREATE INDEX idx_users_mail ON users (mail);", "SELECT 1;"))
                .containsExactly("down-does-not-restore");
        assertThat(down("CREATE VIEW v AS SELECT id FROM users;", "DROP VIEW v;")).isEmpty();
        assertThat(down("CREATE VIRTUAL TABLE f USING fts5(a);", "DROP TABLE f;")).isEmpty();
    }

    @Test
    void differencesOfDownAreNamed() {
        var scripts =
                Scripts.of(USERS)
                        .and(
                                "-- UP\nALTER TABLE users ADD COLUMN n INTEGER;\n-- DOWN\n"
                                        + "UPDATE users SET n = NULL WHERE 1;");

        assertThat(scripts.saying("down-does-not-restore").getFirst().finding().message())
                .isEqualTo("After UP and DOWN the column n of users is left over.");
    }

    @Test
    void downBringsBackWhatDependsOnATableOfManyOthers() {
        var many = new StringBuilder(USERS);
        for (int i = 0; i < 30; i++) {
            many.append(
                    ("CREATE TABLE c%d (id INTEGER PRIMARY KEY, u INTEGER REFERENCES users (id));"
                                    + "CREATE INDEX idx_c%d_u ON c%d (u);")
                            .formatted(i, i, i));
        }
        assertThat(
                        Scripts.of(many.toString())
                                .and(
                                        "-- UP\nALTER TABLE users RENAME TO people;"
                                                + " CREATE VIEW users AS SELECT * FROM people;\n-- DOWN\n"
                                                + "DROP VIEW users; ALTER TABLE people RENAME TO users;")
                                .rules())
                .isEmpty();
    }

    @Test
    void temporaryTablesAndPragmasEndWithTheirMigration() {
        assertThat(
                        Scripts.of(
                                        USERS + "CREATE TEMP TABLE w AS SELECT * FROM users;",
                                        "CREATE TEMP TABLE w AS SELECT mail FROM users;")
                                .rules())
                .isEmpty();
    }

    @Test
    void statementsFromOtherDatabasesComeWithWhatSqliteHasInstead() {
        assertThat(remedy("ALTER TABLE users ALTER COLUMN mail TYPE INTEGER;"))
                .contains("Rebuild the table");
        assertThat(remedy("ALTER TABLE users ADD CONSTRAINT u UNIQUE (mail);"))
                .contains("Rebuild the table");
        assertThat(remedy("TRUNCATE TABLE users;")).contains("DELETE FROM");
        assertThat(remedy("CREATE INDEX CONCURRENTLY idx_users_mail ON users (mail);"))
                .contains("CONCURRENTLY");
        assertThat(remedy("ALTER TABLE users ADD COLUMN n INTEGER UNIQUE;"))
                .contains("Rebuild the table");
    }

    private static String remedy(String up) {
        return Scripts.of(USERS, up).saying("sql-error").getFirst().finding().remedy();
    }

    private static List<String> down(String up, String down) {
        return Scripts.of(USERS).and("-- UP\n" + up + "\n-- DOWN\n" + down).diagnoses().stream()
                .map(Diagnosis::rule)
                .filter(rule -> rule.startsWith("down-") || rule.startsWith("up-"))
                .toList();
    }
}
