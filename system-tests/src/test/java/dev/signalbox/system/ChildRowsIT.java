package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Sqlite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rebuild of a table that silently deletes the rows of others, through the whole product. */
@ExtendWith(Shared.class)
class ChildRowsIT {

    private static final String REBUILD =
            """
            CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT, email TEXT);
            INSERT INTO users_new (id, name) SELECT id, name FROM users;
            DROP TABLE users;
            ALTER TABLE users_new RENAME TO users;
            """;

    private final Shared.Standalone shared;

    ChildRowsIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    static Stream<Arguments> losingRebuilds() {
        return Stream.of(
                Arguments.of("enforced by the connection", "?foreign_keys=on", REBUILD),
                Arguments.of("enforced by the file", "", "PRAGMA foreign_keys=ON;\n" + REBUILD),
                Arguments.of(
                        "enforced by the file against the connection",
                        "?foreign_keys=off",
                        "PRAGMA foreign_keys=ON;\n" + REBUILD),
                Arguments.of(
                        "deferred",
                        "?foreign_keys=on",
                        "PRAGMA defer_foreign_keys=ON;\n" + REBUILD),
                Arguments.of(
                        "legacy renames",
                        "?foreign_keys=on",
                        "PRAGMA legacy_alter_table=ON;\n" + REBUILD),
                Arguments.of(
                        "deferred and legacy",
                        "?foreign_keys=on",
                        "PRAGMA defer_foreign_keys=ON;\nPRAGMA legacy_alter_table=ON;\n"
                                + REBUILD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losingRebuilds")
    void rebuildThatWouldLoseChildrenIsStoppedAndSaysWhatToDo(
            String what, String parameters, String script) {
        var database = shop(parameters);
        var before = sqlite(database).content();
        migration(database, script);

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isEqualTo(1);
        assertThat(up.said())
                .contains("table orders would go from 3 rows to 0")
                .contains("removes the rows of users")
                .contains("002_rebuild.sql")
                .contains("Put 'PRAGMA foreign_keys=OFF;' first in the UP section")
                .contains("rolled back");
        assertThat(sqlite(database).content()).isEqualTo(before);
        assertThat(sqlite(database).applied()).containsExactly("001_shop");
    }

    static Stream<Arguments> pragmasInsideTheTransaction() {
        return Stream.of(
                Arguments.of("BEGIN;\nPRAGMA foreign_keys=OFF;\n" + REBUILD + "COMMIT;"),
                Arguments.of("CREATE TABLE first (x);\nPRAGMA foreign_keys=OFF;\n" + REBUILD),
                Arguments.of("SAVEPOINT s;\nPRAGMA foreign_keys=OFF;\n" + REBUILD + "RELEASE s;"));
    }

    @ParameterizedTest
    @MethodSource("pragmasInsideTheTransaction")
    void pragmaWhereSqliteIgnoresItIsRefusedOrKeepsTheChildren(String script) {
        var database = shop("?foreign_keys=on");
        var before = sqlite(database).content();
        migration(database, script);

        var up = up(database);

        if (up.exit() == 0) {
            assertChildrenKept(database);
        } else {
            assertThat(up.exit()).as(up.said()).isEqualTo(3);
            assertThat(up.said())
                    .contains("002_rebuild.sql:")
                    .contains("PRAGMA foreign_keys")
                    .contains("before the first statement");
            assertThat(sqlite(database).content()).isEqualTo(before);
        }
    }

    @Test
    void theRemedyThatTheMessageNamesWorks() {
        var database = shop("?foreign_keys=on");
        migration(database, "PRAGMA foreign_keys=OFF;\n" + REBUILD);

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isZero();
        assertChildrenKept(database);
        assertThat(sqlite(database).rows("SELECT name FROM pragma_table_info('users')"))
                .containsExactly("id", "name", "email");
    }

    @Test
    void rebuildOfSqlitesDocumentationWorks() {
        var database = shop("");
        migration(
                database,
                "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
                        + REBUILD
                        + "PRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA foreign_keys=ON;");

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isZero();
        assertChildrenKept(database);
    }

    @Test
    void childrenWithoutTheirParentsStopTheCommit() {
        var database = shop("");
        var before = sqlite(database).content();
        migration(
                database,
                "PRAGMA foreign_keys=OFF;\n"
                        + REBUILD.replace("FROM users;", "FROM users WHERE id > 1;"));

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isEqualTo(1);
        assertThat(up.said()).contains("orders").contains("users");
        assertThat(sqlite(database).content()).isEqualTo(before);
    }

    /** A database at version 001, with three rows that depend on others. */
    private String shop(String parameters) {
        var database = shared.newDatabase("shop");
        shared.project()
                .database(
                        database,
                        "jdbc:sqlite:" + database + ".db" + parameters,
                        "migrations/" + database,
                        "test")
                .migration(
                        "migrations/" + database + "/001_shop",
                        """
                        CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
                        INSERT INTO users VALUES (1, 'ann'), (2, 'ben'), (3, 'cem');
                        CREATE TABLE orders (id INTEGER PRIMARY KEY,
                          user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
                        INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);""");
        var up = up(database);
        assertThat(up.exit()).as(up.said()).isZero();
        return database;
    }

    private void migration(String database, String script) {
        shared.project().migration("migrations/" + database + "/002_rebuild", script);
    }

    private Command up(String database) {
        return Command.signalbox(shared.project().folder(), "up", database);
    }

    private Sqlite sqlite(String database) {
        return shared.project().sqlite(database);
    }

    private void assertChildrenKept(String database) {
        assertThat(sqlite(database).rows("SELECT id, user_id FROM orders"))
                .isEqualTo(List.of("1|1", "2|1", "3|2"));
        assertThat(sqlite(database).rows("PRAGMA foreign_key_check")).isEmpty();
    }
}
