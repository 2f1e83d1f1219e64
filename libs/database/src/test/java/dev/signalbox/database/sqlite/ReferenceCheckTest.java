package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.DatabaseException.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceCheckTest {

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("shop.db"));
        database.run(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, code TEXT)",
                "INSERT INTO users VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE orders (user_id INTEGER REFERENCES users (id))",
                "INSERT INTO orders VALUES (1), (2)");
    }

    @Test
    void deletedParentStopsTheCommit() {
        ApplyOutcome outcome = database.apply("DELETE FROM users WHERE id = 2;");

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).error().reason()).isEqualTo(Reason.CONSTRAINT);
        assertThat(outcome.message()).contains("orders (2) has no row in users");
        assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE notes SET text = 'b';",
                "UPDATE notes SET text = 'b';\nDROP TRIGGER forget;",
                "UPDATE notes SET text = 'b';\nDROP TABLE notes;"
            })
    void whatATriggerDidElsewhereStopsTheCommit(String script) {
        database.run(
                "CREATE TABLE notes (text TEXT)",
                "INSERT INTO notes VALUES ('a')",
                "CREATE TRIGGER forget AFTER UPDATE ON notes BEGIN DELETE FROM users; END",
                "CREATE TRIGGER other AFTER UPDATE ON orders BEGIN SELECT 1; END");

        ApplyOutcome outcome = database.apply(script);

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(outcome.message()).contains("has no row in users");
    }

    @Test
    void oldViolationsAreNotTheMigrationsFault() {
        database.run("INSERT INTO orders VALUES (77), (77)");

        ApplyOutcome outcome = database.apply("INSERT INTO orders VALUES (1);");

        assertThat(outcome).isInstanceOf(Applied.class);
    }

    @Test
    void oldViolationsSurviveARebuildOfTheirTable() {
        database.run("INSERT INTO orders VALUES (77), (77)");

        ApplyOutcome outcome =
                database.apply(
                        """
                        CREATE TABLE orders_new (x INTEGER, u INTEGER REFERENCES users (id));
                        INSERT INTO orders_new SELECT 0, user_id FROM orders ORDER BY rowid DESC;
                        DROP TABLE orders;
                        ALTER TABLE orders_new RENAME TO purchases;""");

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM purchases")).containsExactly("4");
    }

    @Test
    void newViolationAmongOldOnesStopsTheCommit() {
        database.run("INSERT INTO orders VALUES (77)");

        ApplyOutcome outcome =
                database.apply(
                        "DELETE FROM orders WHERE user_id = 77;\nINSERT INTO orders VALUES (78);");

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(outcome.message()).contains("78");
    }

    @Test
    void thousandsOfOldViolationsAreComparedByNumber() {
        database.run(
                "INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1"
                        + " FROM n WHERE i < 5000) SELECT i FROM n");

        assertThat(database.apply("INSERT INTO orders VALUES (1);")).isInstanceOf(Applied.class);
        assertThat(
                        new TestDatabase(database.address().file())
                                .apply(
                                        TestDatabase.migration(
                                                "002", "INSERT INTO orders VALUES (99999);"),
                                        dev.signalbox.database.ApplyOptions.DEFAULT))
                .isInstanceOf(Failed.class);
    }

    @Test
    void renamingTheParentAwayIsNoticedEvenWithoutRows() {
        database.run("DELETE FROM orders");

        ApplyOutcome outcome =
                database.apply(
                        """
                        ALTER TABLE users RENAME TO users_old;
                        CREATE TABLE users (id INTEGER PRIMARY KEY, code TEXT, x);
                        INSERT INTO users SELECT id, code, 0 FROM users_old;
                        DROP TABLE users_old;""");

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(outcome.message()).contains("orders would refer to users_old");
    }

    @Test
    void referenceToATableThatComesLaterIsFine() {
        ApplyOutcome outcome =
                database.apply(
                        "ALTER TABLE orders ADD COLUMN shop_id INTEGER REFERENCES shops (id);");

        assertThat(outcome).isInstanceOf(Applied.class);
    }

    @Test
    void violationThatATriggerMakesElsewhereIsFound() {
        database.run(
                "CREATE TABLE signals (a)",
                "CREATE TRIGGER purge AFTER INSERT ON signals"
                        + " BEGIN DELETE FROM users WHERE id = 1; END");

        ApplyOutcome outcome = database.apply("INSERT INTO signals VALUES (1);");

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(database.rows("SELECT count(*) FROM users")).containsExactly("2");
    }

    @Test
    void unrelatedTablesAreNotChecked() {
        database.run("CREATE TABLE notes (a)");

        ReferenceCheck.State state;
        try (Handle handle = Connections.reading(database.address())) {
            database.run("INSERT INTO orders VALUES (77)");
            state =
                    new ReferenceCheck(
                                    handle, Touched.by(Script.of("INSERT INTO notes VALUES (1);")))
                            .measure(handle.schema());
        }

        assertThat(state.total()).isZero();
    }

    @Test
    void foreignKeyThatMatchesNoUniqueKeyWasThereBefore() {
        database.run("CREATE TABLE odd (code TEXT REFERENCES users (code))");

        assertThat(database.apply("INSERT INTO users VALUES (3, 'c');"))
                .isInstanceOf(Applied.class);
    }

    @Test
    void tableWithoutRowIdsIsChecked() {
        database.run(
                "CREATE TABLE links (user_id INTEGER PRIMARY KEY REFERENCES users (id))"
                        + " WITHOUT ROWID",
                "INSERT INTO links VALUES (1)");

        assertThat(database.apply("INSERT INTO links VALUES (9);")).isInstanceOf(Failed.class);
    }
}
