package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.BackupEvent.SnapshotCompleted;
import dev.signalbox.events.BackupEvent.SnapshotFailed;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.ExecutionEvent.StepProgressed;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWorkerTest {

    private static final String COUNT_TO =
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %d)"
                    + " INSERT INTO article (title) SELECT 'article ' || x FROM n;";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void aDatabaseWithRows() {
        executor = new TestExecutor(folder);
        executor.sql(
                "kb",
                "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT)",
                "INSERT INTO article (title) VALUES ('one'), ('two'), ('three')");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void aPlanIsCarriedOutStepByStepAndSaysHowManyRowsItChanged() {
        var plan =
                new TestPlan("kb")
                        .script("001_views", "ALTER TABLE article ADD COLUMN views INTEGER;")
                        .script("002_count", "UPDATE article SET views = 0;")
                        .made(executor);

        executor.release(plan).work();

        assertThat(executor.story())
                .containsExactly(
                        "RunQueued",
                        "RunStarted",
                        "StepStarted",
                        "StepCompleted",
                        "StepStarted",
                        "StepCompleted",
                        "RunCompleted");
        assertThat(executor.told(StepCompleted.class))
                .extracting(StepCompleted::rows)
                .containsExactly(0L, 3L);
        var end = executor.told(RunCompleted.class).getFirst();
        assertThat(end.rows()).isEqualTo(3);
        assertThat(end.version()).isEqualTo("002");
        assertThat(end.fingerprint()).isNotBlank();
        assertThat(executor.rows("kb", "SELECT migration_id FROM _migration_history ORDER BY id"))
                .containsExactly("001_views", "002_count");
        assertThat(executor.rows("kb", "SELECT count(*) FROM article WHERE views = 0"))
                .containsExactly("3");
    }

    @Test
    void aFailingStatementIsNamedByItsPlaceAndLeavesNothing() {
        var plan =
                new TestPlan("kb")
                        .script(
                                "001_broken",
                                "DELETE FROM article WHERE id = 1;\n"
                                        + "  INSERT INTO article (titel) VALUES ('x');")
                        .made(executor);

        executor.release(plan).work();

        var failed = executor.told(StepFailed.class).getFirst();
        assertThat(failed.file()).isEqualTo("001_broken.sql");
        assertThat(failed.statement()).isEqualTo(2);
        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed.column()).isEqualTo(3);
        assertThat(failed.error()).contains("titel");
        assertThat(failed.sqlState()).isNotBlank();
        assertThat(failed.hint()).isNotBlank();
        var end = executor.told(RunFailed.class).getFirst();
        assertThat(end.rollbackPerformed()).isTrue();
        assertThat(end.needsOperator()).isFalse();
        assertThat(end.state()).contains("as it was");
        assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("3");
    }

    @Test
    void stepsBeforeTheFailingOneStand() {
        var plan =
                new TestPlan("kb")
                        .script("001_views", "ALTER TABLE article ADD COLUMN views INTEGER;")
                        .script("002_broken", "INSERT INTO nowhere VALUES (1);")
                        .made(executor);

        executor.release(plan).work();

        assertThat(executor.told(RunFailed.class).getFirst().state()).contains("at version 001");
        assertThat(
                        executor.rows(
                                "kb",
                                "SELECT migration_id FROM _migration_history WHERE status = 'completed'"))
                .containsExactly("001_views");
    }

    @Test
    void childRowsThatWouldVanishStopTheRun() {
        executor.release(dropping(new TestPlan("kb")).made(withChildren())).work();

        var failed = executor.told(StepFailed.class).getFirst();
        assertThat(failed.error()).contains("Rows would have been lost").contains("comment");
        assertThat(failed.sqlState()).isEqualTo("LOST_ROWS");
        assertThat(failed.hint()).contains("foreign_keys=OFF");
        assertThat(executor.rows("kb", "SELECT count(*) FROM comment")).containsExactly("2");
    }

    @Test
    void forceAloneDoesNotLetChildRowsVanish() {
        executor.release(dropping(new TestPlan("kb").forced()).made(withChildren())).work();

        assertThat(executor.told(RunFailed.class)).hasSize(1);
        assertThat(executor.rows("kb", "SELECT count(*) FROM comment")).containsExactly("2");
    }

    @Test
    void forceWithASnapshotDoes() {
        var plan = dropping(new TestPlan("kb").forced().snapshot()).made(withChildren());

        executor.release(plan).work().receive(taken(plan.plan())).work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.rows("kb", "SELECT count(*) FROM comment")).containsExactly("0");
    }

    private TestExecutor withChildren() {
        return executor.sql(
                "kb",
                "CREATE TABLE comment (id INTEGER PRIMARY KEY, article INTEGER NOT NULL"
                        + " REFERENCES article(id) ON DELETE CASCADE)",
                "INSERT INTO comment (article) VALUES (1), (2)");
    }

    private static TestPlan dropping(TestPlan plan) {
        return plan.script(
                "001_rebuild",
                "PRAGMA foreign_keys=ON;\n"
                        + "CREATE TABLE article_new (id INTEGER PRIMARY KEY, title TEXT, views INTEGER);\n"
                        + "INSERT INTO article_new (id, title) SELECT id, title FROM article;\n"
                        + "DROP TABLE article;\n"
                        + "ALTER TABLE article_new RENAME TO article;");
    }

    @Test
    void aRunThatTakesTooLongIsRolledBack() {
        var plan =
                new TestPlan("kb")
                        .script("001_much", COUNT_TO.formatted(2_000_000_000))
                        .timeout(Duration.ofMillis(300))
                        .made(executor);

        executor.release(plan).work();

        var end = executor.told(RunFailed.class).getFirst();
        assertThat(end.error()).contains("took longer than");
        assertThat(executor.told(StepFailed.class).getFirst().hint()).contains("--timeout");
        assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("3");
    }

    @Test
    void aPlanForAnotherStateOfTheLedgerIsStale() {
        var first = new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor);
        var second = new TestPlan("kb").script("002_b", "CREATE TABLE b (x);").made(executor);

        executor.release(first).release(second).work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.told(RunFailed.class).getFirst().error())
                .contains("stale")
                .contains("001_a");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_master WHERE name = 'b'"))
                .isEmpty();
    }

    @Test
    void aSchemaThatChangedSinceThePlanIsNotTouched() {
        var plan = new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.sql("kb", "CREATE TABLE surprise (x)");

        executor.release(plan).work();

        assertThat(executor.told(RunFailed.class).getFirst().error())
                .contains("schema was changed since the plan was made");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_master WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void aForcedPlanGoesOnFromTheSchemaAsItIs() {
        var plan =
                new TestPlan("kb").forced().script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.sql("kb", "CREATE TABLE surprise (x)");

        executor.release(plan).work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
    }

    @Test
    void aDatabaseThatTheExecutorDoesNotKnowFailsTheRun() {
        var plan = new TestPlan("stranger").script("001_a", "CREATE TABLE a (x);").made(executor);

        executor.release(plan).work();

        assertThat(executor.told(RunFailed.class).getFirst().error())
                .contains("does not know the database 'stranger'");
        assertThat(folder.resolve("stranger.db")).doesNotExist();
    }

    @Test
    void aNewDatabaseIsMade() {
        var plan = new TestPlan("logs").script("001_a", "CREATE TABLE a (x);").made(executor);

        executor.release(plan).work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.rows("logs", "SELECT version FROM _migration_versions"))
                .containsExactly("001");
    }

    @Test
    void aRunWaitsForItsSnapshotAndGoesOnWithIt() {
        var plan =
                new TestPlan("kb").snapshot().script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.release(plan).work().work();
        assertThat(executor.told(SnapshotNeeded.class)).hasSize(1);
        assertThat(executor.told(StepCompleted.class)).isEmpty();

        executor.receive(taken(plan.plan())).work();

        assertThat(executor.story())
                .containsExactly(
                        "RunQueued",
                        "RunStarted",
                        "StepStarted",
                        "SnapshotNeeded",
                        "StepCompleted",
                        "StepStarted",
                        "StepCompleted",
                        "RunCompleted");
        assertThat(executor.rows("kb", "SELECT count(*) FROM _backup_history"))
                .containsExactly("1");
    }

    @Test
    void aSnapshotThatFailedFailsTheRun() {
        var plan =
                new TestPlan("kb").snapshot().script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.release(plan).work();

        executor.receive(
                        new SnapshotFailed(
                                SnapshotId.next(),
                                new DatabaseId("kb"),
                                plan.plan(),
                                Finding.error("full", null, "The disk is full", "Free some.")))
                .work();

        assertThat(executor.told(RunFailed.class).getFirst().error()).contains("The disk is full");
        assertThat(executor.told(StepFailed.class).getFirst().hint()).isEqualTo("Free some.");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_master WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void aSnapshotOfAnotherPlanWakesNoRun() {
        var plan =
                new TestPlan("kb").snapshot().script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.release(plan).work();

        executor.receive(taken(PlanId.next())).work();

        assertThat(executor.told(StepCompleted.class)).isEmpty();
    }

    static SnapshotCompleted taken(PlanId plan) {
        var snapshot = SnapshotId.next();
        var database = new DatabaseId("kb");
        return new SnapshotCompleted(
                snapshot,
                database,
                plan,
                new Manifest(
                        snapshot,
                        database,
                        plan,
                        "sqlite",
                        "data.db",
                        4096,
                        "00",
                        null,
                        "x:00",
                        Map.of(),
                        Instant.EPOCH,
                        Duration.ofMillis(7),
                        null));
    }

    @Test
    void progressIsToldWithRowsAndRate() {
        var plan =
                new TestPlan("kb")
                        .script("001_much", COUNT_TO.formatted(3_000_000), 3_000_000)
                        .made(executor);

        executor.release(plan).work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        var ticks = executor.ticks(StepProgressed.class);
        assertThat(ticks).isNotEmpty();
        assertThat(ticks.getLast().unit()).isEqualTo("rows");
        assertThat(ticks.getLast().done()).isBetween(1L, 3_000_000L);
        assertThat(ticks.getLast().total()).isEqualTo(3_000_000L);
        assertThat(ticks.getLast().rate()).isPositive();
        assertThat(ticks).extracting(StepProgressed::done).isSorted();
    }
}
