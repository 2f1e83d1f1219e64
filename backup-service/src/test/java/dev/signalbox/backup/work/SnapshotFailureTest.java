package dev.signalbox.backup.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.backup.BackupFixture;
import dev.signalbox.backup.Requests;
import dev.signalbox.backup.domain.SnapshotTaker;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.BackupEvent.SnapshotCompleted;
import dev.signalbox.events.BackupEvent.SnapshotFailed;
import dev.signalbox.events.BackupEvent.SnapshotProgressed;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFailureTest {

    @TempDir Path folder;

    @Test
    void missingDatabaseFailsWithARemedy() throws Exception {
        var failed = failure(new BackupFixture(folder, FailPoints.NONE));

        assertThat(failed.code()).isEqualTo("no-such-database");
        assertThat(failed.message()).contains("kb.db");
        assertThat(failed.remedy()).isNotBlank();
    }

    @Test
    void lockedDatabaseFailsWithARemedy() throws Exception {
        BackupFixture.database(folder, "kb", 10);
        try (var connection = BackupFixture.connect(BackupFixture.url(folder, "kb"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=DELETE");
            statement.execute("BEGIN EXCLUSIVE");

            assertThat(failure(new BackupFixture(folder, FailPoints.NONE)).code())
                    .isEqualTo("locked");
        }
    }

    @Test
    void fileThatIsNoDatabaseFailsWithARemedy() throws Exception {
        Files.writeString(folder.resolve("kb.db"), "x".repeat(8192));

        assertThat(failure(new BackupFixture(folder, FailPoints.NONE)).code())
                .isEqualTo("not-a-database");
    }

    @Test
    void snapshotStoreThatCannotBeWrittenIsNamed() throws Exception {
        BackupFixture.database(folder, "kb", 10);
        Files.writeString(folder.resolve("snapshots"), "a file where the store should be");
        var service = new BackupFixture(folder, FailPoints.NONE);
        service.accept(Requests.take("r-1", "kb"));

        service.worker.workOff();

        var finding = service.sent(SnapshotFailed.class).getFirst().finding();
        assertThat(finding.message()).contains(folder.resolve("snapshots").toString());
        assertThat(finding.remedy()).contains("signalbox.backup.snapshots");
    }

    @Test
    void fullDiskLeavesNothing() throws Exception {
        SnapshotTaker onAFullDisk =
                (url, target, progress) -> {
                    write(target, "as far as it went");
                    return new SnapshotTaker.Outcome.NotTaken(
                            Finding.error("disk-full", "kb", "no space", "Free some."));
                };

        var failed = failure(new BackupFixture(folder, FailPoints.NONE, onAFullDisk));

        assertThat(failed.code()).isEqualTo("disk-full");
    }

    @Test
    void bugIsToldInsteadOfRepeatedForEver() throws Exception {
        SnapshotTaker broken =
                (url, target, progress) -> {
                    write(target, "half");
                    throw new IllegalStateException("a bug");
                };

        var failed = failure(new BackupFixture(folder, FailPoints.NONE, broken));

        assertThat(failed.code()).isEqualTo("internal");
        assertThat(failed.message()).contains("a bug");
    }

    @Test
    void runThatWaitsHearsOfADatabaseThatIsNotKnown() {
        var service = new BackupFixture(folder, FailPoints.NONE);
        service.accept(Requests.needed("n-1", "nowhere"));

        service.worker.workOff();

        var failed = service.sent(SnapshotFailed.class).getFirst();
        assertThat(failed.plan()).isEqualTo(Requests.PLAN);
        assertThat(failed.finding().remedy()).contains("kb");
    }

    @Test
    void failedSnapshotDoesNotKeepTheNextFromBeingTaken() {
        BackupFixture.database(folder, "kb", 10);
        var service = new BackupFixture(folder, FailPoints.NONE);
        service.accept(Requests.take("r-1", "lost"), Requests.take("r-2", "kb"));

        service.worker.workOff();

        assertThat(service.sent(SnapshotFailed.class)).hasSize(1);
        assertThat(service.sent(SnapshotCompleted.class)).hasSize(1);
    }

    @Test
    void twoDatabasesAreWorkedOnAtOnceAndOneDatabaseNever() throws Exception {
        var both = new CyclicBarrier(2);
        Set<String> inside = ConcurrentHashMap.newKeySet();
        SnapshotTaker together =
                (url, target, progress) -> {
                    if (!inside.add(url)) {
                        throw new IllegalStateException("Two at once on " + url);
                    }
                    try {
                        both.await(10, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException("Nobody else works", e);
                    } finally {
                        inside.remove(url);
                    }
                    write(target, "copy");
                    return new SnapshotTaker.Outcome.Taken(
                            "sqlite", 4, "00", null, "f", Map.of("entry", 1L));
                };
        var service = new BackupFixture(folder, FailPoints.NONE, together);
        service.accept(
                Requests.take("r-1", "a"),
                Requests.take("r-2", "a"),
                Requests.take("r-3", "b"),
                Requests.take("r-4", "b"));

        try (var workers = Executors.newFixedThreadPool(2)) {
            for (var work :
                    List.of(
                            workers.submit(service.worker::workOff),
                            workers.submit(service.worker::workOff))) {
                work.get(30, TimeUnit.SECONDS);
            }
        }

        assertThat(service.sent(SnapshotCompleted.class))
                .extracting(e -> e.database().value())
                .containsExactlyInAnyOrder("a", "a", "b", "b");
    }

    @Test
    void progressIsToldAndShownWhileItLasts() {
        var service = new BackupFixture[1];
        var seen = new StringBuilder();
        SnapshotTaker slow =
                (url, target, progress) -> {
                    progress.at(25, 100);
                    var snapshot = service[0].jobs.open().getFirst().job().header().snapshot();
                    seen.append(service[0].running.of(snapshot).orElseThrow());
                    write(target, "copy");
                    return new SnapshotTaker.Outcome.Taken("sqlite", 4, "00", null, "f", Map.of());
                };
        service[0] = new BackupFixture(folder, FailPoints.NONE, slow);
        service[0].accept(Requests.take("r-1", "kb"));

        service[0].worker.workOff();

        assertThat(seen.toString()).contains("done=25").contains("total=100");
        var tick = service[0].sent(SnapshotProgressed.class).getFirst();
        assertThat(tick.done()).isEqualTo(25);
        assertThat(tick.total()).isEqualTo(100);
        assertThat(service[0].running.of(tick.snapshot())).isEmpty();
    }

    private Finding failure(BackupFixture service) throws IOException {
        service.accept(Requests.take("r-1", "kb"));

        service.worker.workOff();

        assertThat(service.folders.list()).isEmpty();
        try (var left = Files.walk(folder.resolve("snapshots"))) {
            assertThat(left.filter(Files::isRegularFile)).as("left behind").isEmpty();
        }
        assertThat(service.jobs.countOpen()).isZero();
        var request = service.requests.find(new EventId("r-1"), Requests.OPERATOR).orElseThrow();
        assertThat(request.state()).isEqualTo("FAILED");
        var finding = service.sent(SnapshotFailed.class).getFirst().finding();
        assertThat(request.findings()).containsExactly(finding);
        return finding;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
