package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

    @TempDir Path folder;
    private TestDatabase database;
    private Path target;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
        target = folder.resolve("store/kb-1.db");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void snapshotIsTheDatabaseWithoutItsLock(String mode) throws Exception {
        database.run("PRAGMA journal_mode=" + mode);
        LeasedDatabase session = database.acquire("worker-a");
        session.apply(
                migration("001", "CREATE TABLE t (a);\nINSERT INTO t VALUES (1), (2);"),
                ApplyOptions.DEFAULT);

        Snapshot snapshot = take(SnapshotPolicy.DEFAULT);

        assertThat(snapshot.isWhole()).isTrue();
        assertThat(snapshot.rows()).isEqualTo(Map.of("t", 2L));
        assertThat(snapshot.version()).contains("001");
        assertThat(snapshot.epoch()).isEqualTo(1);
        assertThat(snapshot.fingerprint()).isEqualTo(database.observe().schema().fingerprint());
        assertThat(snapshot.bytes()).isEqualTo(Files.size(target));
        assertThat(snapshot.sha256()).isEqualTo(sha256(target));
        TestDatabase copy = new TestDatabase(target);
        assertThat(copy.rows("PRAGMA journal_mode")).containsExactly(mode);
        assertThat(copy.rows("SELECT * FROM _migration_locks")).isEmpty();
        assertThat(copy.acquire("worker-b").epoch()).isEqualTo(2);
        assertThat(session.renew()).as("the source keeps its lease").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void onlyTheSnapshotIsLeftInTheFolder(String mode) {
        database.run("PRAGMA journal_mode=" + mode, "CREATE TABLE t (a)");

        take(SnapshotPolicy.DEFAULT);

        assertThat(filesInStore()).containsExactly("kb-1.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void copyBesideAStormOfWritersIsOfOneMoment(String mode) throws Exception {
        database.run(
                "PRAGMA journal_mode=" + mode,
                "CREATE TABLE a (n)",
                "CREATE TABLE b (n, filler)",
                "INSERT INTO b WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 3000) SELECT 0, zeroblob(3000) FROM n",
                "INSERT INTO a VALUES (0)");
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger commits = new AtomicInteger();
        Future<?> writer =
                threads.submit(
                        () -> {
                            try (Connection connection = database.connect();
                                    Statement statement = connection.createStatement()) {
                                statement.execute("PRAGMA synchronous=OFF");
                                statement.execute("PRAGMA busy_timeout=20000");
                                while (!stop.get()) {
                                    statement.execute("BEGIN IMMEDIATE");
                                    statement.execute("UPDATE a SET n = n + 1");
                                    statement.execute("UPDATE b SET n = n + 1 WHERE rowid = 2999");
                                    statement.execute("COMMIT");
                                    commits.incrementAndGet();
                                }
                            }
                            return null;
                        });
        while (commits.get() < 5) {
            Thread.onSpinWait();
        }

        Snapshot snapshot = take(new SnapshotPolicy(5, 2, Duration.ofSeconds(10)));
        stop.set(true);
        writer.get(20, TimeUnit.SECONDS);

        assertThat(snapshot.isWhole()).isTrue();
        assertThat(
                        new TestDatabase(target)
                                .rows("SELECT (SELECT n FROM a) = (SELECT max(n) FROM b)"))
                .containsExactly("1");
        if (mode.equals("wal")) {
            assertThat(snapshot.restarts()).isZero();
        } else {
            assertThat(snapshot.restarts()).isGreaterThan(2);
        }
    }

    @Test
    void existingFileIsNeverReplaced() throws IOException {
        database.run("CREATE TABLE t (a)");
        Files.createDirectories(target.getParent());
        Files.writeString(target, "precious");

        assertThatThrownBy(() -> take(SnapshotPolicy.DEFAULT))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TARGET_EXISTS));
        assertThat(target).hasContent("precious");
    }

    @Test
    void missingSourceLeavesNothingBehind() {
        assertThatThrownBy(() -> take(SnapshotPolicy.DEFAULT))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_DATABASE));
        assertThat(filesInStore()).isEmpty();
    }

    @Test
    void lockedSourceIsATypedErrorAndLeavesNothingBehind() throws Exception {
        database.run("CREATE TABLE t (a)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            assertThatThrownBy(() -> take(new SnapshotPolicy(10, 1, Duration.ofMillis(50))))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
        }
        assertThat(filesInStore()).isEmpty();
    }

    @Test
    void folderThatIsAFileIsATypedError() throws IOException {
        database.run("CREATE TABLE t (a)");
        Files.writeString(folder.resolve("store"), "a file");

        assertThatThrownBy(() -> take(SnapshotPolicy.DEFAULT))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INPUT_OUTPUT));
    }

    @Test
    void damageIsReportedWithTheSnapshot() throws IOException {
        database.run(
                "CREATE TABLE t (a PRIMARY KEY, filler)",
                "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 500) SELECT i, hex(zeroblob(50)) FROM n",
                "PRAGMA writable_schema=ON");
        byte[] bytes = Files.readAllBytes(database.address().file());
        int lastPage = (bytes.length / 4096 - 1) * 4096;
        for (int i = 8; i < 40; i++) {
            bytes[lastPage + i] ^= 0x5a;
        }
        Files.write(database.address().file(), bytes);

        assertThat(take(SnapshotPolicy.DEFAULT).integrityProblems()).isNotEmpty();
    }

    @Test
    void crashAnywhereLeavesNoSnapshotOrAWholeOne() {
        database.run("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");
        List<String> crashes = new ArrayList<>();
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            Path file = folder.resolve("store/crash-" + n + ".db");
            try {
                new SqliteSnapshot(database.address(), failPoints)
                        .take(file, SnapshotProgress.SILENT, SnapshotPolicy.DEFAULT);
            } catch (SimulatedCrash crash) {
                crashes.add(crash.getMessage());
            }
            if (Files.exists(file)) {
                assertThat(new TestDatabase(file).rows("SELECT a FROM t")).containsExactly("1");
            }
        } while (failPoints.crashed());
        assertThat(crashes).hasSize(3);
        assertThat(filesInStore()).containsExactly("crash-3.db", "crash-4.db");
    }

    @Test
    void leftoverOfAKilledAttemptIsReplaced() throws IOException {
        database.run("CREATE TABLE t (a)");
        Files.createDirectories(target.getParent());
        Files.writeString(target.resolveSibling("kb-1.db.partial"), "half a copy");
        Files.writeString(target.resolveSibling("kb-1.db.partial-journal"), "its journal");

        assertThat(take(SnapshotPolicy.DEFAULT).isWhole()).isTrue();
        assertThat(filesInStore()).containsExactly("kb-1.db");
    }

    private Snapshot take(SnapshotPolicy policy) {
        return new SqliteSnapshot(database.address()).take(target, SnapshotProgress.SILENT, policy);
    }

    private List<String> filesInStore() {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
