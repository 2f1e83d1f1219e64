package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.LeaseOutcome.Acquired;
import dev.signalbox.database.LeaseOutcome.HeldBy;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.Observation;
import dev.signalbox.database.failpoint.FailPoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KilledProcessTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"delete, kb.db", "wal, kb.db-wal"})
    void killedInTheMiddleNothingIsLeftAndTheNextOneGoesOn(String mode, String growing)
            throws Exception {
        TestDatabase database = new TestDatabase(folder.resolve("kb.db"));
        database.run(
                "PRAGMA journal_mode=" + mode,
                "CREATE TABLE old (id INTEGER PRIMARY KEY, filler)",
                "INSERT INTO old WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 500) SELECT i, 'x' FROM n");
        Process worker = start(database);
        try {
            waitFor(worker, folder.resolve(growing), 1_000_000);

            assertThat(database.tryAcquire("rival", FailPoints.NONE)).isInstanceOf(HeldBy.class);
        } finally {
            worker.destroyForcibly();
            assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }

        Observation seen = database.observe();

        assertThat(seen.schema().table("t")).isEmpty();
        assertThat(seen.ledger().applied()).isEmpty();
        assertThat(seen.ledger().lockHolder()).map(LockHolder::owner).contains("killed");
        assertThat(database.rows("SELECT count(*) FROM old WHERE filler = 'x'"))
                .containsExactly("500");
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
        database.expireLease();
        Acquired takeover = (Acquired) database.tryAcquire("rival", FailPoints.NONE);
        assertThat(takeover.session().epoch()).isEqualTo(2);
        assertThat(takeover.overtook()).isNotNull();
    }

    private static Process start(TestDatabase database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWorker.class.getName(),
                        database.address().file().toString())
                .inheritIO()
                .start();
    }

    private static void waitFor(Process worker, Path file, long bytes) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (file.toFile().length() < bytes) {
            assertThat(worker.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
