package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.AppliedDifferently;
import dev.signalbox.database.ApplyOutcome.Drifted;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyTest {

    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)";
    private static final String ENDLESS =
            "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT i FROM n;";

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    @Test
    void migrationAndLedgerRowAreCommittedTogether() {
        ApplyOutcome outcome =
                database.apply(
                        """
                        CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
                        INSERT INTO t (a) VALUES ('x'), ('y');
                        UPDATE t SET a = 'z';""");

        assertThat(outcome).isInstanceOf(Applied.class);
        Applied applied = (Applied) outcome;
        assertThat(applied.rows()).isEqualTo(4);
        assertThat(applied.before()).isNotEqualTo(applied.after());
        assertThat(database.observe().schema().fingerprint()).isEqualTo(applied.after());
        assertThat(database.observe().drift()).isEmpty();
        assertThat(
                        database.rows(
                                "SELECT migration_id, status, direction, epoch, plan_id, run_id,"
                                        + " actor, executor, rows_changed, statement_count,"
                                        + " raw_checksum FROM _migration_history"))
                .containsExactly("001|completed|up|1|plan-1|run-1|local:alice|host-a|4|3|raw-001");
    }

    @Test
    void secondApplicationChangesNothing() {
        MigrationToApply migration = migration("001", "CREATE TABLE t (a);");
        database.apply(migration, ApplyOptions.DEFAULT);

        ApplyOutcome again = database.apply(migration, ApplyOptions.DEFAULT);

        assertThat(again).isInstanceOf(AlreadyApplied.class);
        assertThat(database.rows("SELECT count(*) FROM _migration_history")).containsExactly("1");
    }

    @Test
    void otherScriptUnderTheSameIdIsRefused() {
        database.apply("CREATE TABLE t (a);");

        ApplyOutcome other = database.apply("CREATE TABLE u (a);");

        assertThat(other).isInstanceOf(AppliedDifferently.class);
        assertThat(other.message()).contains("001").contains("new migration");
        assertThat(database.observe().schema().table("u")).isEmpty();
    }

    @Test
    void failureNamesItsStatementAndLeavesNothingBehindButItsRow() {
        ApplyOutcome outcome =
                database.apply(
                        """
                        CREATE TABLE t (a TEXT NOT NULL);
                        INSERT INTO t VALUES ('x');
                        INSERT INTO t VALUES (NULL);""");

        assertThat(outcome).isInstanceOf(Failed.class);
        Failed failed = (Failed) outcome;
        assertThat(failed.recorded()).isTrue();
        assertThat(failed.error().index()).isEqualTo(3);
        assertThat(failed.error().position()).isEqualTo(new SourcePosition(3, 1));
        assertThat(failed.error().reason()).isEqualTo(Reason.CONSTRAINT);
        assertThat(failed.error().engineCode()).isEqualTo(1299);
        assertThat(failed.error().problem()).contains("t.a");
        assertThat(database.observe().schema().tables()).isEmpty();
        assertThat(
                        database.rows(
                                "SELECT status, statement_index, statement_line, error_code"
                                        + " FROM _migration_history"))
                .containsExactly("failed|3|3|1299");
    }

    @Test
    void failedMigrationCanSucceedLater() {
        database.apply("INSERT INTO t VALUES (1);");
        database.run("CREATE TABLE t (a)");

        ApplyOutcome outcome = database.apply("INSERT INTO t VALUES (1);");

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT status FROM _migration_history ORDER BY id"))
                .containsExactly("failed", "completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT;",
                "ROLLBACK;",
                "VACUUM;",
                "ATTACH 'other.db' AS other;",
                "PRAGMA foreign_keys=ON;",
                "DROP TABLE _migration_fence;",
                "DELETE FROM \"_MIGRATION_LOCKS\";",
                "CREATE TABLE _signalbox_x (a);",
                "SELECT 1; DROP TABLE t;",
                "CREATE TABLE \0 x (a);"
            })
    void whatCannotRunInAMigrationIsRefusedBeforeAnythingRuns(String statement) {
        ApplyOutcome outcome = database.apply("CREATE TABLE t (a);\n" + statement);

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).error().index()).isEqualTo(2);
        assertThat(database.observe().schema().tables()).isEmpty();
    }

    @Test
    void statementThatEndsTheTransactionIsNoticed() {
        database.run(
                "CREATE TABLE t (a UNIQUE)",
                "INSERT INTO t VALUES (1)",
                "CREATE TABLE u (a)",
                "CREATE TRIGGER ends BEFORE INSERT ON t BEGIN SELECT RAISE(ROLLBACK, 'no'); END");

        ApplyOutcome outcome =
                database.apply("INSERT INTO u VALUES (1);\nINSERT INTO t VALUES (2);");

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(database.rows("SELECT * FROM u")).isEmpty();
    }

    @Test
    void neitherPragmasNorTemporaryTablesReachTheNextMigration() {
        LeasedDatabase session = database.acquire("worker");
        session.apply(
                migration(
                        "001",
                        ForeignKeys.ON,
                        """
                        PRAGMA legacy_alter_table=ON;
                        PRAGMA defer_foreign_keys=ON;
                        CREATE TEMP TABLE scratch (a);
                        CREATE TABLE seen (what TEXT, value);"""),
                ApplyOptions.DEFAULT);

        ApplyOutcome outcome =
                session.apply(
                        migration(
                                "002",
                                """
                                INSERT INTO seen SELECT 'foreign_keys', foreign_keys FROM pragma_foreign_keys;
                                INSERT INTO seen SELECT 'legacy', legacy_alter_table FROM pragma_legacy_alter_table;
                                INSERT INTO seen SELECT 'temporary', count(*) FROM sqlite_temp_schema;"""),
                        ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT * FROM seen"))
                .containsExactly("foreign_keys|0", "legacy|0", "temporary|0");
    }

    @Test
    void timeLimitStopsARunningStatementAndRollsBack() {
        ApplyOutcome outcome =
                database.apply(
                        migration("001", "CREATE TABLE t (a);\n" + ENDLESS),
                        ApplyOptions.DEFAULT.withTimeout(Duration.ofMillis(200)));

        assertThat(outcome).isEqualTo(new TimedOut(Duration.ofMillis(200), 2, true));
        assertThat(database.observe().schema().tables()).isEmpty();
        assertThat(database.rows("SELECT status, statement_index FROM _migration_history"))
                .containsExactly("failed|2");
    }

    @Test
    void cancellationStopsARunningStatementWithinMoments() {
        long start = System.nanoTime();
        long cancelAt = start + Duration.ofMillis(150).toNanos();

        ApplyOutcome outcome =
                database.apply(
                        migration("001", "CREATE TABLE t (a);\n" + ENDLESS),
                        ApplyOptions.DEFAULT.withCancelled(() -> System.nanoTime() > cancelAt));

        assertThat(outcome).isInstanceOf(Interrupted.class);
        assertThat(((Interrupted) outcome).after()).isLessThan(Duration.ofMillis(400));
        assertThat(database.observe().schema().tables()).isEmpty();
        assertThat(database.rows("SELECT status FROM _migration_history"))
                .containsExactly("cancelled");
    }

    @Test
    void progressGrowsTowardsTheRowsOfTheStatement() {
        database.run(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)",
                "INSERT INTO t " + NUMBERS.formatted(1_000_000) + " SELECT i, i FROM n");
        List<Long> rows = new ArrayList<>();

        ApplyOutcome outcome =
                database.apply(
                        migration(
                                "001",
                                "UPDATE t SET a = length(hex(randomblob(300)));\n"
                                        + "UPDATE t SET a = a + 1 WHERE id < 10;"),
                        ApplyOptions.DEFAULT.withProgress(
                                (statement, of, done, elapsed) -> {
                                    assertThat(of).isEqualTo(2);
                                    rows.add(done);
                                }));

        assertThat(((Applied) outcome).rows()).isEqualTo(1_000_009);
        assertThat(rows).isNotEmpty().isSorted();
        assertThat(rows.getLast()).isBetween(50_000L, 1_300_000L);
    }

    @Test
    void errorInAListenerRollsBackAndIsNotSwallowed() {
        assertThatThrownBy(
                        () ->
                                database.apply(
                                        migration("001", "CREATE TABLE t (a);\n" + ENDLESS),
                                        ApplyOptions.DEFAULT.withProgress(
                                                (statement, of, rows, elapsed) -> {
                                                    throw new OutOfMemoryError("of the test");
                                                })))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(database.observe().schema().tables()).isEmpty();
    }

    @Test
    void driftedSchemaIsRefusedWithTheDifference() {
        Applied first = (Applied) database.apply("CREATE TABLE t (a);");
        database.run("ALTER TABLE t ADD COLUMN by_hand TEXT");

        ApplyOutcome outcome =
                database.apply(
                        migration("002", "CREATE TABLE u (a);"),
                        ApplyOptions.DEFAULT.expecting(first.after()));

        assertThat(outcome).isInstanceOf(Drifted.class);
        assertThat(((Drifted) outcome).differences()).containsExactly("column t.by_hand added");
        assertThat(database.observe().drift()).containsExactly("column t.by_hand added");
    }

    @Test
    void unknownExpectedFingerprintIsADriftWithoutADifference() {
        ApplyOutcome outcome =
                database.apply(
                        migration("001", "CREATE TABLE t (a);"),
                        ApplyOptions.DEFAULT.expecting(
                                new Fingerprint(Fingerprint.SQLITE_SCHEMA_2, "00")));

        assertThat(outcome.message()).contains("Plan again");
    }

    @Test
    void fullDiskRollsBackAndSaysSo() {
        AtomicInteger ticks = new AtomicInteger();
        database.run("PRAGMA page_size=512", "CREATE TABLE t (a)");

        ApplyOutcome outcome =
                database.apply(
                        migration(
                                "001",
                                """
                                PRAGMA max_page_count=60;
                                CREATE TABLE u (a);
                                INSERT INTO t VALUES (zeroblob(1000000));"""),
                        ApplyOptions.DEFAULT.withProgress(
                                (statement, of, rows, elapsed) -> ticks.incrementAndGet()));

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).error().reason()).isEqualTo(Reason.DISK_FULL);
        assertThat(((Failed) outcome).error().index()).isEqualTo(3);
        assertThat(database.observe().schema().table("u")).isEmpty();
    }

    @Test
    void emptyMigrationIsAppliedAndRecorded() {
        assertThat(database.apply("")).isInstanceOf(Applied.class);
        assertThat(database.observe().ledger().version()).contains("001");
    }

    @Test
    void twentyMegabyteStatementIsApplied() {
        String text = "x".repeat(20_000_000);

        ApplyOutcome outcome =
                database.apply("CREATE TABLE t (a);\nINSERT INTO t VALUES ('" + text + "');");

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT length(a) FROM t")).containsExactly("20000000");
    }

    @Test
    void readerHoldsUpTheCommitOnlyForAWhile() throws Exception {
        database.run("CREATE TABLE old (a)", "INSERT INTO old VALUES (1), (2)");
        List<Duration> waits = new ArrayList<>();
        LeasedDatabase session = database.acquire("worker");
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a FROM old")) {
            assertThat(rows.next()).isTrue();

            ApplyOutcome outcome =
                    session.apply(
                            migration("001", "CREATE TABLE t (a);"),
                            ApplyOptions.DEFAULT.withWait(
                                    new WaitPolicy(
                                            Duration.ofMillis(100),
                                            Duration.ofMillis(10),
                                            (holder, waited) -> waits.add(waited))));

            assertThat(outcome).isInstanceOf(Failed.class);
            assertThat(((Failed) outcome).error().reason()).isEqualTo(Reason.LOCKED);
        }
        assertThat(waits).isNotEmpty();
        assertThat(session.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT))
                .isInstanceOf(Applied.class);
    }

    @Test
    void writerThatStaysIsNoOutcomeButATransientError() throws Exception {
        LeasedDatabase session = database.acquire("worker");
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(
                            () ->
                                    session.apply(
                                            migration("001", "CREATE TABLE t (a);"),
                                            ApplyOptions.DEFAULT.withWait(WaitPolicy.NONE)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.reason().mayPass()).isTrue());
            assertThat(
                            session.apply(
                                    migration("001", "CREATE TABLE t (a);"),
                                    ApplyOptions.DEFAULT.withCancelled(() -> true)))
                    .isInstanceOf(Interrupted.class);
        }
    }

    @Test
    void hundredThousandSmallStatementsTakeSeconds() {
        StringBuilder script = new StringBuilder("CREATE TABLE t (a);\n");
        for (int i = 0; i < 100_000; i++) {
            script.append("INSERT INTO t VALUES (").append(i).append(");\n");
        }

        ApplyOutcome outcome = database.apply(script.toString());

        assertThat(((Applied) outcome).rows()).isEqualTo(100_000);
        assertThat(((Applied) outcome).duration()).isLessThan(Duration.ofSeconds(15));
    }
}
