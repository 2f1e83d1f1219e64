package dev.signalbox.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.analysis.Scripts;
import dev.signalbox.analysis.Sqlite;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rebuilds: what real SQLite does to the rows, and that the rule says so before. */
class RebuildRulesTest {

    private static final String PARENT =
            "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, plan TEXT);";
    private static final String CHILD =
            "CREATE TABLE notes (id INTEGER PRIMARY KEY,"
                    + " user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);\n"
                    + "CREATE INDEX idx_notes_user_id ON notes (user_id);";
    private static final String REBUILD =
            """
            CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '', plan TEXT);
            INSERT INTO users_new (id, name, plan) SELECT id, coalesce(name, ''), plan FROM users;
            DROP TABLE users;
            ALTER TABLE users_new RENAME TO users;
            """;
    private static final String AWAY =
            """
            ALTER TABLE users RENAME TO users_old;
            CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '', plan TEXT);
            INSERT INTO users (id, name, plan) SELECT id, coalesce(name, ''), plan FROM users_old;
            DROP TABLE users_old;
            """;

    private static Sqlite withRows() throws SQLException {
        return new Sqlite(
                PARENT,
                CHILD,
                "INSERT INTO users VALUES (1, 'ann', 'free')",
                "INSERT INTO notes VALUES (10, 1)");
    }

    @Test
    void rebuildOfReferencedTableDeletesItsChildrensRows() throws SQLException {
        var scripts = Scripts.of(PARENT + CHILD, REBUILD);

        try (var sqlite = withRows()) {
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT count(*) FROM notes")).containsExactly("0");
        }
        assertThat(scripts.rules()).containsExactly("rebuild-cascades");
        assertThat(scripts.saying("rebuild-cascades").getFirst().finding().message())
                .contains("deletes the rows of notes");
    }

    @Test
    void withForeignKeysOffTheRebuildKeepsThemAndTheRuleIsSilent() throws SQLException {
        var scripts = Scripts.of(PARENT + CHILD, REBUILD);

        var fixed = scripts.withFix(scripts.saying("rebuild-cascades").getFirst());

        assertThat(fixed.rules()).isEmpty();
        try (var sqlite = withRows()) {
            sqlite.run("PRAGMA foreign_keys=OFF");
            sqlite.migrate(fixed.lastStatements());
            assertThat(sqlite.texts("SELECT count(*) FROM notes")).containsExactly("1");
            assertThat(sqlite.texts("PRAGMA foreign_key_check")).isEmpty();
        }
    }

    @Test
    void rebuildOfATableThatNobodyRefersToIsFine() {
        assertThat(Scripts.of(PARENT, REBUILD).rules()).isEmpty();
    }

    @Test
    void deferringForeignKeysDoesNotKeepTheRows() throws SQLException {
        var scripts = Scripts.of(PARENT + CHILD, "PRAGMA defer_foreign_keys=ON;\n" + REBUILD);

        try (var sqlite = withRows()) {
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT count(*) FROM notes")).containsExactly("0");
        }
        assertThat(scripts.rules())
                .containsExactly("deferred-keys-protect-nothing", "rebuild-cascades");
    }

    @Test
    void deferringForeignKeysForRowsIsFine() {
        assertThat(
                        Scripts.of(
                                        PARENT + CHILD,
                                        "PRAGMA defer_foreign_keys=ON;"
                                                + " INSERT INTO notes VALUES (1, 1);"
                                                + " INSERT INTO users VALUES (1, 'a', 'b');")
                                .rules())
                .isEmpty();
    }

    @Test
    void tableRenamedAwayTakesTheReferencesAlong() throws SQLException {
        var scripts = Scripts.of(PARENT + CHILD, "PRAGMA foreign_keys=OFF;\n" + AWAY);

        try (var sqlite = withRows()) {
            sqlite.run("PRAGMA foreign_keys=OFF");
            sqlite.migrate(scripts.lastStatements());
            sqlite.run("PRAGMA foreign_keys=ON");
            assertThat(sqlite.texts("SELECT \"table\" FROM pragma_foreign_key_list('notes')"))
                    .containsExactly("users_old");
            assertThatThrownBy(() -> sqlite.run("INSERT INTO notes VALUES (11, 1)"))
                    .hasMessageContaining("no such table: main.users_old");
        }
        assertThat(scripts.rules()).containsExactly("renamed-away");
    }

    @Test
    void tableRenamedAwayThatNobodyRefersToIsFine() {
        assertThat(Scripts.of(PARENT, AWAY).rules()).isEmpty();
    }

