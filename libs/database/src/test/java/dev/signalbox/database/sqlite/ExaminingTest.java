package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.Writers;
import dev.signalbox.database.Writers.OtherProcess;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a database says of itself before and after it is changed. */
class ExaminingTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    private SqliteDatabase managed() {
        return new SqliteDatabase(database.address());
    }

    private static SqlStatement query(String text) {
        return new SqlStatement(text, SourcePosition.START, new StatementKind.Query());
    }

    /** Past the engine, as a damaged writer would. */
    private void redefine(String table, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema=ON");
            statement.execute(
                    "UPDATE sqlite_schema SET sql = '%s' WHERE name = '%s'".formatted(sql, table));
        }
    }

    @Test
    void aNullInAColumnThatAllowsNoneIsFound() throws SQLException {
        database.run("CREATE TABLE a (x)", "INSERT INTO a VALUES (NULL)", "CREATE TABLE b (y)");
        redefine("a", "CREATE TABLE a (x NOT NULL)");

        try (var reader = managed().openReader()) {
            assertThat(reader.quickCheck(List.of(), LONG).problems())
                    .singleElement()
                    .asString()
                    .contains("NULL value in a.x");
            assertThat(reader.quickCheck(List.of("A"), LONG).problems()).hasSize(1);
            assertThat(reader.quickCheck(List.of("b", "gone"), LONG).problems()).isEmpty();
        }
    }

    @Test
    void whatCouldNotBeReadInTimeIsNotCalledWhole() {
        database.run(
                "CREATE TABLE a (x)",
                "INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 200000) SELECT i FROM n");

        try (var reader = managed().openReader()) {
            assertThat(reader.quickCheck(List.of(), Duration.ZERO).finished()).isFalse();
            assertThat(reader.quickCheck(List.of(), LONG).finished()).isTrue();
        }
    }

    @Test
    void rowsThatReferToNothingAreCountedByChildAndParent() {
        database.run(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, p REFERENCES parent)",
                "INSERT INTO child VALUES (1, 7), (2, 8), (3, NULL)");

        try (var reader = managed().openReader()) {
            assertThat(reader.references(LONG).rows()).isEqualTo(Map.of("child → parent", 2L));
        }
    }

    @Test
    void queriesAreTimedAndThoseThatCannotBeSayWhy() {
        database.run("CREATE TABLE a (x)", "INSERT INTO a VALUES (1)");
        var queries =
                List.of(
                        query("SELECT * FROM a"),
                        query("SELECT * FROM gone"),
                        query(
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                        + " SELECT max(i) FROM n"));

        try (var reader = managed().openReader()) {
            var times = reader.time(queries, 3, Duration.ofMillis(200));

            assertThat(times.get(0).median()).isPositive();
            assertThat(times.get(1).error()).contains("no such table: gone");
            assertThat(times.get(2).error()).isEqualTo("it takes longer than 200 ms");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoIsWritingIsNamed() throws Exception {
        for (var mode : List.of("wal", "delete")) {
            database.run("PRAGMA journal_mode=" + mode, "CREATE TABLE IF NOT EXISTS a (x)");
            try (var other = new WritingProcess(database)) {
                var found = managed().writers(Duration.ofMillis(20));

                assertThat(found.free()).isFalse();
                assertThat(found.others())
                        .as(mode)
                        .contains(new OtherProcess(other.pid(), "java", true));
            }
        }
    }

    @Test
    void nobodyElseIsWritingAndNothingIsWritten() {
        database.run("CREATE TABLE a (x)");

        Writers found = managed().writers(Duration.ZERO);

        assertThat(found.free()).isTrue();
        assertThat(found.others()).isEmpty();
        assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("a");
    }

    @Test
    void theDiskIsThatOfTheNearestFolderThatIsThere() {
        var far = new TestDatabase(folder.resolve("not/yet/kb.db"));

        var disk = new SqliteDatabase(far.address()).disk();

        assertThat(disk.place()).isEqualTo(folder.toAbsolutePath().toString());
        assertThat(disk.freeBytes()).isPositive();
    }

    @Test
    void storageTellsWhatIsFreeInTheFile() {
        database.run(
                "CREATE TABLE a (x)",
                "INSERT INTO a SELECT randomblob(4000) FROM json_each('[1,2,3,4,5,6,7,8,9]')",
                "CREATE TABLE b (y)",
                "DROP TABLE a");

        try (var reader = managed().openReader()) {
            var storage = reader.storage();

            assertThat(storage.freeBytes()).isPositive().isLessThan(storage.bytes());
            assertThat(storage.tables()).isEqualTo(1);
            assertThat(storage.statisticsTables()).isZero();
        }
    }
}
