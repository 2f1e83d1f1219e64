package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.database.sqlite.SnapshotPolicy;
import dev.signalbox.database.sqlite.SqliteSnapshot;
import dev.signalbox.events.BackupEvent.RestoreStaged;
import dev.signalbox.events.BackupEvent.SnapshotCompleted;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.RestoreNeeded;
import dev.signalbox.events.ExecutionEvent.RollbackCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.RunId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no DOWN section is undone by the run's own snapshot, where nobody else writes. */
class SnapshotRollbackTest {

    private static final DatabaseId KB = new DatabaseId("kb");

    @TempDir Path folder;

    private static void fill(TestExecutor executor) {
        executor.sql(
                "kb",
                "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT)",
                "INSERT INTO article (title) VALUES ('one'), ('two'), ('three')");
    }

    private static TestPlan migrating(String trigger) {
        var plan =
                new TestPlan("kb")
                        .rollingBack()
                        .whileNobodyWrites()
                        .snapshot()
                        .script(
                                "001_cut",
                                "DELETE FROM article WHERE id > 1;\nCREATE TABLE extra (x);");
        return switch (trigger) {
            case "step" -> plan.script("002_broken", "INSERT INTO nowhere VALUES (1);");
            case "check" -> plan.check("checks/extra.sql", "SELECT id FROM article;", false);
            case "health" -> plan.health("false");
            default -> throw new IllegalArgumentException(trigger);
        };
    }

    /** The backup service's part, on real copies; it answers each question once. */
    private static final class Backup {

        private final Path folder;
        private final PlanDocument plan;
        private int snapshots;
        private int copies;

        Backup(Path folder, PlanDocument plan) {
            this.folder = folder;
            this.plan = plan;
        }

        /** Returns false when nothing was asked. */
        boolean answer(TestExecutor executor) throws IOException {
            var store = folder.resolve("snapshot.db");
            if (executor.told(SnapshotNeeded.class).size() > snapshots) {
                snapshots++;
                executor.receive(taken(executor, store, plan));
                return true;
            }
            var needed = executor.told(RestoreNeeded.class);
            if (needed.size() == copies) {
                return false;
            }
            copies = needed.size();
            var copy = copy(folder, needed.getLast().run());
            Files.copy(store, copy, StandardCopyOption.REPLACE_EXISTING);
            executor.receive(
                    new RestoreStaged(
                            KB,
                            plan.plan(),
                            needed.getLast().snapshot(),
                            copy.toString(),
                            plan.start().fingerprint(),
                            null,
                            Map.of()));
            return true;
        }
    }

    private static Path copy(Path folder, RunId run) {
        return folder.resolve(".kb.db.restore-" + run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "check", "health"})
    void whateverFailsTheDatabaseIsWhatItWas(String trigger) throws IOException {
        try (var executor = new TestExecutor(folder)) {
            fill(executor);
            var plan = migrating(trigger).made(executor);
            var before = content(executor);
            var backup = new Backup(folder, plan);
            executor.release(plan).work();

            while (backup.answer(executor)) {
                executor.work();
            }

            assertThat(executor.state(plan)).isEqualTo("ROLLED_BACK");
            assertRestored(executor, before);
            var failed = executor.told(RunFailed.class).getFirst();
            assertThat(failed.how()).isEqualTo(RollbackWay.SNAPSHOT);
            assertThat(failed.rolledBack()).isTrue();
            assertThat(executor.told(RollbackCompleted.class).getFirst().proof()).isNotEmpty();
        }
    }

    private void assertRestored(TestExecutor executor, List<String> before) {
        assertThat(content(executor)).isEqualTo(before);
        assertThat(
                        executor.rows(
                                "kb",
                                "SELECT migration_id FROM _migration_history WHERE status = 'completed'"))
                .isEmpty();
        assertThat(executor.told(RunFailed.class)).hasSize(1);
    }

    @Test
    void aCopyThatIsNotNeededAnyMoreIsGone() throws IOException {
        try (var executor = new TestExecutor(folder)) {
            fill(executor);
            var plan = migrating("health").made(executor);
            var backup = new Backup(folder, plan);
            executor.release(plan).work();

            while (backup.answer(executor)) {
                executor.work();
            }

            try (var files = Files.list(folder)) {
                assertThat(files).noneMatch(file -> file.toString().contains(".restore-"));
            }
        }
    }

