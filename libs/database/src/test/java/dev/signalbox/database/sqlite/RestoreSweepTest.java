package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RestoreOutcome;
import dev.signalbox.database.RestoreOutcome.Restored;
import dev.signalbox.database.RestoreOutcome.RestoredBefore;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreSweepTest {

    private static final int ROWS = 300;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void crashedAnywhereTheDatabaseIsTheOldOneOrTheSnapshotAndTheNextAttemptSucceeds(String mode)
            throws IOException {
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            Restoring given =
                    Restoring.prepared(Files.createDirectory(folder.resolve(mode + n)), mode, ROWS);
            try {
                restore(given, failPoints);
            } catch (SimulatedCrash crash) {
                boolean done = mustBeOneOfTheTwo(given);
                assertThat(restore(given, FailPoints.NONE))
                        .isInstanceOf(done ? RestoredBefore.class : Restored.class);
            }
            mustBeTheSnapshot(given, mode);
        } while (failPoints.crashed());

        assertThat(n).isGreaterThan(20);
    }

    @Test
    void sweepPassesEveryBoundaryOfARestore() {
        Set<String> passed = new HashSet<>();

        restore(Restoring.prepared(folder, "wal", ROWS), passed::add);

        for (DatabaseFailPoint point : DatabaseFailPoint.values()) {
            if (point.name().startsWith("RESTORE")) {
                assertThat(passed).contains(point.label());
            }
        }
    }

    private static RestoreOutcome restore(Restoring given, FailPoints failPoints) {
        LeasedDatabase session = given.database.acquire("worker", failPoints);
        RestoreOutcome outcome = session.restore(given.request());
        session.release();
        return outcome;
    }

    /** Answers whether it is the snapshot. */
    private static boolean mustBeOneOfTheTwo(Restoring given) {
        assertThat(given.database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(given.database.observe().drift()).isEmpty();
        boolean done = given.database.observe().ledger().version().equals(Optional.of("001"));
        assertThat(given.database.rows("SELECT count(*) FROM entry"))
                .isEqualTo(List.of(done ? String.valueOf(ROWS) : "1"));
        return done;
    }

    private static void mustBeTheSnapshot(Restoring given, String mode) {
        assertThat(mustBeOneOfTheTwo(given)).isTrue();
        assertThat(given.database.rows("PRAGMA journal_mode")).containsExactly(mode);
        assertThat(given.database.rows("SELECT how, status FROM _migration_rollback_history"))
                .containsExactly("restore|completed");
        assertThat(given.database.observe().schema().fingerprint()).isEqualTo(given.fingerprint);
    }
}
