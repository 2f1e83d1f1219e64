package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.BatchOutcome.NotMade;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever tells rows apart, each is read once, in batches of any size. */
class BackfillKeyTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a INT, b TEXT, v TEXT, PRIMARY KEY (a, b)",
                "a INT, b TEXT, v TEXT, PRIMARY KEY (b, a)",
                "a INT, b TEXT, v TEXT, PRIMARY KEY (a DESC, b COLLATE NOCASE)",
                "a INT NOT NULL, b TEXT, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID, (",
                "a INT, b TEXT, v TEXT",
                "a INT, b TEXT, v TEXT, rowid TEXT",
                "a REAL, b BLOB, v TEXT, PRIMARY KEY (a, b)"
            })
    void everyRowIsReadOnceByItsKey(String columns) {
        TestDatabase database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE src ("
                                        + (columns.endsWith("(")
                                                ? columns.substring(0, columns.indexOf(") WITHOUT"))
                                                        + ") WITHOUT ROWID"
                                                : columns + ")"),
                                "CREATE TABLE seen (a, b)",
                                "INSERT INTO src (a, b) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL"
                                        + " SELECT i + 1 FROM n WHERE i < 99) SELECT (i % 10) - 5,"
                                        + " char(65 + i / 10) || 'x''\"' FROM n");

        BatchOutcome copied =
                Backfilling.select("src", "seen", "SELECT a, b FROM batch")
                        .run(database.acquire("worker"), 7);

        assertThat(((Made) copied).counts().transformed()).isEqualTo(100);
        assertThat(database.rows("SELECT count(*) FROM seen")).containsExactly("100");
        assertThat(database.rows("SELECT a, b FROM src EXCEPT SELECT a, b FROM seen")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rowid", "a"})
    void rowsAreUpdatedByWhateverKey(String key) {
        TestDatabase database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE src (a TEXT UNIQUE, v TEXT)",
                                "INSERT INTO src (a) VALUES ('x'), ('b'), ('Ä'), ('a')");

        Backfilling.update("src", "SELECT " + key + ", upper(a) AS v FROM batch")
                .reading("src", null, key)
                .run(database.acquire("worker"), 3);

        assertThat(database.rows("SELECT group_concat(v, '') FROM (SELECT v FROM src ORDER BY a)"))
                .containsExactly("ABXÄ");
    }

    @Test
    void nullsInAKeyAreRefused() {
        TestDatabase database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE src (a TEXT PRIMARY KEY, v TEXT)",
                                "INSERT INTO src VALUES ('a', ''), (NULL, '')");

        BatchOutcome outcome =
                Backfilling.update("src", "SELECT a, 'v' AS v FROM batch")
                        .run(database.acquire("worker"), 3);

        assertThat(((NotMade) outcome).outcome())
                .isInstanceOfSatisfying(
                        Failed.class,
                        it ->
                                assertThat(it.error().message())
                                        .contains("the key (a) of src has nulls")
                                        .contains("key: [rowid]"));
    }

    @Test
    void wideValuesGoThrough() {
        TestDatabase database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE src (id INTEGER PRIMARY KEY, v BLOB, n INT)",
                                "INSERT INTO src WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
                                        + " i + 1 FROM n WHERE i < 20) SELECT i, zeroblob(2000000),"
                                        + " NULL FROM n");

        BatchOutcome outcome =
                Backfilling.update("src", "SELECT id, length(v) AS n FROM batch")
                        .run(database.acquire("worker"), 6);

        assertThat(((Made) outcome).counts().transformed()).isEqualTo(20);
        assertThat(database.rows("SELECT sum(n) FROM src")).containsExactly("40000000");
    }

    @Test
    void keyWhoseIndexTellsMoreRowsApartThanTheColumnIsRefused() {
        TestDatabase database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE src (a TEXT COLLATE NOCASE NOT NULL, v TEXT)",
                                "CREATE UNIQUE INDEX exact ON src (a COLLATE BINARY)",
                                "INSERT INTO src VALUES ('a', ''), ('A', ''), ('b', '')");
        Backfilling rule =
                Backfilling.update("src", "SELECT a, 'v' AS v FROM batch")
                        .reading("src", null, "a");

        BatchOutcome outcome = rule.run(database.acquire("worker"), 1);

        assertThat(Batches.failed(outcome).error().message())
                .contains("the key (a) of src is not unique as its columns are compared")
                .contains("key: [rowid]");
    }

    @Test
    void keyWhoseIndexComparesAsTheColumnDoesIsGood() {
        TestDatabase database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE src (a TEXT COLLATE NOCASE UNIQUE, v TEXT)",
                                "INSERT INTO src VALUES ('B', ''), ('a', ''), ('c', '')");

        Backfilling.update("src", "SELECT a, 'v' AS v FROM batch")
                .reading("src", null, "a")
                .run(database.acquire("worker"), 1);

        assertThat(database.rows("SELECT count(*) FROM src WHERE v = 'v'")).containsExactly("3");
    }
}