    @Test
    void whereApplicationsMayWriteAPersonDecides() throws IOException {
        try (var executor = new TestExecutor(folder)) {
            fill(executor);
            var plan =
                    new TestPlan("kb")
                            .rollingBack()
                            .snapshot()
                            .script("001_cut", "DELETE FROM article WHERE id > 1;")
                            .health("false")
                            .made(executor);
            var backup = new Backup(folder, plan);
            executor.release(plan).work();

            while (backup.answer(executor)) {
                executor.work();
            }

            assertThat(executor.state(plan)).isEqualTo("NEEDS_OPERATOR");
            assertThat(executor.told(RunFailed.class).getFirst().state()).contains("writesStopped");
            assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("1");
        }
    }

    /** Killed at each boundary in turn, and started again. */
    @Test
    void aKillAnywhereLeavesTheSameEnd() throws Exception {
        var at = 1;
        while (isCrashedAndRolledBackAllTheSame(
                Files.createDirectory(folder.resolve("n" + at)), at)) {
            at++;
        }
        assertThat(at).isGreaterThan(20);
    }

    private boolean isCrashedAndRolledBackAllTheSame(Path here, int at) throws Exception {
        var points = new CountingFailPoints(at);
        PlanDocument plan;
        Backup backup;
        List<String> before;
        try (var executor = new TestExecutor(here)) {
            fill(executor);
            plan = migrating("health").made(executor);
            before = content(executor);
            backup = new Backup(here, plan);
            executor.release(plan);
            try {
                do {
                    executor.worker(executor.identity(), points, () -> false).workOff();
                } while (backup.answer(executor));
            } catch (SimulatedCrash e) {
                assertThat(points.crashed()).isTrue();
            }
        }
        try (var again = new TestExecutor(here)) {
            do {
                again.work();
            } while (backup.answer(again));
            assertThat(again.state(plan)).as("killed at boundary %d", at).isEqualTo("ROLLED_BACK");
            assertRestored(again, before);
        }
        return points.crashed();
    }

    private static SnapshotCompleted taken(TestExecutor executor, Path store, PlanDocument plan) {
        var taken =
                new SqliteSnapshot(executor.address("kb"))
                        .take(store, (done, of) -> {}, SnapshotPolicy.DEFAULT);
        var id = SnapshotId.next();
        return new SnapshotCompleted(
                id,
                KB,
                plan.plan(),
                new Manifest(
                        id,
                        KB,
                        plan.plan(),
                        "sqlite",
                        store.toString(),
                        4096,
                        "00",
                        null,
                        taken.fingerprint().toString(),
                        Map.of(),
                        Instant.EPOCH,
                        Duration.ofMillis(7),
                        null));
    }

    /** The user's own tables, and what is in them. */
    private static List<String> content(TestExecutor executor) {
        var content =
                new ArrayList<>(
                        executor.rows(
                                "kb",
                                "SELECT sql FROM sqlite_master WHERE name NOT GLOB '[_]*' AND sql IS NOT"
                                        + " NULL AND type <> 'view' AND name NOT GLOB 'sqlite_*' ORDER BY name"));
        content.addAll(executor.rows("kb", "SELECT id || ' ' || title FROM article ORDER BY id"));
        return content;
    }

    @Test
    void aForgedAnswerThatNamesAnotherFileIsNotFollowed() throws IOException {
        var precious = Files.writeString(folder.resolve("precious.db"), "mine");
        try (var executor = new TestExecutor(folder)) {
            executor.sql("kb", "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT)");
            var plan =
                    new TestPlan("kb")
                            .snapshot()
                            .script("001_views", "ALTER TABLE article ADD COLUMN views INTEGER;")
                            .script("002_broken", "INSERT INTO nowhere VALUES (1);")
                            .rollingBack()
                            .whileNobodyWrites()
                            .made(executor);
            executor.release(plan).work();
            executor.receive(taken(executor, folder.resolve("snapshot.db"), plan)).work();

            executor.receive(
                            new RestoreStaged(
                                    KB,
                                    plan.plan(),
                                    null,
                                    precious.toString(),
                                    plan.start().fingerprint(),
                                    null,
                                    Map.of()))
                    .work();

            assertThat(executor.state(plan)).isEqualTo("NEEDS_OPERATOR");
            assertThat(precious).hasContent("mine");
        }
    }
}
