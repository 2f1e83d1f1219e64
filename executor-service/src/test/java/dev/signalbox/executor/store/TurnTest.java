package dev.signalbox.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.RequestRefused;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.PauseRun;
import dev.signalbox.events.Request.ResumeRun;
import dev.signalbox.events.Request.RetryRun;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose turn a database is, when runs stand still and go on again. */
class TurnTest {

    private static final DatabaseId KB = new DatabaseId("kb");

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void start() {
        executor = new TestExecutor(folder);
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void aRetriedRunWaitsForTheOneThatTookItsTurn() {
        var first =
                new TestPlan("kb")
                        .script("001_a", "INSERT INTO nowhere VALUES (1);")
                        .made(executor);
        executor.release(first).work();
        var second =
                new TestPlan("kb").snapshot().script("001_b", "CREATE TABLE b (x);").made(executor);
        executor.release(second).work();

        executor.receive(new RetryRun(KB, first.plan(), null)).work();

        assertThat(executor.state(first)).isEqualTo("RUNNING");
        assertThat(executor.told(StepFailed.class)).hasSize(1);

        executor.receive(new CancelRun(KB, second.plan(), null)).work();

        assertThat(executor.told(StepFailed.class)).hasSize(2);
        assertThat(executor.state(first)).isEqualTo("FAILED");
    }

    @Test
    void aPausedRunKeepsItsTurn() {
        var first = new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor);
        var second = new TestPlan("kb").script("001_b", "CREATE TABLE b (x);").made(executor);
        executor.release(first).receive(new PauseRun(KB, first.plan(), null)).release(second);

        executor.work();

        assertThat(executor.state(first)).isEqualTo("PAUSED");
        assertThat(executor.state(second)).isEqualTo("QUEUED");

        executor.receive(new ResumeRun(KB, first.plan(), null)).work();

        assertThat(executor.state(first)).isEqualTo("COMPLETED");
        assertThat(executor.told(RunFailed.class).getFirst().error()).contains("stale");
    }

    @Test
    void steeringForAnotherDatabaseIsRefusedThoughAWorkerIsAtTheRun() {
        var plan = new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.release(plan);
        assertThat(executor.runs().lease("somebody", Duration.ofMinutes(1), run -> false))
                .isPresent();

        executor.receive(new CancelRun(new DatabaseId("logs"), plan.plan(), null));

        assertThat(executor.told(RequestRefused.class).getFirst().findings().getFirst().code())
                .isEqualTo("wrong-database");
        var wishes =
                executor.spine()
                        .store()
                        .read(tx -> tx.first("SELECT count(*) AS n FROM wish", r -> r.number("n")));
        assertThat(wishes).contains(0L);
    }
}
