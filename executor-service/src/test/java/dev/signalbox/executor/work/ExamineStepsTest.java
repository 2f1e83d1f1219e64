package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Examined;
import dev.signalbox.events.Examined.Outcome;
import dev.signalbox.events.ExecutionEvent.ExaminationCompleted;
import dev.signalbox.events.ExecutionEvent.RunPaused;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.Moment;
import dev.signalbox.events.plan.PlannedStep.MadeObject;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import dev.signalbox.executor.store.ExaminationStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database examined before and after a run's changes. */
class ExamineStepsTest {

    private static final String SCAN = "-- name: newest\nSELECT max(n) FROM article;\n";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void aDatabase() {
        executor = new TestExecutor(folder);
        executor.sql(
                "kb",
                "CREATE TABLE article (n)",
                "INSERT INTO article VALUES (1), (2)",
                "CREATE TABLE other (m)",
                "INSERT INTO other VALUES (1), (2), (3)");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    private String run(TestPlan plan) {
        var made = plan.made(executor);
        executor.release(made).work();
        return executor.state(made);
    }

    private static TestPlan plan(String up) {
        return new TestPlan("kb").examineBefore(0).script("001_a", up);
    }

    private Examined found(Moment moment, String examination) {
        return executor.told(ExaminationCompleted.class).stream()
                .filter(e -> e.moment() == moment)
                .flatMap(e -> e.report().stream())
                .filter(e -> e.examination().equals(examination))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allThatIsWellIsReportedAndKept() {
        var state =
                run(
                        plan("CREATE TABLE a (x); CREATE INDEX ax ON a (x);")
                                .examineAfter(
                                        List.of("a"),
                                        new MadeObject("table", "a", "001_a"),
                                        new MadeObject("index", "AX", "001_a")));

        assertThat(state).isEqualTo("COMPLETED");
        var told = executor.told(ExaminationCompleted.class);
        assertThat(told)
                .flatExtracting(ExaminationCompleted::report)
                .filteredOn(e -> e.outcome() != Outcome.PASSED)
                .isEmpty();
        assertThat(told.getFirst().report())
                .extracting(Examined::examination)
                .containsExactly(
                        "connectivity",
                        "integrity",
                        "references",
                        "rows",
                        "writers",
                        "connections",
                        "disk-space");
        assertThat(found(Moment.AFTER, "objects").sentence()).contains("1 index, 1 table");
        var kept = new ExaminationStore(executor.spine().store()).of(told.getFirst().run());
        assertThat(kept).extracting(e -> e.moment()).containsExactly(Moment.BEFORE, Moment.AFTER);
        assertThat(kept.getFirst().rows()).containsEntry("article", 2L).containsEntry("other", 3L);
    }

    @Test
    void aDatabaseThatIsNotThereYetIsNoFailure() {
        var state =
                run(new TestPlan("logs").examineBefore(0).script("001_a", "CREATE TABLE a (x);"));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(found(Moment.BEFORE, "connectivity").sentence()).contains("no database yet");
    }

    @Test
    void whatSignalboxKeepsInTheDatabaseIsNotCounted() {
        executor.sql("kb", "CREATE TABLE _signalbox_slice_1 (a)");

        var state = run(plan("CREATE TABLE a (x);").examineAfter(List.of("a")));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(found(Moment.BEFORE, "rows").sentence()).contains("in 2 of 2 tables");
        assertThat(found(Moment.AFTER, "rows").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void withoutRoomOnTheDiskNothingIsBegun() {
        var state = run(new TestPlan("kb").examineBefore(1L << 60).script("001_a", "SELECT 1;"));

        assertThat(state).isEqualTo("FAILED");
        var failure = executor.told(StepFailed.class).getFirst();
        assertThat(failure.error()).contains("is free at", "the changes may need 1048576 TiB");
        assertThat(failure.hint()).contains("Make room");
        assertThat(found(Moment.BEFORE, "disk-space").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aForcedPlanPassesWhatItFinds() {
        var state =
                run(
                        new TestPlan("kb")
                                .forced()
                                .examineBefore(1L << 60)
                                .script("001_a", "CREATE TABLE a (x);"));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(found(Moment.BEFORE, "disk-space").sentence()).contains("passed by --force");
    }

    @Test
    void aNullWhereNoneMayBeFailsTheRunBeforeItBegins() {
        executor.sql(
                "kb",
                "INSERT INTO other VALUES (NULL)",
                "PRAGMA writable_schema=ON",
                "UPDATE sqlite_schema SET sql = 'CREATE TABLE other (m NOT NULL)' WHERE name ="
                        + " 'other'");

        var state = run(plan("CREATE TABLE a (x);"));

        assertThat(state).isEqualTo("FAILED");
        assertThat(executor.told(StepFailed.class).getFirst().error())
                .contains("NULL value in other.m");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_schema WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void whatAHookTookAwayIsMissed() {
        var state =
                run(
                        new TestPlan("kb")
                                .script("001_a", "CREATE TABLE a (x); CREATE INDEX ax ON a (x);")
                                .hook("after-each", "hooks/after-each.sql", "DROP INDEX ax;")
                                .examineAfter(
                                        List.of("a"), new MadeObject("index", "ax", "001_a")));

        assertThat(state).isEqualTo("FAILED");
        assertThat(executor.told(StepFailed.class).getFirst().error())
                .contains("is not there: index ax of 001_a");
    }

    @Test
    void rowsLostFromATableThatNoStepNamesPauseTheRun() {
        var state =
                run(
                        plan("CREATE TABLE a (x);")
                                .hook("after-each", "hooks/after-each.sql", "DELETE FROM other;")
                                .examineAfter(List.of("a"))
                                .health("true"));

        assertThat(state).isEqualTo("PAUSED");
        assertThat(executor.told(RunPaused.class).getFirst().why())
                .contains("other has 0 instead of 3");
    }

    @Test
    void fewRowsThatAnApplicationMayHaveRemovedAreOnlyNoted() {
        executor.sql(
                "kb",
                "INSERT INTO other SELECT 1 FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13]')");

        var state =
                run(
                        plan("CREATE TABLE a (x);")
                                .hook(
                                        "after-each",
                                        "hooks/after-each.sql",
                                        "DELETE FROM other WHERE m = 3;")
                                .examineAfter(List.of("a"))
                                .health("true"));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(found(Moment.AFTER, "rows").outcome()).isEqualTo(Outcome.NOTED);
    }

    @Test
    void referencesThatPointedAtNothingBeforeAreNoNewTrouble() {
        executor.sql(
                "kb",
                "CREATE TABLE child (id, o REFERENCES parent (id))",
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "INSERT INTO child VALUES (1, 7)");

        var state = run(plan("CREATE TABLE a (x);").examineAfter(List.of("a")));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(found(Moment.BEFORE, "references").outcome()).isEqualTo(Outcome.NOTED);
        assertThat(found(Moment.AFTER, "references").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aQueryThatBecomesSlowerPausesTheRun() {
        executor.sql(
                "kb",
                "CREATE INDEX quick ON article (n)",
                "INSERT INTO article WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM"
                        + " n WHERE i < 300000) SELECT i FROM n");

        var state =
                run(
                        new TestPlan("kb")
                                .examineBefore(0, "timings/a.sql", "-- least: 1ms\n" + SCAN)
                                .script("001_a", "DROP INDEX quick;")
                                .examineAfter(List.of("article"))
                                .health("true"));

        assertThat(state).isEqualTo("PAUSED");
        assertThat(executor.told(RunPaused.class).getFirst().why())
                .contains("Slower than before: newest takes");
        assertThat(executor.told(ExaminationCompleted.class).getLast().timings())
                .singleElement()
                .satisfies(t -> assertThat(t.slower()).isTrue());
    }

    @Test
    void aQueryThatRanBeforeAndNotAfterIsAWarning() {
        run(
                new TestPlan("kb")
                        .examineBefore(0, "timings/a.sql", SCAN)
                        .script("001_a", "ALTER TABLE article RENAME COLUMN n TO number;")
                        .examineAfter(List.of("article")));

        assertThat(found(Moment.AFTER, "timings").outcome()).isEqualTo(Outcome.WARNING);
        assertThat(found(Moment.AFTER, "timings").sentence()).contains("no such column: n");
    }

    @Test
    void anotherWriterIsWaitedForAndNoted() throws Exception {
        var made = plan("CREATE TABLE a (x);").made(executor);
        executor.release(made);
        Background work;
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + executor.file("kb"));
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            work = new Background(executor.worker(() -> false));
            work.whileWorking(
                    "the examination's end",
                    () -> !executor.told(ExaminationCompleted.class).isEmpty());
        }
        work.join();

        assertThat(executor.state(made)).isEqualTo("COMPLETED");
        assertThat(found(Moment.BEFORE, "writers").outcome()).isEqualTo(Outcome.NOTED);
    }

    @Test
    void whatFailsAfterwardsIsUndoneWhereTheEnvironmentWantsIt() {
        var state =
                run(
                        new TestPlan("kb")
                                .rollingBack()
                                .script("001_a", "CREATE TABLE a (x);", "DROP TABLE a;")
                                .examineAfter(List.of("a"), new MadeObject("view", "v", "001_a")));

        assertThat(state).isEqualTo("ROLLED_BACK");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_schema WHERE name = 'a'"))
                .isEmpty();
    }
}
