package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.GuardTripped;
import dev.signalbox.database.LostRows;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChildRowGuardTest {

    /** As SQLite's documentation has it, without the pragma. */
    private static final String NEW_FIRST =
            """
            CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
            INSERT INTO users_new (id, name) SELECT id, name FROM users;
            DROP TABLE users;
            ALTER TABLE users_new RENAME TO users;""";

    private static final String OLD_AWAY =
            """
            ALTER TABLE users RENAME TO users_old;
            CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
            INSERT INTO users (id, name) SELECT id, name FROM users_old;
            DROP TABLE users_old;""";

    private static final String OTHER_CASE =
            """
            CREATE TABLE "Users New" (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
            INSERT INTO "Users New" (id, name) SELECT id, name FROM USERS;
            DROP TABLE [UsErS];
            ALTER TABLE `Users New` RENAME TO "users";""";

    private static final String EMPTIED_AND_REFILLED =
            """
            CREATE TEMP TABLE kept AS SELECT * FROM users;
            DELETE FROM users;
            INSERT INTO users SELECT * FROM kept;""";

    private static final String REPLACED =
            "INSERT OR REPLACE INTO users SELECT id, 'x' FROM users;";

    private static final String BOTH_REBUILT =
            NEW_FIRST
                    + """

                    CREATE TABLE orders_new (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
                    INSERT INTO orders_new SELECT id, user_id FROM orders;
                    DROP TABLE orders;
                    ALTER TABLE orders_new RENAME TO orders;""";

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("shop.db"));
        database.run(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)",
                "INSERT INTO users VALUES (1, 'ann'), (2, 'ben'), (3, 'cem')");
    }

    private void cascading() {
        database.run(
                "CREATE TABLE orders (id INTEGER PRIMARY KEY,"
                        + " user_id INTEGER REFERENCES users (id) ON DELETE CASCADE)",
                "INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2)",
                "CREATE TABLE lines (order_id INTEGER REFERENCES \"Orders\" ON DELETE CASCADE)",
                "INSERT INTO lines VALUES (1), (2), (3), (3)");
    }

    static Stream<Arguments> rebuildsThatLoseChildren() {
        return Stream.of(
                        NEW_FIRST,
                        OLD_AWAY,
                        OTHER_CASE,
                        REPLACED,
                        EMPTIED_AND_REFILLED,
                        BOTH_REBUILT)
                .flatMap(
                        script ->
                                Stream.of(
                                        Arguments.of("", script),
                                        Arguments.of("PRAGMA defer_foreign_keys=ON;\n", script),
                                        Arguments.of("PRAGMA legacy_alter_table=ON;\n", script),
                                        Arguments.of("PRAGMA recursive_triggers=ON;\n", script)));
    }

    @ParameterizedTest
    @MethodSource("rebuildsThatLoseChildren")
    void rebuildWithEnforcementFromTheUrlLosesNothing(String pragma, String script) {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(migration("001", pragma + script), ApplyOptions.DEFAULT);

        mustBeStoppedOrWhole(outcome);
    }

    @ParameterizedTest
    @MethodSource("rebuildsThatLoseChildren")
    void rebuildWithEnforcementFromTheFileLosesNothing(String pragma, String script) {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.OFF)
                        .apply(
                                migration(
                                        "001",
                                        ForeignKeys.ON,
                                        "PRAGMA foreign_keys=ON;\n" + pragma + script),
                                ApplyOptions.DEFAULT);

        mustBeStoppedOrWhole(outcome);
    }

    /** OLD_AWAY leaves the children without their parent table when nothing is enforced. */
    private void mustBeStoppedOrWhole(ApplyOutcome outcome) {
        assertThat(outcome).isInstanceOfAny(GuardTripped.class, Failed.class);
        assertThat(database.rows("SELECT id, user_id FROM orders"))
                .containsExactly("1|1", "2|1", "3|2");
        assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("4");
        assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("3");
        assertThat(database.rows("SELECT status FROM _migration_history"))
                .containsExactly("failed");
    }

    @Test
    void documentedRecipeSucceeds() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration(
                                        "001",
                                        ForeignKeys.OFF,
                                        "PRAGMA foreign_keys=OFF;\n"
                                                + NEW_FIRST
                                                + "\nPRAGMA foreign_key_check;\n"
                                                + "PRAGMA foreign_keys=ON;"),
                                ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("4");
        assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
        assertThat(database.observe().schema().table("users").orElseThrow().columns()).hasSize(3);
    }

    @Test
    void unspecifiedEverywhereTheDocumentedRecipeSucceeds() {
        cascading();

        assertThat(database.apply(NEW_FIRST)).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("3");
    }

    @Test
    void generatedRecipeWithBothPragmasSucceeds() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration(
                                        "001",
                                        ForeignKeys.OFF,
                                        "PRAGMA defer_foreign_keys=ON;\nPRAGMA foreign_keys=OFF;\n"
                                                + NEW_FIRST
                                                + "\nPRAGMA foreign_keys=ON;\n"
                                                + "PRAGMA defer_foreign_keys=OFF;"),
                                ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("4");
    }

    @Test
    void messageNamesTableCountsCauseAndRemedy() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(migration("001", NEW_FIRST), ApplyOptions.DEFAULT);

        assertThat(((GuardTripped) outcome).lost())
                .containsExactlyInAnyOrder(
                        new LostRows("orders", "", 3, 0, 3, "users"),
                        new LostRows("lines", "", 4, 0, 3, "users"));
        assertThat(outcome.message())
                .contains("table orders would go from 3 rows to 0")
                .contains("foreign keys are enforced")
                .contains("PRAGMA foreign_keys=OFF");
    }

    @Test
    void referencesSetToNullAreNoticed() {
        database.run(
                "CREATE TABLE notes (id INTEGER PRIMARY KEY,"
                        + " user_id INTEGER REFERENCES users ON DELETE SET NULL)",
                "INSERT INTO notes VALUES (1, 1), (2, NULL), (3, 2)");

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(migration("001", NEW_FIRST), ApplyOptions.DEFAULT);

        assertThat(((GuardTripped) outcome).lost())
                .containsExactly(new LostRows("notes", "user_id", 2, 0, 3, "users"));
        assertThat(database.rows("SELECT user_id FROM notes")).containsExactly("1", "null", "2");
    }

    @Test
    void referencesSetToADefaultAreNoticed() {
        database.run(
                "CREATE TABLE notes (id INTEGER PRIMARY KEY,"
                        + " user_id INTEGER DEFAULT 3 REFERENCES users ON DELETE SET DEFAULT)",
                "INSERT INTO notes VALUES (1, 1), (2, 3), (3, 2)");

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration("001", "PRAGMA defer_foreign_keys=ON;\n" + NEW_FIRST),
                                ApplyOptions.DEFAULT);

        assertThat(((GuardTripped) outcome).lost())
                .containsExactly(new LostRows("notes", "user_id", 2, 0, 4, "users"));
        assertThat(database.rows("SELECT user_id FROM notes")).containsExactly("1", "3", "2");
    }

    @Test
    void tableThatRefersToItselfIsRebuiltWithoutEnforcement() {
        database.run(
                "CREATE TABLE tree (id INTEGER PRIMARY KEY,"
                        + " parent INTEGER REFERENCES tree ON DELETE CASCADE)",
                "INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2)");
        String rebuild =
                """
                CREATE TABLE tree_new (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES tree_new ON DELETE CASCADE, x);
                INSERT INTO tree_new SELECT id, parent, 0 FROM tree;
                DROP TABLE tree;
                ALTER TABLE tree_new RENAME TO tree;""";

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(migration("001", rebuild), ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT id, parent FROM tree"))
                .containsExactly("1|null", "2|1", "3|2");
    }

    @Test
    void childThatTheScriptDropsMayLoseItsRows() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration(
                                        "001",
                                        "DROP TABLE users;\nDROP TABLE orders;\nDROP TABLE lines;"),
                                ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.observe().schema().tables()).isEmpty();
    }

    @Test
    void deletingAllParentsOnPurposeTakesTheirChildrenAlong() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(migration("001", "DELETE FROM users;"), ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM lines")).containsExactly("0");
    }

    @Test
    void filteredDeleteTakesItsChildrenAlong() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration("001", "DELETE FROM users WHERE id = 1;"),
                                ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT id FROM orders")).containsExactly("3");
    }

    @Test
    void updateThatReplacesAnotherParentLosesNothing() {
        cascading();
        database.run("CREATE UNIQUE INDEX users_name ON users (name)");

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration(
                                        "001",
                                        "UPDATE OR REPLACE users SET name = 'ben' WHERE id = 3;"),
                                ApplyOptions.DEFAULT);

        assertThat(((GuardTripped) outcome).lost())
                .contains(new LostRows("orders", "", 3, 2, 1, "users"));
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("3");
    }

    @Test
    void whoAllowsTheLossGetsIt() {
        cascading();

        ApplyOutcome outcome =
                database.withForeignKeys(ForeignKeys.ON)
                        .apply(
                                migration("001", NEW_FIRST),
                                ApplyOptions.DEFAULT.allowingLostRows());

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM orders")).containsExactly("0");
    }

    @Test
    void emptyChildrenLoseNothing() {
        database.run(
                "CREATE TABLE orders (user_id INTEGER REFERENCES users (id) ON DELETE CASCADE)");

        assertThat(
                        database.withForeignKeys(ForeignKeys.ON)
                                .apply(migration("001", NEW_FIRST), ApplyOptions.DEFAULT))
                .isInstanceOf(Applied.class);
    }
}
