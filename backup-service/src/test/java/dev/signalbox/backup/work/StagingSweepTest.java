package dev.signalbox.backup.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backup.BackupFixture;
import dev.signalbox.backup.Requests;
import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.events.BackupEvent.RestoreFailed;
import dev.signalbox.events.BackupEvent.RestoreStaged;
import dev.signalbox.events.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingSweepTest {

    @TempDir Path root;

    @Test
    void killedAnywhereTheCopyIsWholeAndToldOnce() throws Exception {
        var crashes = new ArrayList<String>();
        CountingFailPoints failPoints;
        var n = 0;
        do {
            failPoints = new CountingFailPoints(++n);
            var folder = Files.createDirectory(root.resolve("crash-" + n));
            var run = RunId.next();
            var copy = ask(folder, run);
            try {
                new BackupFixture(folder, failPoints).stager.workOff();
            } catch (SimulatedCrash crash) {
                crashes.add(String.valueOf(crash.getMessage()));
            }

            var second = BackupFixture.restarted(folder);
            second.stager.workOff();

            verify(second, folder.resolve(".kb.db.restore-" + run), copy);
        } while (failPoints.crashed());
        assertThat(crashes)
                .as("boundaries that were crashed at")
                .anyMatch(place -> place.contains("backup.restore.before-copy"))
                .anyMatch(place -> place.contains("backup.restore.after-copy"))
                .anyMatch(place -> place.contains("backup.restore.after-check"))
                .anyMatch(place -> place.contains("backup.restore.before-answer"))
                .anyMatch(place -> place.contains("backup.restore.after-answer"));
    }

    /** A snapshot is there and a run waits for its copy; answers the snapshot's file. */
    private static Path ask(Path folder, RunId run) throws Exception {
        BackupFixture.database(folder, "kb", 200);
        var service = new BackupFixture(folder, FailPoints.NONE);
        service.accept(Requests.take("r-1", "kb"));
        service.worker.workOff();
        var stored = (StoredSnapshot.Whole) service.folders.list().getFirst();
        service.sent();
        service.accept(
                Requests.restoreNeeded(
                        "n-1",
                        run,
                        "kb",
                        stored.manifest().snapshot(),
                        stored.manifest().sha256()));
        return stored.folder().resolve(stored.manifest().file());
    }

    private static void verify(BackupFixture service, Path scratch, Path copy) {
        assertThat(service.sent(RestoreStaged.class))
                .singleElement()
                .satisfies(it -> assertThat(it.file()).isEqualTo(scratch.toString()));
        assertThat(service.sent(RestoreFailed.class)).isEmpty();
        assertThat(service.stagings.countOpen()).isZero();
        assertThat(scratch).hasSameBinaryContentAs(copy);
    }
}
