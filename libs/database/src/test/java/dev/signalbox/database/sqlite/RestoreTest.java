package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.Overtaken.Cause;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RestoreOutcome;
import dev.signalbox.database.RestoreOutcome.Interrupted;
import dev.signalbox.database.RestoreOutcome.Lost;
import dev.signalbox.database.RestoreOutcome.NotRestored;
import dev.signalbox.database.RestoreOutcome.Restored;
import dev.signalbox.database.RestoreOutcome.RestoredBefore;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void snapshotBecomesTheDatabaseWithTheRestoreOnRecord(String mode) {
        Restoring given = Restoring.prepared(folder, mode, 500);
        LeasedDatabase session = given.database.acquire("worker");

        RestoreOutcome outcome = session.restore(given.request());

        assertThat(outcome).isInstanceOf(Restored.class);
        Restored restored = (Restored) outcome;
        assertThat(restored.after()).isEqualTo(given.fingerprint);
        assertThat(restored.proof())
                .containsExactly(
                        "integrity_check found no damage",
                        "the schema has the snapshot's fingerprint " + given.fingerprint,
                        "table entry: 500 rows, as in the snapshot");
        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("500");
        assertThat(given.database.rows("PRAGMA journal_mode")).containsExactly(mode);
        assertThat(given.database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(given.database.observe().ledger().version()).contains("001");
        assertThat(given.database.observe().drift()).isEmpty();
        assertThat(
                        given.database.rows(
                                "SELECT migration_id, version, status, how, reason, run_id, actor,"
                                        + " epoch FROM _migration_rollback_history"))
                .containsExactly(
                        Restoring.SNAPSHOT
                                + "|001|completed|restore|the release was wrong|run-9|local:alice|"
                                + session.epoch());
        assertThat(
                        given.database.rows(
                                "SELECT details FROM _migration_audit_log"
                                        + " WHERE action = 'database restored'"))
                .containsExactly("from snapshot " + Restoring.SNAPSHOT + ": the release was wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void leaseHoldsAfterwardsAndWhoeverCameBeforeIsOut(String mode) {
        Restoring given = Restoring.prepared(folder, mode, 100);
        LeasedDatabase former = given.database.acquire("former");
        given.database.expireLease();
        LeasedDatabase session = given.database.acquire("worker");

        assertThat(session.restore(given.request())).isInstanceOf(Restored.class);

        assertThat(session.renew()).isEmpty();
        assertThat(session.apply(migration("002", "CREATE TABLE b (x)"), ApplyOptions.DEFAULT))
                .isInstanceOf(Applied.class);
        assertThat(former.renew()).map(Overtaken::cause).contains(Cause.FENCE_RAISED);
        session.release();
        assertThat(given.database.observe().ledger().lockHolder()).isEmpty();
    }

    @Test
    void secondCallOfTheSameRunFindsItDoneUntilSomethingElseHappens() {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        LeasedDatabase session = given.database.acquire("worker");
        session.restore(given.request());
        given.database.expireLease();
        LeasedDatabase again = given.database.acquire("worker");

        assertThat(again.restore(given.request())).isInstanceOf(RestoredBefore.class);
        again.apply(migration("002", "CREATE TABLE b (x)"), ApplyOptions.DEFAULT);
        assertThat(again.restore(given.request())).isInstanceOf(Restored.class);

        assertThat(given.database.observe().ledger().version()).contains("001");
    }

    @Test
    void copyOfAGreaterEpochRaisesTheLeaseAboveIt() {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        RestoreRequest request = given.request();
        new TestDatabase(request.copy()).run("UPDATE _migration_fence SET epoch = 70");
        LeasedDatabase session = given.database.acquire("worker");

        assertThat(session.restore(request)).isInstanceOf(Restored.class);

        assertThat(session.epoch()).isEqualTo(71);
        assertThat(session.renew()).isEmpty();
        assertThat(given.database.observe().ledger().epoch()).isEqualTo(71);
    }

    @Test
    void copyWithoutALedgerGetsOne() {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        Path copy = folder.resolve("plain.db");
        TestDatabase plain = new TestDatabase(copy).run("CREATE TABLE p (a)");
        Fingerprint expected = plain.observe().schema().fingerprint();
        LeasedDatabase session = given.database.acquire("worker");

        RestoreOutcome outcome = session.restore(Restoring.request(copy, expected));

        assertThat(outcome).isInstanceOf(Restored.class);
        assertThat(given.database.observe().ledger().applied()).isEmpty();
        assertThat(session.renew()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"wal, 4096, 1024", "delete, 4096, 1024", "wal, 1024, 4096", "delete, 1024, 65536"})
    void pageSizesMayDiffer(String mode, int of, int copied) {
        TestDatabase database = new TestDatabase(folder.resolve("kb.db"));
        database.run("PRAGMA page_size=" + of, "PRAGMA journal_mode=" + mode, "CREATE TABLE t (a)");
        Path copy = folder.resolve("copy.db");
        TestDatabase other = new TestDatabase(copy);
        other.run("PRAGMA page_size=" + copied, "CREATE TABLE p (a)");
        other.run("INSERT INTO p SELECT hex(zeroblob(300)) FROM sqlite_schema");
        Fingerprint expected = other.observe().schema().fingerprint();
        LeasedDatabase session = database.acquire("worker");

        RestoreOutcome outcome =
                session.restore(
                        new RestoreRequest(
                                copy,
                                expected,
                                "s",
                                null,
                                WaitPolicy.NONE,
                                () -> false,
                                migration("x", "SELECT 1").context()));

        assertThat(outcome).isInstanceOf(Restored.class);
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(database.rows("SELECT length(a) FROM p")).containsExactly("600");
        assertThat(session.renew()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void openConnectionOfAnApplicationSeesTheNewContentAndGoesOn(String mode) throws Exception {
        Restoring given = Restoring.prepared(folder, mode, 200);
        LeasedDatabase session = given.database.acquire("worker");
        try (Connection application = given.database.connect();
                Statement statement = application.createStatement()) {
            assertThat(first(statement, "SELECT count(*) FROM entry")).isEqualTo("1");
            assertThat(first(statement, "SELECT count(*) FROM extra")).isEqualTo("1");

            assertThat(session.restore(given.request())).isInstanceOf(Restored.class);

            assertThat(first(statement, "SELECT count(*) FROM entry")).isEqualTo("200");
            statement.execute("INSERT INTO entry (text) VALUES ('written afterwards')");
            assertThat(first(statement, "PRAGMA integrity_check")).isEqualTo("ok");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM extra"))
                    .hasMessageContaining("no such table");
        }
        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void restoreWaitsForAWriterAndThenSucceeds(String mode) throws Exception {
        Restoring given = Restoring.prepared(folder, mode, 100);
        CountDownLatch waited = new CountDownLatch(1);
        LeasedDatabase session =
                given.database.acquire("worker", holdingBeforeTheCopy(given, waited));
        RestoreRequest request =
                given.request(
                        given.request().copy(),
                        new WaitPolicy(
                                Duration.ofSeconds(20),
                                Duration.ofMillis(10),
                                (holder, duration) -> waited.countDown()),
                        () -> false);

        RestoreOutcome outcome = session.restore(request);

        assertThat(outcome).isInstanceOf(Restored.class);
        assertThat(waited.getCount()).isZero();
    }

    @Test
    void readerInRollbackModeIsWaitedForAndAWaitHasAnEnd() throws Exception {
        Restoring given = Restoring.prepared(folder, "delete", 100);
        LeasedDatabase session = given.database.acquire("worker");
        RestoreRequest request =
                given.request(
                        given.request().copy(),
                        WaitPolicy.atMost(Duration.ofMillis(300)),
                        () -> false);
        try (Connection reader = given.database.connect();
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            first(statement, "SELECT count(*) FROM entry");

            assertThatThrownBy(() -> session.restore(request))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
            assertThat(first(statement, "SELECT count(*) FROM extra")).isEqualTo("1");
        }
        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("1");
        assertThat(session.restore(given.request())).isInstanceOf(Restored.class);
    }

    @Test
    void readerInWalModeKeepsItsMomentAndHoldsNothingUp() throws Exception {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        LeasedDatabase session = given.database.acquire("worker");
        try (Connection reader = given.database.connect();
                Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            first(statement, "SELECT count(*) FROM entry");

            assertThat(session.restore(given.request())).isInstanceOf(Restored.class);

            assertThat(first(statement, "SELECT count(*) FROM entry")).isEqualTo("1");
            statement.execute("COMMIT");
            assertThat(first(statement, "SELECT count(*) FROM entry")).isEqualTo("100");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void overtakenBetweenTheCheckAndTheLockNothingIsWritten(String mode) {
        Restoring given = Restoring.prepared(folder, mode, 2_000);
        FailPoints overtaking =
                name -> {
                    if (name.equals(DatabaseFailPoint.RESTORE_BEFORE_COPY.label())) {
                        given.database.expireLease();
                        given.database.acquire("successor");
                    }
                };

        LeasedDatabase session = given.database.acquire("worker", overtaking);

        RestoreOutcome outcome = session.restore(given.request());

        assertThat(outcome).isInstanceOf(Lost.class);
        assertThat(((Lost) outcome).overtaken().cause()).isEqualTo(Cause.FENCE_RAISED);
        mustBeAsBefore(given, mode);
        assertThat(given.database.observe().ledger().lockHolder().orElseThrow().owner())
                .isEqualTo("successor");
    }

    @ParameterizedTest
    @CsvSource({"delete, 1", "wal, 1", "delete, 12", "wal, 12"})
    void cancelledBetweenPagesTheDatabaseStaysAsItWas(String mode, int looks) {
        Restoring given = Restoring.prepared(folder, mode, 4_000);
        LeasedDatabase session = given.database.acquire("worker");
        AtomicInteger asked = new AtomicInteger();
        RestoreRequest request =
                given.request(
                        given.request().copy(),
                        WaitPolicy.NONE,
                        () -> asked.incrementAndGet() >= looks);

        assertThat(session.restore(request)).isInstanceOf(Interrupted.class);

        assertThat(asked.get()).isEqualTo(looks);
        mustBeAsBefore(given, mode);
        assertThat(session.renew()).isEmpty();
        assertThat(session.restore(given.request())).isInstanceOf(Restored.class);
    }

    @Test
    void damagedCopyIsRefused() throws Exception {
        Restoring given = Restoring.prepared(folder, "wal", 2_000);
        LeasedDatabase session = given.database.acquire("worker");
        RestoreRequest request = given.request();
        try (FileChannel file = FileChannel.open(request.copy(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(4096), file.size() / 4096 / 2 * 4096);
        }

        RestoreOutcome outcome = session.restore(request);

        assertThat(outcome).isInstanceOf(NotRestored.class);
        assertThat(((NotRestored) outcome).problem()).contains("damaged");
        mustBeAsBefore(given, "wal");
    }

    @Test
    void damagedPagesOfTheDatabaseAreReplaced() throws Exception {
        Restoring given = Restoring.prepared(folder, "delete", 2_000);
        LeasedDatabase session = given.database.acquire("worker");
        Path live = given.database.address().file();
        int root =
                Integer.parseInt(
                        given.database
                                .rows("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'")
                                .getFirst());
        try (FileChannel file = FileChannel.open(live, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(4096), (root - 1) * 4096L);
        }
        assertThatThrownBy(() -> given.database.rows("SELECT count(*) FROM entry"))
                .hasStackTraceContaining("malformed");

        assertThat(session.restore(given.request())).isInstanceOf(Restored.class);

        assertThat(given.database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("2000");
    }

    @Test
    void cancelledWhileItWaitsNothingIsWritten() throws Exception {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        LeasedDatabase session = given.database.acquire("worker");
        AtomicInteger asked = new AtomicInteger();
        RestoreRequest request =
                given.request(
                        given.request().copy(),
                        WaitPolicy.atMost(Duration.ofMinutes(1)),
                        () -> asked.incrementAndGet() > 3);
        try (Connection writer = given.database.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThat(session.restore(request)).isInstanceOf(Interrupted.class);
        }
        mustBeAsBefore(given, "wal");
    }

    @Test
    void copyOfAnotherSchemaIsRefused() {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        LeasedDatabase session = given.database.acquire("worker");

        RestoreOutcome outcome =
                session.restore(
                        Restoring.request(
                                given.request().copy(),
                                new Fingerprint(Fingerprint.SQLITE_SCHEMA_2, "00")));

        assertThat(((NotRestored) outcome).problem()).contains("sqlite-schema-2:00");
        mustBeAsBefore(given, "wal");
    }

    @Test
    void missingCopyAndTheDatabaseItselfAreRefused() {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        LeasedDatabase session = given.database.acquire("worker");

        RestoreOutcome missing =
                session.restore(Restoring.request(folder.resolve("none"), given.fingerprint));
        RestoreOutcome itself =
                session.restore(
                        Restoring.request(given.database.address().file(), given.fingerprint));

        assertThat(((NotRestored) missing).problem()).contains("no such database");
        assertThat(((NotRestored) itself).problem()).contains("the database itself");
        mustBeAsBefore(given, "wal");
    }

    @Test
    void missingDatabaseIsCreatedInTheSnapshotsJournalMode() throws Exception {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        Files.delete(given.database.address().file());
        LeasedDatabase session = given.database.acquire("worker");

        assertThat(session.restore(given.request())).isInstanceOf(Restored.class);

        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("100");
        assertThat(given.database.rows("PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void fileThatIsNoDatabaseIsSetAsideAndKept() throws Exception {
        Restoring given = Restoring.prepared(folder, "wal", 100);
        Path file = given.database.address().file();
        Files.writeString(file, "no database at all ".repeat(1000));
        assertThatThrownBy(() -> given.database.acquire("worker"))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_DATABASE));
        Files.writeString(file.resolveSibling("kb.db-wal"), "its journal");

        String aside =
                new SqliteDatabase(given.database.address())
                        .setAside(Instant.parse("2026-03-01T10:20:30Z"));
        RestoreOutcome outcome = given.database.acquire("worker").restore(given.request());

        assertThat(outcome).isInstanceOf(Restored.class);
        assertThat(aside).isEqualTo(file + ".damaged-20260301-102030");
        assertThat(Path.of(aside)).content().startsWith("no database at all");
        assertThat(Path.of(aside + "-wal")).hasContent("its journal");
        assertThatThrownBy(
                        () ->
                                new SqliteDatabase(given.database.address())
                                        .setAside(Instant.parse("2026-03-01T10:20:30Z")))
                .hasMessageContaining("is there already");
    }

    private static void mustBeAsBefore(Restoring given, String mode) {
        assertThat(given.database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(given.database.rows("PRAGMA journal_mode")).containsExactly(mode);
        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("1");
        assertThat(given.database.observe().ledger().version()).contains("002");
        assertThat(given.database.rows("SELECT * FROM _migration_rollback_history")).isEmpty();
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** An application's write transaction, from before the copy until it was waited for. */
    private static FailPoints holdingBeforeTheCopy(Restoring given, CountDownLatch until) {
        AtomicInteger times = new AtomicInteger();
        return name -> {
            if (name.equals(DatabaseFailPoint.RESTORE_BEFORE_COPY.label())
                    && times.getAndIncrement() == 0) {
                CountDownLatch holding = new CountDownLatch(1);
                var thread = Executors.newSingleThreadExecutor();
                thread.submit(
                        () -> {
                            try (Connection writer = given.database.connect();
                                    Statement statement = writer.createStatement()) {
                                statement.execute("BEGIN IMMEDIATE");
                                holding.countDown();
                                until.await(10, TimeUnit.SECONDS);
                                statement.execute("ROLLBACK");
                                return null;
                            }
                        });
                thread.shutdown();
                await(holding);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