    @Test
    void legacyRenameLeavesTheReferencesAloneAndTheRuleIsSilent() throws SQLException {
        var scripts =
                Scripts.of(
                        PARENT + CHILD,
                        "PRAGMA foreign_keys=OFF;\nPRAGMA legacy_alter_table=ON;\n" + AWAY);

        assertThat(scripts.saying("renamed-away")).isEmpty();
    }

    @Test
    void rebuildLosesIndexesAndTriggers() throws SQLException {
        var made =
                """
                CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, plan TEXT);
                CREATE INDEX idx_users_plan ON users (plan);
                CREATE TABLE log (id INTEGER PRIMARY KEY, what TEXT);
                CREATE TRIGGER users_log AFTER UPDATE ON users BEGIN
                  INSERT INTO log (what) VALUES (new.name);
                END;
                """;
        var scripts = Scripts.of(made, REBUILD);

        try (var sqlite = new Sqlite()) {
            sqlite.run(Scripts.of(made).lastStatements());
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT name FROM sqlite_schema WHERE type <> 'table'"))
                    .isEmpty();
        }
        var diagnosis = scripts.saying("rebuild-loses-objects").getFirst();
        assertThat(diagnosis.finding().message())
                .isEqualTo(
                        "Rebuilding users loses the index idx_users_plan and the trigger"
                                + " users_log.");

        var fixed = scripts.withFix(diagnosis);

        assertThat(fixed.rules()).isEmpty();
        try (var sqlite = new Sqlite()) {
            sqlite.run(Scripts.of(made).lastStatements());
            sqlite.migrate(fixed.lastStatements());
            assertThat(sqlite.texts("SELECT name FROM sqlite_schema WHERE type <> 'table'"))
                    .containsExactlyInAnyOrder("idx_users_plan", "users_log");
        }
    }

    @Test
    void rebuildForgetsTheHighestIdThatWasGiven() throws SQLException {
        var made = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);";
        var scripts =
                Scripts.of(
                        made,
                        """
                        CREATE TABLE t_new (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL DEFAULT '');
                        INSERT INTO t_new SELECT id, ifnull(a, '') FROM t;
                        DROP TABLE t;
                        ALTER TABLE t_new RENAME TO t;
                        """);
        var rows =
                List.of(
                        "INSERT INTO t (a) VALUES ('1'), ('2'), ('3')",
                        "DELETE FROM t WHERE id = 3");
        var next = List.of("INSERT INTO t (a) VALUES ('4')");

        var diagnosis = scripts.saying("rebuild-loses-sequence").getFirst();

