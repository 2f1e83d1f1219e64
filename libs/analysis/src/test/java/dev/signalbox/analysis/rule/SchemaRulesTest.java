package dev.signalbox.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.analysis.Scripts;
import dev.signalbox.analysis.Sqlite;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys, indexes, views and triggers, destruction and names. */
class SchemaRulesTest {

    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT);";

    @Test
    void foreignKeyToNoKeyMakesEveryWriteFail() throws SQLException {
        var child = "CREATE TABLE c (id INTEGER PRIMARY KEY, m TEXT REFERENCES users (mail))";
        var index = "CREATE INDEX idx_c_m ON c (m);";

        try (var sqlite = new Sqlite(USERS, child)) {
            assertThatThrownBy(
                            () -> sqlite.run("INSERT INTO c VALUES (1, NULL)", "DELETE FROM users"))
                    .hasMessageContaining("foreign key mismatch");
        }
        assertThat(Scripts.of(USERS, child + ";" + index).rules())
                .containsExactly("foreign-key-mismatch");
        assertThat(
                        Scripts.of(
                                        USERS,
                                        child + ";" + index,
                                        "CREATE UNIQUE INDEX idx_users_mail ON users (mail);")
                                .rules())
                .containsExactly("unique-on-data");
    }

    @Test
    void droppingAReferencedTableBreaksTheOthers() throws SQLException {
        var child =
                "CREATE TABLE c (id INTEGER PRIMARY KEY, u INTEGER REFERENCES users (id));"
                        + " CREATE INDEX idx_c_u ON c (u);";

        try (var sqlite = new Sqlite(USERS)) {
            sqlite.run(Scripts.of(child).lastStatements());
            sqlite.run("DROP TABLE users");
            assertThatThrownBy(() -> sqlite.run("INSERT INTO c VALUES (1, 1)"))
                    .hasMessageContaining("no such table: main.users");
        }
        assertThat(
                        Scripts.of(USERS + child)
                                .and("-- UP\nDROP TABLE users;\n-- DOWN\n" + USERS)
                                .rules())
                .containsExactly("drop-referenced-table", "drop-table");
        assertThat(
                        Scripts.of(USERS + child)
                                .and(
                                        "-- UP\nDROP TABLE c; DROP TABLE users;\n-- DOWN\n"
                                                + USERS
                                                + child)
                                .rules())
                .containsExactly("drop-table");
    }

    @Test
    void foreignKeyToATableThatNoMigrationMakesIsAWarning() {
        var scripts =
                Scripts.of(
                        USERS
                                + "CREATE TABLE c (id INTEGER PRIMARY KEY, u INTEGER REFERENCES user (id));"
                                + " CREATE INDEX idx_c_u ON c (u);");

        assertThat(scripts.rules()).containsExactly("foreign-key-to-unknown-table");
        assertThat(scripts.saying("foreign-key-to-unknown-table").getFirst().finding().message())
                .endsWith("Did you mean users?");
    }

    @Test
    void unindexedForeignKeyScansTheTable() throws SQLException {
        var child = "CREATE TABLE c (id INTEGER PRIMARY KEY, u INTEGER REFERENCES users (id))";
        var scripts = Scripts.of(USERS, child);
        var diagnosis = scripts.saying("unindexed-foreign-key").getFirst();

        try (var sqlite = new Sqlite(USERS, child)) {
            assertThat(plan(sqlite)).startsWith("SCAN c");
        }
        try (var sqlite = new Sqlite(USERS)) {
            sqlite.run(scripts.withFix(diagnosis).lastStatements());
            assertThat(plan(sqlite)).startsWith("SEARCH c USING COVERING INDEX idx_c_u");
        }
        assertThat(scripts.withFix(diagnosis).rules()).isEmpty();
        assertThat(Scripts.of(USERS, child, "CREATE INDEX idx_c_u ON c (u);").rules()).isEmpty();
    }

    /** What enforcing the foreign key looks up for each row of the parent that goes. */
    private static String plan(Sqlite sqlite) throws SQLException {
        return sqlite.plan("SELECT rowid FROM c WHERE u = 1");
    }

    @Test
    void tableWithoutPrimaryKeyIsToldUnlessSomethingIsUnique() {
        assertThat(Scripts.of("CREATE TABLE t (a TEXT);").rules())
                .containsExactly("no-primary-key");
        assertThat(Scripts.of("CREATE TABLE t (a TEXT, b TEXT, UNIQUE (a, b));").rules()).isEmpty();
        assertThat(Scripts.of("CREATE TEMP TABLE t (a TEXT);").rules()).isEmpty();
        assertThat(Scripts.of("CREATE VIRTUAL TABLE f USING fts5(a);").rules()).isEmpty();
    }

    @Test
    void viewOfADroppedTableFailsOnlyWhenItIsRead() throws SQLException {
        var view = "CREATE VIEW mails AS SELECT mail FROM users;";

        try (var sqlite = new Sqlite(USERS, view, "DROP TABLE users")) {
            assertThatThrownBy(() -> sqlite.texts("SELECT * FROM mails"))
                    .hasMessageContaining("no such table: main.users");
        }
        var scripts = Scripts.of(USERS + view).and("-- UP\nDROP TABLE users;\n-- DOWN\n" + USERS);
        assertThat(scripts.rules()).containsExactly("broken-view-or-trigger", "drop-table");
        assertThat(
                        Scripts.of(USERS + view)
                                .and(
                                        "-- UP\nDROP VIEW mails; DROP TABLE users;\n-- DOWN\n"
                                                + USERS
                                                + view)
                                .rules())
                .containsExactly("drop-table");
    }

    @Test
    void triggerThatWritesToNoTableMakesEveryWriteFail() throws SQLException {
        var trigger =
                "CREATE TRIGGER audit AFTER UPDATE OF mail ON users BEGIN"
                        + " INSERT INTO users_audit (what) VALUES (new.mail); END;";

        try (var sqlite = new Sqlite(USERS, trigger)) {
            assertThatThrownBy(() -> sqlite.run("UPDATE users SET mail = 'a'"))
                    .hasMessageContaining("no such table: main.users_audit");
        }
        assertThat(Scripts.of(USERS, trigger).rules()).containsExactly("broken-view-or-trigger");
        assertThat(
                        Scripts.of(
                                        USERS
                                                + "CREATE TABLE users_audit (id INTEGER PRIMARY KEY, what TEXT);",
                                        trigger)
                                .rules())
                .isEmpty();
    }

    @Test
    void ifNotExistsOverAnotherTableDoesNothing() throws SQLException {
        var other = "CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY, name TEXT)";

        try (var sqlite = new Sqlite(USERS, other)) {
            assertThat(sqlite.texts("SELECT name FROM pragma_table_info('users')"))
                    .containsExactly("id", "mail");
        }
        assertThat(Scripts.of(USERS, other).rules()).containsExactly("already-there");
        assertThat(Scripts.of(other).rules()).isEmpty();
    }

    @Test
    void uniqueIndexFailsOverDuplicates() throws SQLException {
        var unique = "CREATE UNIQUE INDEX idx_users_mail ON users (mail)";

        try (var sqlite = new Sqlite(USERS, "INSERT INTO users VALUES (1, 'a'), (2, 'a')")) {
            assertThatThrownBy(() -> sqlite.run(unique)).hasMessageContaining("UNIQUE constraint");
        }
        var diagnosis = Scripts.of(USERS, unique).saying("unique-on-data").getFirst();
        assertThat(diagnosis.finding().remedy())
                .contains("SELECT mail, count(*) FROM users GROUP BY mail HAVING count(*) > 1;");
        assertThat(Scripts.of(USERS + unique).rules()).isEmpty();
    }

    @Test
    void destructionWithoutAWayBackIsTold() {
        assertThat(Scripts.of(USERS, "DROP TABLE users;").rules())
                .containsExactly("destructive-without-down", "drop-table");
        assertThat(
                        Scripts.of(USERS)
                                .and(
                                        "-- @metadata { \"rollbackStrategy\": \"restore\" }\n"
                                                + "-- UP\nDROP TABLE users;")
                                .rules())
                .containsExactly("drop-table");
    }

    @Test
    void deletesAndUpdatesOfEverythingAreTold() {
        assertThat(Scripts.of(USERS).and("-- UP\nDELETE FROM users;\n-- DOWN\nSELECT 1;").rules())
                .containsExactly("delete-without-where");
        assertThat(
                        Scripts.of(USERS)
                                .and("-- UP\nDELETE FROM users WHERE id = 1;\n-- DOWN\nSELECT 1;")
                                .rules())
                .isEmpty();
        assertThat(Scripts.of(USERS, "UPDATE users SET mail = '';").rules())
                .containsExactly("update-without-where");
        assertThat(
                        Scripts.of(
                                        USERS,
                                        "ALTER TABLE users ADD n TEXT; UPDATE users SET n = mail;")
                                .rules())
                .isEmpty();
    }

    @Test
    void workOnALargeTableWantsAnEstimate() {
        var index = "CREATE INDEX idx_users_mail ON users (mail);";

        assertThat(
                        Scripts.of(USERS)
                                .and("-- @metadata { \"dataVolume\": \"large\" }\n-- UP\n" + index)
                                .rules())
                .containsExactly("large-table");
        assertThat(
                        Scripts.of(USERS)
                                .and(
                                        "-- @metadata { \"dataVolume\": \"large\","
                                                + " \"estimatedDuration\": 5000 }\n-- UP\n"
                                                + index)
                                .rules())
                .isEmpty();
    }

    @Test
    void rowsThatReferToNothingAreTold() throws SQLException {
        var child =
                "CREATE TABLE c (id INTEGER PRIMARY KEY, u INTEGER REFERENCES users (id));"
                        + " CREATE INDEX idx_c_u ON c (u);";

        try (var sqlite = new Sqlite(USERS)) {
            sqlite.run(Scripts.of(child).lastStatements());
            assertThatThrownBy(() -> sqlite.run("INSERT INTO c VALUES (1, 7)"))
                    .hasMessageContaining("FOREIGN KEY constraint failed");
        }
        assertThat(Scripts.of(USERS + child, "INSERT INTO c VALUES (1, 7);").rules())
                .containsExactly("missing-rows");
        assertThat(
                        Scripts.of(
                                        USERS + child,
                                        "INSERT INTO users VALUES (7, 'a'); INSERT INTO c VALUES (1, 7);")
                                .rules())
                .isEmpty();
    }

    @Test
    void namesFollowTheConvention() {
        assertThat(infos("CREATE TABLE IF NOT EXISTS UserAccounts (id INTEGER PRIMARY KEY);"))
                .containsExactly("table-name");
        assertThat(infos("CREATE TABLE IF NOT EXISTS user_accounts (id INTEGER PRIMARY KEY);"))
                .isEmpty();
        assertThat(
                        infos(
                                "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, a TEXT);"
                                        + " CREATE INDEX IF NOT EXISTS by_a ON t (a);"))
                .containsExactly("index-name");
        assertThat(
                        infos(
                                "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, a INTEGER,"
                                        + " CONSTRAINT parent FOREIGN KEY (a) REFERENCES t (id));"
                                        + " CREATE INDEX IF NOT EXISTS idx_t_a ON t (a);"))
                .containsExactly("foreign-key-name");
    }

    @Test
    void tableThatComesAndGoesWithoutUseIsTold() {
        var made = "CREATE TABLE IF NOT EXISTS w (id INTEGER PRIMARY KEY);";

        assertThat(infos(made + " DROP TABLE IF EXISTS w;")).containsExactly("created-and-dropped");
        assertThat(infos(made + " INSERT INTO w VALUES (1); DROP TABLE IF EXISTS w;")).isEmpty();
    }

    @Test
    void statementsThatFailTheSecondTimeComeWithTheFormThatDoesNot() throws SQLException {
        var scripts =
                Scripts.of(
                        "-- UP\nCREATE UNIQUE INDEX idx_t_a ON t (a);\n-- DOWN\nDROP INDEX idx_t_a;");
        var up = scripts.saying("not-idempotent").getFirst();

        assertThat(scripts.withFix(up).lastStatements())
                .containsExactly("CREATE UNIQUE INDEX IF NOT EXISTS idx_t_a ON t (a)");
        try (var sqlite = new Sqlite("CREATE TABLE t (a)")) {
            sqlite.run(scripts.withFix(up).lastStatements());
            sqlite.run(scripts.withFix(up).lastStatements());
        }
        assertThat(scripts.saying("not-idempotent")).hasSize(2);
        assertThat(scripts.withFix(up).saying("not-idempotent")).hasSize(1);
    }

    @Test
    void signalboxesOwnTablesAreNotForMigrations() {
        assertThat(Scripts.of("CREATE TABLE _signalbox_x (id INTEGER PRIMARY KEY);").rules())
                .containsExactly("reserved-name");
    }

    private static List<String> infos(String up) {
        return Scripts.of(up).diagnoses().stream().map(d -> d.rule()).distinct().toList();
    }
}
