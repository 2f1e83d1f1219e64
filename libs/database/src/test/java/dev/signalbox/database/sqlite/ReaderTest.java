package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.LogEntry;
import dev.signalbox.database.QueryFinding;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    @Test
    void queryWithoutARowFindsNothing() {
        database.run("CREATE TABLE t (a)");

        assertThat(check(LONG, "SELECT * FROM t;")).isEmpty();
    }

    @Test
    void violationsAreCountedAndAFewAreShown() {
        database.run(
                "CREATE TABLE t (id, bytes)",
                "INSERT INTO t SELECT value, zeroblob(7) FROM json_each('[1,2,3,4,5,6,7]')");

        QueryFinding finding =
                check(LONG, "SELECT 1 WHERE 0;\nSELECT id, bytes FROM t;").getFirst();

        assertThat(finding.statement()).isEqualTo(2);
        assertThat(finding.rows()).isEqualTo(7);
        assertThat(finding.error()).isNull();
        assertThat(finding.sample())
                .hasSize(5)
                .startsWith("id = 1, bytes = 7 bytes", "id = 2, bytes = 7 bytes");
    }

    @Test
    void longRowIsCut() {
        QueryFinding finding = check(LONG, "SELECT hex(zeroblob(5000)) AS a;").getFirst();

        assertThat(finding.sample().getFirst()).hasSize(200).endsWith("…");
    }

    @Test
    void whatCannotBeRunIsAFindingAndTheNextOneIsRunAllTheSame() {
        database.run("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

        List<QueryFinding> findings =
                check(
                        LONG,
                        "SELECT * FROM none;\nDELETE FROM t;\nPRAGMA user_version = 3;\nSELECT * FROM t;");

        assertThat(findings).extracting(QueryFinding::statement).containsExactly(1, 2, 3, 4);
        assertThat(findings.get(0).error()).contains("no such table");
        assertThat(findings.get(1).error()).contains("not a single query");
        assertThat(findings.get(2).error()).contains("not a single query");
        assertThat(findings.get(3).rows()).isEqualTo(1);
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1");
    }

    @Test
    void writingThatCallsItselfAQueryIsRefusedByTheConnection() {
        database.run("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");
        SqlStatement disguised =
                new SqlStatement(
                        "WITH x AS (SELECT 1) DELETE FROM t",
                        new SourcePosition(1, 1),
                        new StatementKind.Query());

        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.check(List.of(disguised), LONG).getFirst().error()).isNotNull();
        }
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1");
    }

    @Test
    void queryThatTakesTooLongIsStopped() {
        List<QueryFinding> findings =
                check(
                        Duration.ofMillis(50),
                        """
                        SELECT 1;
                        SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n);
                        SELECT 2;""");

        assertThat(findings).hasSize(3);
        assertThat(findings.get(1).error()).contains("longer than 50 ms");
        assertThat(findings.get(2).error()).contains("longer than 50 ms");
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.check(Script.of("SELECT 1 WHERE 0;"), LONG)).isEmpty();
        }
    }

    @Test
    void logTellsWhatWasDoneNewestFirst() {
        database.apply(migration("001", "CREATE TABLE t (a)"), ApplyOptions.DEFAULT);

        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.log(2))
                    .extracting(LogEntry::action)
                    .containsExactly("lock released", "migration applied");
            assertThat(reader.log(10).get(1))
                    .satisfies(it -> assertThat(it.migrationId()).isEqualTo("001"))
                    .satisfies(it -> assertThat(it.actor()).isEqualTo("local:alice"))
                    .satisfies(it -> assertThat(it.epoch()).isEqualTo(1));
        }
    }

    @Test
    void databaseWithoutALedgerHasNoLog() {
        database.run("CREATE TABLE t (a)");

        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.log(2)).isEmpty();
        }
    }

    @Test
    void wholeDatabaseHasNoIntegrityProblems() {
        database.run("CREATE TABLE t (a)");

        assertThat(integrityProblems()).isEmpty();
    }

    @Test
    void brokenReferencesAreSentences() {
        database.run(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, p REFERENCES parent)",
                "INSERT INTO child VALUES (3, 9), (4, 9)");

        assertThat(integrityProblems())
                .containsExactly(
                        "table child: 2 rows refer to rows of parent that are not there, the first"
                                + " with rowid 3");
    }

    @Test
    void referencesThatCannotBeCheckedAreAProblem() {
        database.run(
                "CREATE TABLE parent (name)",
                "CREATE TABLE child (p REFERENCES parent (name))",
                "INSERT INTO child VALUES (1)");

        assertThat(integrityProblems().getFirst()).contains("foreign key mismatch");
    }

    @Test
    void damagedFileIsToldOf() throws Exception {
        database.run(
                "CREATE TABLE t (a)",
                "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 5000) SELECT hex(zeroblob(50)) FROM n");
        try (FileChannel file =
                FileChannel.open(database.address().file(), StandardOpenOption.WRITE)) {
            for (int page = 5; page < 60; page++) {
                file.write(ByteBuffer.allocate(4096), page * 4096L);
            }
        }

        assertThat(integrityProblems()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
    }

    private List<String> integrityProblems() {
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            return reader.integrityProblems();
        }
    }

    private List<QueryFinding> check(Duration timeout, String queries) {
        database.run("PRAGMA user_version");
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            return reader.check(Script.of(queries), timeout);
        }
    }
}