        try (var sqlite = new Sqlite(made)) {
            sqlite.run(rows);
            sqlite.migrate(scripts.lastStatements());
            sqlite.run(next);
            assertThat(sqlite.texts("SELECT max(id) FROM t")).containsExactly("3");
        }
        try (var sqlite = new Sqlite(made)) {
            sqlite.run(rows);
            sqlite.migrate(scripts.withFix(diagnosis).lastStatements());
            sqlite.run(next);
            assertThat(sqlite.texts("SELECT max(id) FROM t")).containsExactly("4");
        }
        assertThat(scripts.withFix(diagnosis).rules()).isEmpty();
    }

    @Test
    void rebuildThatCopiesAPartLosesTheRest() throws SQLException {
        var part = REBUILD.replace("FROM users;", "FROM users WHERE plan = 'paid';");
        var scripts = Scripts.of(PARENT, part);

        try (var sqlite = withRows()) {
            sqlite.run("PRAGMA foreign_keys=OFF");
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT count(*) FROM users")).containsExactly("0");
        }
        assertThat(scripts.rules()).containsExactly("rebuild-copies-part");
    }

    @Test
    void tableThatIsDroppedAndMadeAnewIsEmpty() throws SQLException {
        var scripts =
                Scripts.of(
                        PARENT,
                        "DROP TABLE IF EXISTS users;"
                                + " CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, plan TEXT);");

        try (var sqlite = new Sqlite(PARENT, "INSERT INTO users VALUES (1, 'a', 'b')")) {
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT count(*) FROM users")).containsExactly("0");
        }
        assertThat(scripts.rules()).containsExactly("recreated-empty");
        assertThat(Scripts.of("DROP TABLE IF EXISTS users;" + PARENT).rules()).isEmpty();
    }

    @Test
    void interruptedRebuildsLeftoverIsTakenAsCopied() throws SQLException {
        var scripts =
                Scripts.of(PARENT, REBUILD.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"));

        try (var sqlite = withRows()) {
            sqlite.run("PRAGMA foreign_keys=OFF");
            sqlite.run(
                    "CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT, plan TEXT)",
                    "INSERT INTO users_new VALUES (2, 'left', 'over')");
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT name FROM users")).containsExactly("ann", "left");
        }
        assertThat(scripts.rules()).containsExactly("rebuild-trusts-leftover");
        var fixed = scripts.withFix(scripts.saying("rebuild-trusts-leftover").getFirst());
        assertThat(fixed.rules()).isEmpty();
        assertThat(fixed.lastStatements().getFirst()).startsWith("CREATE TABLE users_new");
    }

    @Test
    void selectStarIntoAnotherOrderSwapsValues() throws SQLException {
        var scripts =
                Scripts.of(
                        PARENT,
                        """
                        CREATE TABLE users_new (id INTEGER PRIMARY KEY, plan TEXT, name TEXT);
                        INSERT INTO users_new SELECT * FROM users;
                        DROP TABLE users;
                        ALTER TABLE users_new RENAME TO users;
                        """);

        try (var sqlite = new Sqlite(PARENT, "INSERT INTO users VALUES (1, 'ann', 'free')")) {
            sqlite.migrate(scripts.lastStatements());
            assertThat(sqlite.texts("SELECT plan FROM users")).containsExactly("ann");
        }
        assertThat(scripts.rules()).containsExactly("copy-by-position");
        assertThat(
                        Scripts.of(
                                        PARENT,
                                        REBUILD.replaceAll(
                                                "\\(id, name, plan\\) SELECT.*FROM",
                                                "SELECT * FROM"))
                                .saying("copy-by-position"))
                .isEmpty();
    }

    @Test
    void copyIntoNotNullFailsOverANull() throws SQLException {
        var scripts = Scripts.of(PARENT, REBUILD.replace("coalesce(name, '')", "name"));

        try (var sqlite = new Sqlite(PARENT, "INSERT INTO users (id) VALUES (1)")) {
            assertThatThrownBy(() -> sqlite.migrate(scripts.lastStatements()))
                    .hasMessageContaining("NOT NULL constraint failed");
        }
        assertThat(scripts.rules()).containsExactly("not-null-on-data");
        assertThat(Scripts.of(PARENT, REBUILD).rules()).isEmpty();
    }

    @Test
    void rebuildThatOneStatementDoesIsNamedWithIt() throws SQLException {
        var added =
                "CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT, plan TEXT, age INTEGER DEFAULT 0);"
                        + " INSERT INTO users_new (id, name, plan) SELECT id, name, plan FROM users;"
                        + " DROP TABLE users; ALTER TABLE users_new RENAME TO users;";
        var dropped =
                "CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT);"
                        + " INSERT INTO users_new SELECT id, name FROM users;"
                        + " DROP TABLE users; ALTER TABLE users_new RENAME TO users;";
        var renamed =
                "CREATE TABLE users_new (id INTEGER PRIMARY KEY, called TEXT, plan TEXT);"
                        + " INSERT INTO users_new SELECT id, name, plan FROM users;"
                        + " DROP TABLE users; ALTER TABLE users_new RENAME TO users;";

        assertThat(alter(added)).isEqualTo("ALTER TABLE users ADD COLUMN age INTEGER DEFAULT 0;");
        assertThat(alter(dropped)).isEqualTo("ALTER TABLE users DROP COLUMN plan;");
        assertThat(alter(renamed)).isEqualTo("ALTER TABLE users RENAME COLUMN name TO called;");
        var tightened =
                "CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, plan TEXT);"
                        + " INSERT INTO users_new SELECT id, coalesce(name, ''), plan FROM users;"
                        + " DROP TABLE users; ALTER TABLE users_new RENAME TO users;";
        assertThat(alter(tightened)).isEqualTo("ALTER TABLE users ALTER COLUMN name SET NOT NULL;");
        for (String rebuild : List.of(added, dropped, renamed, tightened)) {
            try (var one = new Sqlite(PARENT);
                    var other = new Sqlite(PARENT)) {
                one.migrate(Scripts.of(PARENT, rebuild).lastStatements());
                other.run(alter(rebuild));
                var columns =
                        "SELECT name || type || \"notnull\" || ifnull(dflt_value, '') FROM pragma_table_xinfo('users')";
                assertThat(one.texts(columns)).isEqualTo(other.texts(columns));
            }
        }
    }

    @Test
    void rebuildThatAlterTableCannotDoIsNotNeedless() {
        assertThat(Scripts.of(PARENT, REBUILD).saying("needless-rebuild")).isEmpty();
    }

    private static String alter(String rebuild) {
        var message =
                Scripts.of(PARENT, rebuild)
                        .saying("needless-rebuild")
                        .getFirst()
                        .finding()
                        .message();
        return message.substring(message.indexOf("ALTER"));
    }
}
