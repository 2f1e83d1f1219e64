package dev.signalbox.backup.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backup.BackupFixture;
import dev.signalbox.backup.Requests;
import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.events.BackupEvent.SnapshotCompleted;
import dev.signalbox.events.BackupEvent.SnapshotFailed;
import dev.signalbox.events.BackupEvent.SnapshotStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotSweepTest {

    @TempDir Path root;

    @Test
    void killedAnywhereEachSnapshotIsThereOnceAndToldOnce() throws Exception {
        var crashes = new ArrayList<String>();
        CountingFailPoints failPoints;
        var n = 0;
        do {
            failPoints = new CountingFailPoints(++n);
            var folder = Files.createDirectory(root.resolve("crash-" + n));
            BackupFixture.database(folder, "kb", 500);
            var first = new BackupFixture(folder, failPoints);
            first.accept(Requests.take("r-1", "kb"), Requests.needed("n-1", "kb"));
            try {
                first.worker.workOff();
            } catch (SimulatedCrash crash) {
                crashes.add(String.valueOf(crash.getMessage()));
            }

            var second = BackupFixture.restarted(folder);
            second.worker.workOff();

            verify(folder, second);
        } while (failPoints.crashed());
        assertThat(crashes)
                .as("boundaries that were crashed at")
                .hasSizeGreaterThan(15)
                .anyMatch(place -> place.contains("backup.after-publish"))
                .anyMatch(place -> place.contains("database.snapshot.after-copy"));
    }

    private static void verify(Path folder, BackupFixture service) throws Exception {
        var stored = service.folders.list();
        assertThat(stored).hasSize(2).allMatch(StoredSnapshot.Whole.class::isInstance);
        assertThat(service.jobs.countOpen()).isZero();
        assertThat(filesBelow(folder.resolve("snapshots")))
                .noneMatch(file -> file.contains("partial"))
                .hasSize(4);

        assertThat(service.sent(SnapshotStarted.class)).hasSize(2);
        assertThat(service.sent(SnapshotFailed.class)).isEmpty();
        var told = service.sent(SnapshotCompleted.class);
        assertThat(told)
                .extracting(SnapshotCompleted::manifest)
                .containsExactlyInAnyOrderElementsOf(
                        stored.stream().map(s -> ((StoredSnapshot.Whole) s).manifest()).toList());
        for (var snapshot : stored) {
            var copy = snapshot.folder().resolve("data.db");
            try (var connection = BackupFixture.connect("jdbc:sqlite:" + copy);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM entry")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(500);
            }
        }
    }

    @Test
    void finishedSnapshotIsAdoptedAndNotTakenAgain() throws Exception {
        BackupFixture.database(root, "kb", 10);
        FailPoints atTheEnd =
                name -> {
                    if (name.equals("backup.before-end")) {
                        throw new SimulatedCrash(name, 1);
                    }
                };
        var first = new BackupFixture(root, atTheEnd);
        first.accept(Requests.take("r-1", "kb"));
        try {
            first.worker.workOff();
        } catch (SimulatedCrash crash) {
            assertThat(crash).hasMessageContaining("backup.before-end");
        }
        Files.delete(root.resolve("kb.db"));

        var second = BackupFixture.restarted(root);
        second.worker.workOff();

        assertThat(second.sent(SnapshotCompleted.class)).hasSize(1);
    }

    private static List<String> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
