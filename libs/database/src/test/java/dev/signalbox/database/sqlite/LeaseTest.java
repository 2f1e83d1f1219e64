package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static dev.signalbox.database.sqlite.TestDatabase.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.Overtaken.Cause;
import dev.signalbox.database.BackupRecord;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseOutcome.Acquired;
import dev.signalbox.database.LeaseOutcome.HeldBy;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {

    @TempDir Path folder;
    private TestDatabase database;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void secondWorkerIsToldWhoHoldsTheLock() {
        database.acquire("worker-a");

        LeaseOutcome outcome = database.tryAcquire("worker-b", FailPoints.NONE);

        assertThat(outcome).isInstanceOf(HeldBy.class);
        HeldBy held = (HeldBy) outcome;
        LockHolder holder = held.holder().orElseThrow();
        assertThat(holder.owner()).isEqualTo("worker-a");
        assertThat(holder.pid()).isEqualTo(4711);
        assertThat(holder.run()).isEqualTo("run-1");
        assertThat(holder.expiresAt()).isAfter(Instant.now().plusSeconds(30));
        assertThat(held.message()).contains("worker-a").contains("4711 on host-a");
        assertThat(database.observe().ledger().lockHolder()).contains(holder);
    }

    @Test
    void releasedLockIsFreeAtOnceAndKeepsTheFence() {
        LeasedDatabase first = database.acquire("worker-a");
        first.release();

        LeaseOutcome second = database.tryAcquire("worker-b", FailPoints.NONE);

        assertThat(second).isInstanceOf(Acquired.class);
        assertThat(((Acquired) second).overtook()).isNull();
        assertThat(((Acquired) second).session().epoch()).isEqualTo(first.epoch() + 1);
        assertThat(
                        database.rows(
                                "SELECT owner FROM _migration_locks"
                                        + " WHERE expires_at > CURRENT_TIMESTAMP"))
                .containsExactly("worker-b");
    }

    @Test
    void releasedLockIsNotListedAsHeld() {
        database.acquire("worker-a").release();

        assertThat(
                        database.rows(
                                "SELECT * FROM _migration_locks"
                                        + " WHERE expires_at > CURRENT_TIMESTAMP"))
                .isEmpty();
        assertThat(database.observe().ledger().lockHolder()).isEmpty();
    }

    @Test
    void ownerTakesItsOwnLockBackAfterARestart() {
        LeasedDatabase before = database.acquire("worker-a");

        LeasedDatabase after = database.acquire("worker-a");

        assertThat(after.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(before.renew()).map(Overtaken::cause).contains(Cause.FENCE_RAISED);
        assertThat(after.renew()).isEmpty();
    }

    @Test
    void holderThatWasOvertakenBetweenTransactionsCannotWrite() {
        LeasedDatabase stalled = database.acquire("worker-a");
        database.expireLease();
        LeaseOutcome takeover = database.tryAcquire("worker-b", FailPoints.NONE);
        LeasedDatabase successor = ((Acquired) takeover).session();

        ApplyOutcome late =
                stalled.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT);

        LockHolder overtook = ((Acquired) takeover).overtook();
        assertThat(overtook).isNotNull().extracting(LockHolder::owner).isEqualTo("worker-a");
        assertThat(late)
                .isEqualTo(new Overtaken(stalled.epoch(), successor.epoch(), Cause.FENCE_RAISED));
        assertThat(stalled.renew()).isPresent();
        stalled.release();
        assertThat(successor.renew()).as("a late release frees nobody else's lock").isEmpty();
        assertThat(database.observe().schema().tables()).isEmpty();
        assertThat(database.rows("SELECT * FROM _migration_history")).isEmpty();
    }

    @Test
    void holderWhoseLeaseRanOutAsksAgainBeforeItWrites() {
        LeasedDatabase session = database.acquire("worker-a");
        database.expireLease();

        assertThat(session.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        Overtaken.class,
                        it -> assertThat(it.cause()).isEqualTo(Cause.LEASE_EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void holderStalledInsideATransactionCannotBeOvertakenAndItsCommitCounts(String mode)
            throws Exception {
        database.run("PRAGMA journal_mode=" + mode, "CREATE TABLE before_all (a)");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LeasedDatabase stalling =
                database.acquire(
                        "worker-a", stallAt(DatabaseFailPoint.APPLY_AFTER_STATEMENT, inside, goOn));
        Future<ApplyOutcome> running =
                threads.submit(
                        () ->
                                stalling.apply(
                                        migration("001", "CREATE TABLE t (a);"),
                                        ApplyOptions.DEFAULT));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

        LeaseOutcome rival = database.tryAcquire("worker-b", FailPoints.NONE);
        goOn.countDown();
        ApplyOutcome outcome = running.get(10, TimeUnit.SECONDS);

        assertThat(rival).isInstanceOf(HeldBy.class);
        assertThat(((HeldBy) rival).holder()).map(LockHolder::owner).contains("worker-a");
        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.observe().schema().table("t")).isPresent();
    }

    @Test
    void stalledCommitIsFollowedByAFullLease() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        LeaseRequest brief = withLease(request("worker-a"), Duration.ofMillis(300));
        LeasedDatabase stalling =
                ((Acquired)
                                new SqliteDatabase(
                                                database.address(),
                                                stallAt(
                                                        DatabaseFailPoint.APPLY_AFTER_STATEMENT,
                                                        inside,
                                                        goOn))
                                        .acquire(brief))
                        .session();
        Future<ApplyOutcome> running =
                threads.submit(
                        () ->
                                stalling.apply(
                                        migration("001", "CREATE TABLE t (a);"),
                                        ApplyOptions.DEFAULT));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        waitUntil("SELECT max(expires_at) < strftime('%Y-%m-%d %H:%M:%f') FROM _migration_locks");
        goOn.countDown();

        assertThat(running.get(10, TimeUnit.SECONDS)).isInstanceOf(Applied.class);
        assertThat(stalling.renew()).isEmpty();
    }

    @Test
    void deletingTheLockRowLetsNoSecondWriterIn() {
        LeasedDatabase first = database.acquire("worker-a");
        database.run("DELETE FROM _migration_locks WHERE lock_name = 'migration_lock'");
        LeasedDatabase second = database.acquire("worker-b");

        ApplyOutcome outcome =
                first.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(Overtaken.class);
        assertThat(second.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT))
                .isInstanceOf(Applied.class);
    }

    @Test
    void deletingTheLockRowEndsTheLease() {
        LeasedDatabase session = database.acquire("worker-a");
        database.run("DELETE FROM _migration_locks");

        assertThat(session.renew()).map(Overtaken::cause).contains(Cause.LOCK_MISSING);
    }

    @Test
    void deletingTheFenceRowLetsNobodyInWithoutANewLease() {
        LeasedDatabase session = database.acquire("worker-a");
        database.run("DELETE FROM _migration_fence");

        ApplyOutcome outcome =
                session.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT);

        assertThat(outcome).isEqualTo(new Overtaken(session.epoch(), -1, Cause.FENCE_MISSING));
        assertThat(database.tryAcquire("worker-b", FailPoints.NONE)).isInstanceOf(HeldBy.class);
        assertThat(database.acquire("worker-a").epoch()).isGreaterThan(session.epoch());
    }

    @Test
    void deletingBothRowsMakesTheSameEpochAgainButNotTheSameLease() {
        LeasedDatabase first = database.acquire("worker-a");
        database.run("DELETE FROM _migration_locks", "DELETE FROM _migration_fence");
        LeasedDatabase second = database.acquire("worker-b");

        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(first.renew()).map(Overtaken::cause).contains(Cause.FENCE_RAISED);
        assertThat(second.renew()).isEmpty();
    }

    @Test
    void restoredOldFileLetsNoOldWorkerIn() throws Exception {
        LeasedDatabase old = database.acquire("worker-a");
        Path copy = folder.resolve("copy.db");
        Files.copy(database.address().file(), copy);
        database.expireLease();
        long newest = database.acquire("worker-b").epoch();
        Files.copy(
                copy, database.address().file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        database.expireLease();

        assertThat(old.renew()).map(Overtaken::cause).contains(Cause.LEASE_EXPIRED);
        LeaseOutcome again =
                new SqliteDatabase(database.address())
                        .acquire(withStoreEpoch(request("worker-b"), newest));

        assertThat(((Acquired) again).session().epoch()).isEqualTo(newest + 1);
        assertThat(old.renew()).map(Overtaken::cause).contains(Cause.FENCE_RAISED);
    }

    @Test
    void epochIsAboveTheHistoryEvenWithoutAFence() {
        LeasedDatabase session = database.acquire("worker-a");
        session.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT);
        database.run(
                "UPDATE _migration_history SET epoch = 41",
                "DELETE FROM _migration_fence",
                "DELETE FROM _migration_locks");

        assertThat(database.acquire("worker-b").epoch()).isEqualTo(42);
    }

    @Test
    void waiterIsToldWhoHoldsItAndGetsItAfterTheRelease() throws Exception {
        LeasedDatabase first = database.acquire("worker-a");
        List<Optional<LockHolder>> seen = new CopyOnWriteArrayList<>();
        CountDownLatch waiting = new CountDownLatch(2);
        WaitPolicy patient =
                new WaitPolicy(
                        Duration.ofSeconds(20),
                        Duration.ofMillis(10),
                        (holder, waited) -> {
                            seen.add(holder);
                            waiting.countDown();
                        });
        Future<LeaseOutcome> second =
                threads.submit(
                        () ->
                                new SqliteDatabase(database.address())
                                        .acquire(withPatience(request("worker-b"), patient)));
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        first.release();

        assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Acquired.class);
        assertThat(seen.getFirst()).map(LockHolder::owner).contains("worker-a");
    }

    @Test
    void ofManyThatAskAtOnceOneGetsIt() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<LeaseOutcome>> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 8; i++) {
            String owner = "worker-" + i;
            answers.add(
                    threads.submit(
                            () -> {
                                start.await();
                                return new SqliteDatabase(database.address())
                                        .acquire(
                                                withPatience(
                                                        request(owner),
                                                        WaitPolicy.atMost(Duration.ofMillis(300))));
                            }));
        }
        start.countDown();

        int acquired = 0;
        for (Future<LeaseOutcome> answer : answers) {
            if (answer.get(20, TimeUnit.SECONDS) instanceof Acquired) {
                acquired++;
            }
        }
        assertThat(acquired).isEqualTo(1);
        assertThat(database.rows("SELECT epoch FROM _migration_fence")).containsExactly("1");
    }

    @Test
    void recordedBackupIsUpdatedUnderItsId() {
        LeasedDatabase session = database.acquire("worker-a");
        Instant at = Instant.parse("2026-07-01T10:00:00Z");
        session.record(new BackupRecord("b-1", "started", null, 0, null, "plan-1", at));

        session.record(new BackupRecord("b-1", "completed", "store/b-1", 4096, "aa", "plan-1", at));

        assertThat(
                        database.rows(
                                "SELECT backup_id, status, location, size_bytes, checksum,"
                                        + " created_at FROM _backup_history"))
                .containsExactly("b-1|completed|store/b-1|4096|aa|2026-07-01 10:00:00.000");
    }

    private void waitUntil(String query) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!database.rows(query).equals(List.of("1"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static FailPoints stallAt(
            DatabaseFailPoint point, CountDownLatch reached, CountDownLatch goOn) {
        return name -> {
            if (name.equals(point.label())) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static LeaseRequest withLease(LeaseRequest it, Duration lease) {
        return new LeaseRequest(
                it.owner(),
                it.host(),
                it.pid(),
                it.run(),
                it.storeEpoch(),
                lease,
                it.patience(),
                true,
                false);
    }

    private static LeaseRequest withStoreEpoch(LeaseRequest it, long epoch) {
        return new LeaseRequest(
                it.owner(),
                it.host(),
                it.pid(),
                it.run(),
                epoch,
                it.lease(),
                it.patience(),
                true,
                false);
    }

    private static LeaseRequest withPatience(LeaseRequest it, WaitPolicy patience) {
        return new LeaseRequest(
                it.owner(),
                it.host(),
                it.pid(),
                it.run(),
                it.storeEpoch(),
                it.lease(),
                patience,
                true,
                false);
    }

    @Test
    void letGoLeavesNoConnectionAndTheLeaseAsItIs() {
        database.run("PRAGMA journal_mode=WAL");
        LeasedDatabase session = database.acquire("worker");
        session.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT);
        Path log = folder.resolve("kb.db-wal");
        assertThat(log).exists();

        session.letGo();

        // SQLite removes it with the last connection.
        assertThat(log).doesNotExist();
        assertThat(database.tryAcquire("rival", FailPoints.NONE)).isInstanceOf(HeldBy.class);
    }
}
