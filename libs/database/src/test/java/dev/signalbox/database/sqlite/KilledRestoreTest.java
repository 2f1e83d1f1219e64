package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.RestoreOutcome;
import dev.signalbox.database.RestoreOutcome.Restored;
import dev.signalbox.database.RestoreOutcome.RestoredBefore;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KilledRestoreTest {

    private static final int ROWS = 150_000;

    /** Twelve megabytes, and so more than the cache: the database's own file is written to. */
    private static final int STEPS = 400;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"delete, kb.db-journal", "wal, kb.db-wal"})
    void killedInTheMiddleTheOldDatabaseIsThereAndTheNextAttemptRestoresIt(
            String mode, String journal) throws Exception {
        Restoring given = Restoring.prepared(folder, mode, ROWS);
        long before = folder.resolve("kb.db").toFile().length();

        killAt(given, DatabaseFailPoint.RESTORE_AFTER_STEP, STEPS);

        assertThat(folder.resolve(journal).toFile().length()).isGreaterThan(500_000);
        assertThat(given.database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("1");
        assertThat(given.database.observe().ledger().version()).contains("002");
        assertThat(given.database.observe().drift()).isEmpty();
        assertThat(folder.resolve("kb.db").toFile().length()).isEqualTo(before);
        assertThat(again(given)).isInstanceOf(Restored.class);
        mustBeTheSnapshot(given);
    }

    @ParameterizedTest
    @CsvSource({"delete", "wal"})
    void killedAfterTheCommitTheNextAttemptFindsItDone(String mode) throws Exception {
        Restoring given = Restoring.prepared(folder, mode, 100);

        killAt(given, DatabaseFailPoint.RESTORE_AFTER_COMMIT, 1);

        assertThat(given.database.rows("SELECT count(*) FROM entry")).containsExactly("100");
        assertThat(again(given)).isInstanceOf(RestoredBefore.class);
    }

    private static RestoreOutcome again(Restoring given) {
        return given.database.acquire("worker").restore(given.request());
    }

    private static void mustBeTheSnapshot(Restoring given) {
        assertThat(given.database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(given.database.rows("SELECT count(*) FROM entry"))
                .containsExactly(String.valueOf(ROWS));
        assertThat(given.database.observe().schema().fingerprint()).isEqualTo(given.fingerprint);
    }

    private void killAt(Restoring given, DatabaseFailPoint point, int times) throws Exception {
        Path marker = folder.resolve("reached");
        Process worker = start(given, given.request(), point, times, marker);
        try {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!Files.exists(marker)) {
                assertThat(worker.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        } finally {
            worker.destroyForcibly();
            assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Process start(
            Restoring given,
            RestoreRequest request,
            DatabaseFailPoint point,
            int times,
            Path marker)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoringWorker.class.getName(),
                        given.database.address().file().toString(),
                        request.copy().toString(),
                        given.fingerprint.value(),
                        point.label(),
                        String.valueOf(times),
                        marker.toString())
                .inheritIO()
                .start();
    }
}
