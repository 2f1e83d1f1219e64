package dev.signalbox.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.RunId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import dev.signalbox.executor.work.RunWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may carry a run on. */
class RunLeaseTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration OVER = Duration.ofMillis(-1);
    private static final Predicate<RunId> NONE_HERE = run -> false;

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @SuppressWarnings("NullAway.Init")
    private RunStore runs;

    @BeforeEach
    void start() {
        executor = new TestExecutor(folder);
        runs = executor.runs();
    }

    @AfterEach
    void close() {
        executor.close();
    }

    private PlanDocument queued(String database, String stem) {
        var plan = new TestPlan(database).script(stem, "CREATE TABLE t (x);").made(executor);
        executor.release(plan);
        return plan;
    }

    private static RunId run(RunStore.Stored stored) {
        return stored.run().header().run();
    }

    @Test
    void nobodyElseTakesARunThatIsHeld() {
        queued("kb", "001_a");

        assertThat(runs.lease("alice", LONG, NONE_HERE)).isPresent();
        assertThat(runs.lease("bob", LONG, NONE_HERE)).isEmpty();
        assertThat(runs.lease("alice", LONG, NONE_HERE)).isEmpty();
    }

    @Test
    void aLeaseThatRanOutIsTakenByAnotherAndCannotBeRenewed() {
        queued("kb", "001_a");
        var run = run(runs.lease("alice", OVER, NONE_HERE).orElseThrow());

        assertThat(runs.lease("bob", LONG, NONE_HERE).map(RunLeaseTest::run)).contains(run);
        assertThat(runs.renew(run, "alice", LONG)).isFalse();
        assertThat(runs.renew(run, "bob", LONG)).isTrue();
    }

    @Test
    void whoLostTheLeaseDoesNotEndThatOfTheNext() {
        queued("kb", "001_a");
        var run = run(runs.lease("alice", OVER, NONE_HERE).orElseThrow());
        assertThat(runs.lease("bob", LONG, NONE_HERE)).isPresent();

        executor.spine().store().change(tx -> runs.release(tx, run, "alice"));

        assertThat(runs.lease("carol", LONG, NONE_HERE)).isEmpty();
    }

    @Test
    void aRestartedExecutorTakesItsOwnBackAtOnce() {
        queued("kb", "001_a");
        assertThat(runs.lease("alice", LONG, NONE_HERE)).isPresent();

        assertThat(runs.releaseOwn("bob")).isZero();
        assertThat(runs.releaseOwn("alice")).isOne();
        assertThat(runs.lease("alice", LONG, NONE_HERE)).isPresent();
    }

    @Test
    void aRunThatAWorkerOfThisProcessIsAtIsNotTakenTwiceHoweverLongItSlept() {
        queued("kb", "001_a");
        var run = run(runs.lease("alice", OVER, NONE_HERE).orElseThrow());

        try (var kept = executor.leases().keep(run)) {
            assertThat(kept.lost()).isFalse();
            assertThat(runs.lease("alice", LONG, executor.leases()::isKept)).isEmpty();
        }
        assertThat(runs.lease("alice", LONG, executor.leases()::isKept)).isPresent();
    }

    @Test
    void ofOneDatabaseTheFirstGoesAndOtherDatabasesGoOn() {
        var first = queued("kb", "001_a");
        queued("kb", "002_b");
        var other = queued("logs", "001_a");

        var leased = runs.lease("alice", LONG, NONE_HERE).orElseThrow();
        var next = runs.lease("alice", LONG, NONE_HERE).orElseThrow();

        assertThat(leased.run().header().plan()).isEqualTo(first.plan());
        assertThat(next.run().header().plan()).isEqualTo(other.plan());
        assertThat(runs.lease("alice", LONG, NONE_HERE)).isEmpty();
    }

    @Test
    void whoWasOvertakenWhileItWorkedTellsNothingAndTheOtherAdoptsWhatItDid()
            throws InterruptedException {
        var plan = queued("kb", "001_a");
        var overtake = new AtomicReference<Runnable>();
        // Between the commit on the database and the save, which is the worst moment.
        FailPoints points =
                name -> {
                    if (name.equals("executor.after-apply")) {
                        overtake.getAndSet(() -> {}).run();
                    }
                };
        RunWorker slow = executor.worker("alice", points, () -> false);
        overtake.set(
                () ->
                        executor.spine()
                                .store()
                                .change(
                                        tx ->
                                                tx.update(
                                                        "UPDATE run SET executor = 'bob' WHERE plan"
                                                                + " = ?",
                                                        plan.plan())));

        slow.workOff();
        assertThat(executor.told(StepCompleted.class)).isEmpty();
        runs.releaseOwn("bob");
        executor.work();

        assertThat(executor.told(RunStarted.class))
                .extracting(RunStarted::resumed)
                .containsExactly(false, true);
        assertThat(executor.told(StepCompleted.class))
                .extracting(StepCompleted::adopted)
                .containsExactly(true);
        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.rows("kb", "SELECT status FROM _migration_history"))
                .containsExactly("completed");
    }
}
