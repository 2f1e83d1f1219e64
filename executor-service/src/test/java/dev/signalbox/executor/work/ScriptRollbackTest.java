package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.HookCompleted;
import dev.signalbox.events.ExecutionEvent.MigrationReverted;
import dev.signalbox.events.ExecutionEvent.RollbackCompleted;
import dev.signalbox.events.ExecutionEvent.RollbackStarted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.RetryRun;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has applied is undone by its DOWN sections, the last first. */
class ScriptRollbackTest {

    private static final DatabaseId KB = new DatabaseId("kb");

    @TempDir Path folder;

    private static TestExecutor filled(Path folder) {
        return new TestExecutor(folder)
                .sql(
                        "kb",
                        "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT)",
                        "CREATE TABLE once (n INTEGER UNIQUE)",
                        "INSERT INTO article (title) VALUES ('one'), ('two'), ('three')");
    }

    private static TestPlan reversible() {
        return new TestPlan("kb")
                .rollingBack()
                .script(
                        "001_mark",
                        "CREATE TABLE extra (x);\nUPDATE article SET title = title || '!';",
                        "UPDATE article SET title = rtrim(title, '!');\nDROP TABLE extra;")
                .script(
                        "002_views",
                        "ALTER TABLE article ADD COLUMN views INTEGER;",
                        "ALTER TABLE article DROP COLUMN views;");
    }

    private static TestPlan failing(TestPlan plan, String trigger) {
        return switch (trigger) {
            case "step" -> plan.script("003_broken", "INSERT INTO nowhere VALUES (1);");
            case "check" -> plan.check("checks/any.sql", "SELECT id FROM article;", false);
            case "health" -> plan.health("false");
            default -> throw new IllegalArgumentException(trigger);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"step", "check", "health"})
    void whateverFailsTheDatabaseIsWhatItWas(String trigger) {
        try (var executor = filled(folder)) {
            var before = content(executor);
            var plan = failing(reversible(), trigger).made(executor);

            executor.release(plan).work();

            assertThat(executor.state(plan)).isEqualTo("ROLLED_BACK");
            assertRolledBack(executor, before);
            assertThat(executor.told(RollbackStarted.class).getFirst().migrations())
                    .containsExactly("002_views", "001_mark");
            assertThat(executor.told(RollbackCompleted.class).getFirst().proof())
                    .contains("The schema is what it was before the run.");
        }
    }

    private static void assertRolledBack(TestExecutor executor, List<String> before) {
        assertThat(content(executor)).isEqualTo(before);
        try (var reader = executor.database("kb").openReader()) {
            assertThat(reader.observe().ledger().applied()).isEmpty();
        }
        assertThat(executor.told(MigrationReverted.class))
                .extracting(MigrationReverted::migration)
                .containsExactly("002_views", "001_mark");
        assertThat(executor.told(RunFailed.class)).hasSize(1);
        var failed = executor.told(RunFailed.class).getFirst();
        assertThat(failed.how()).isEqualTo(RollbackWay.DOWN_SCRIPTS);
        assertThat(failed.rolledBack()).isTrue();
    }

    @Test
    void whereOnlyTheFailingStepHadBegunItsTransactionIsTheWay() {
        try (var executor = filled(folder)) {
            var before = content(executor);
            var plan =
                    new TestPlan("kb")
                            .rollingBack()
                            .script(
                                    "001_broken",
                                    "DELETE FROM article;\nINSERT INTO nowhere VALUES (1);",
                                    "SELECT 1;")
                            .made(executor);

            executor.release(plan).work();

            assertThat(executor.state(plan)).isEqualTo("FAILED");
            assertThat(content(executor)).isEqualTo(before);
            var failed = executor.told(RunFailed.class).getFirst();
            assertThat(failed.how()).isEqualTo(RollbackWay.TRANSACTION);
            assertThat(failed.rolledBack()).isFalse();
        }
    }

