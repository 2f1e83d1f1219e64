package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.ExecutionEvent.StepStarted;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small migrations, a few of which share a transaction. */
class TogetherStepsTest {

    private static final int MANY = 40;
    private static final String HISTORY =
            "SELECT count(*) || '|' || count(DISTINCT migration_id)"
                    + " || '|' || sum(status = 'completed') FROM _migration_history";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    private final AtomicInteger saved = new AtomicInteger();

    @BeforeEach
    void anExecutor() {
        executor = new TestExecutor(folder);
    }

    @AfterEach
    void close() {
        executor.close();
    }

    private static TestPlan many(TestPlan plan) {
        plan.script("000_log", "CREATE TABLE log (n INTEGER PRIMARY KEY, at TEXT);");
        for (var n = 1; n < MANY; n++) {
            plan.script("%03d_row".formatted(n), "INSERT INTO log (n) VALUES (%d);".formatted(n));
        }
        return plan;
    }

    private void work() throws InterruptedException {
        executor.worker(
                        executor.identity(),
                        name -> {
                            if (name.equals("executor.after-step-saved")) {
                                saved.incrementAndGet();
                            }
                        },
                        () -> false)
                .workOff();
    }

    @Test
    void eachIsAStepOfItsOwnThoughTheyAreSavedTogether() throws InterruptedException {
        var plan = many(new TestPlan("kb")).made(executor);

        executor.release(plan);
        work();

        assertThat(executor.state(plan)).isEqualTo("COMPLETED");
        assertThat(saved.get()).isLessThan(MANY);
        assertThat(executor.told(StepStarted.class))
                .extracting(step -> step.step().ordinal())
                .isEqualTo(IntStream.rangeClosed(1, MANY).boxed().toList());
        assertThat(executor.told(StepCompleted.class))
                .extracting(step -> step.step().ordinal())
                .isEqualTo(IntStream.rangeClosed(1, MANY).boxed().toList());
        assertThat(executor.rows("kb", "SELECT count(*) FROM log")).containsExactly("39");
        assertThat(executor.rows("kb", HISTORY)).containsExactly("40|40|40");
    }

    @Test
    void thoseThatAreThoughtToTakeTimeAreSavedOneByOne() throws InterruptedException {
        var plan = many(new TestPlan("kb").estimate(Duration.ofSeconds(1))).made(executor);

        executor.release(plan);
        work();

        assertThat(saved.get()).isEqualTo(MANY);
    }

    @Test
    void whereOneFailsAllBeforeItStandAndItAloneIsOnRecordAsFailed() throws InterruptedException {
        var plan =
                many(new TestPlan("kb"))
                        .script("900_broken", "INSERT INTO gone VALUES (1);")
                        .script("901_after", "INSERT INTO log (n) VALUES (901);")
                        .made(executor);

        executor.release(plan);
        work();

        assertThat(executor.told(StepFailed.class).getFirst().file()).isEqualTo("900_broken.sql");
        assertThat(executor.told(RunFailed.class).getFirst().state()).contains("at version 039");
        assertThat(executor.rows("kb", "SELECT count(*) FROM log")).containsExactly("39");
        assertThat(executor.rows("kb", HISTORY)).containsExactly("41|41|40");
    }

    @Test
    void whatWasCommittedBeforeACrashIsTakenFromTheLedger() throws InterruptedException {
        var plan = many(new TestPlan("kb")).made(executor);
        var dying =
                executor.worker(
                        executor.identity(),
                        name -> {
                            if (name.equals("executor.after-apply")) {
                                throw new SimulatedCrash(name, 1);
                            }
                        },
                        () -> false);
        executor.release(plan);
        assertThatThrownBy(dying::workOff).isInstanceOf(SimulatedCrash.class);
        executor.runs().releaseOwn(executor.identity());

        work();

        assertThat(executor.state(plan)).isEqualTo("COMPLETED");
        assertThat(executor.told(StepCompleted.class)).hasSize(MANY);
        assertThat(executor.told(StepCompleted.class).getFirst().adopted()).isTrue();
        assertThat(executor.rows("kb", HISTORY)).containsExactly("40|40|40");
    }

    @Test
    void aPauseBetweenStepsKeepsThemApart() throws InterruptedException {
        var plan =
                new TestPlan("kb")
                        .resting(Duration.ofMillis(1))
                        .script("001_a", "CREATE TABLE a (x);")
                        .script("002_b", "CREATE TABLE b (x);")
                        .made(executor);

        executor.release(plan);
        work();

        assertThat(saved.get()).isEqualTo(2);
    }
}