    @Test
    void reactionsRunAroundTheRollbackOnceEach() {
        try (var executor = filled(folder)) {
            var plan =
                    failing(reversible(), "health")
                            .reaction("on-failure", "hooks/on-failure.sh", "#!/bin/sh\nexit 0")
                            .reaction("before-rollback", "hooks/before-rollback.sh", "#!/bin/sh\n")
                            .reaction("after-rollback", "hooks/after-rollback.sh", "#!/bin/sh\n")
                            .made(executor);

            executor.release(plan).work();

            assertThat(executor.state(plan)).isEqualTo("ROLLED_BACK");
            assertThat(executor.told(HookCompleted.class))
                    .extracting(HookCompleted::event)
                    .containsExactly("on-failure", "before-rollback", "after-rollback");
        }
    }

    private static TestPlan hardToUndo() {
        return new TestPlan("kb")
                .rollingBack()
                .script(
                        "001_hard",
                        "CREATE TABLE extra (x);\nINSERT INTO once VALUES (1);",
                        "INSERT INTO once VALUES (1);\nDELETE FROM once;\nDROP TABLE extra;")
                .health("false");
    }

    @Test
    void aDownSectionThatFailsNeedsAPersonWhoMayHaveItGoOn() {
        try (var executor = filled(folder)) {
            var before = content(executor);
            var plan = hardToUndo().made(executor);
            executor.release(plan).work();
            assertThat(executor.state(plan)).isEqualTo("NEEDS_OPERATOR");
            assertThat(executor.told(RunFailed.class).getFirst().state()).contains("001_hard");
            executor.sql("kb", "DELETE FROM once");

            executor.receive(new RetryRun(KB, plan.plan(), "mended")).work();

            assertThat(executor.state(plan)).isEqualTo("ROLLED_BACK");
            assertThat(content(executor)).isEqualTo(before);
        }
    }

    @Test
    void whatNeedsAPersonMayBeLeftAsItIs() {
        try (var executor = filled(folder)) {
            var plan = hardToUndo().made(executor);
            executor.release(plan).work();

            executor.receive(new CancelRun(KB, plan.plan(), "kept")).work();

            assertThat(executor.state(plan)).isEqualTo("CANCELLED");
            assertThat(executor.rows("kb", "SELECT n FROM once")).containsExactly("1");
        }
    }

    /** Killed at each boundary in turn, and started again. */
    @Test
    void aKillAnywhereLeavesTheSameEnd() throws Exception {
        var at = 1;
        while (isKilledAndRolledBackAllTheSame(
                Files.createDirectory(folder.resolve("n" + at)), at)) {
            at++;
        }
        assertThat(at).isGreaterThan(20);
    }

    private static boolean isKilledAndRolledBackAllTheSame(Path here, int at)
            throws InterruptedException {
        var points = new CountingFailPoints(at);
        List<String> before;
        PlanDocument plan;
        try (var executor = filled(here)) {
            before = content(executor);
            plan = failing(reversible(), "health").made(executor);
            executor.release(plan);
            try {
                executor.worker(executor.identity(), points, () -> false).workOff();
            } catch (SimulatedCrash e) {
                assertThat(points.crashed()).isTrue();
            }
        }
        try (var again = new TestExecutor(here)) {
            again.work();
            assertThat(again.state(plan)).as("killed at boundary %d", at).isEqualTo("ROLLED_BACK");
            assertRolledBack(again, before);
        }
        return points.crashed();
    }

    /** The user's own tables, and what is in them. */
    private static List<String> content(TestExecutor executor) {
        var content =
                new ArrayList<>(
                        executor.rows(
                                "kb",
                                "SELECT sql FROM sqlite_master WHERE name NOT GLOB '[_]*' AND sql IS"
                                        + " NOT NULL AND type <> 'view' AND name NOT GLOB 'sqlite_*'"
                                        + " ORDER BY name"));
        content.addAll(executor.rows("kb", "SELECT id || ' ' || title FROM article ORDER BY id"));
        return content;
    }
}
