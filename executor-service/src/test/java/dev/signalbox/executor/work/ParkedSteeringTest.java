package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.RequestRefused;
import dev.signalbox.events.ExecutionEvent.RunCancelled;
import dev.signalbox.events.ExecutionEvent.RunPaused;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.PauseRun;
import dev.signalbox.events.Request.ResumeRun;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import dev.signalbox.executor.store.WishStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steering that arrives before the plan that it is for. */
class ParkedSteeringTest {

    private static final DatabaseId KB = new DatabaseId("kb");

    @TempDir private Path folder;
    private TestExecutor executor;
    private PlanDocument plan;

    @BeforeEach
    void aPlanThatIsNotReleasedYet() {
        executor = new TestExecutor(folder);
        plan = new TestPlan("kb").script("001_a", "CREATE TABLE a (n);").made(executor);
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void whatIsCancelledBeforeItIsKnownNeverRuns() {
        executor.receive(new CancelRun(KB, plan.plan(), "not this one"));
        executor.release(plan).work();

        assertThat(executor.state(plan)).isEqualTo("CANCELLED");
        assertThat(executor.told(RunCancelled.class))
                .singleElement()
                .satisfies(e -> assertThat(e.reason()).isEqualTo("not this one"));
        assertThat(Files.exists(executor.file("kb"))).isFalse();
    }

    @Test
    void whatIsPausedBeforeItIsKnownStandsStillAtItsFirstStep() {
        executor.receive(new PauseRun(KB, plan.plan(), null));
        executor.release(plan).work();

        assertThat(executor.state(plan)).isEqualTo("PAUSED");
        assertThat(executor.told(RunPaused.class)).hasSize(1);
        assertThat(Files.exists(executor.file("kb"))).isFalse();

        executor.receive(new ResumeRun(KB, plan.plan(), "go")).work();

        assertThat(executor.state(plan)).isEqualTo("COMPLETED");
    }

    @Test
    void pausedAndResumedBeforeItIsKnownItRuns() {
        executor.receive(new PauseRun(KB, plan.plan(), null));
        executor.receive(new ResumeRun(KB, plan.plan(), null));
        executor.release(plan).work();

        assertThat(executor.state(plan)).isEqualTo("COMPLETED");
    }

    @Test
    void whatIsForAPlanThatNeverComesIsRefusedInTheEnd() {
        var unknown = PlanId.next();
        executor.receive(new PauseRun(KB, unknown, null)).work();
        assertThat(executor.told(RequestRefused.class)).isEmpty();

        new Steering(
                        executor.spine(),
                        executor.runs(),
                        new WishStore(executor.spine().clock()),
                        executor.requests(),
                        Duration.ofMillis(-1))
                .refuseParked();

        assertThat(executor.told(RequestRefused.class))
                .singleElement()
                .satisfies(
                        e -> {
                            assertThat(e.plan()).isEqualTo(unknown);
                            assertThat(e.findings())
                                    .extracting(Finding::code)
                                    .containsExactly("unknown-plan");
                        });
    }

    @Test
    void thePlanOfAnotherDatabaseIsNotSteered() {
        executor.receive(new CancelRun(new DatabaseId("logs"), plan.plan(), null));
        executor.release(plan).work();

        assertThat(executor.state(plan)).isEqualTo("COMPLETED");
        assertThat(executor.told(RequestRefused.class))
                .singleElement()
                .satisfies(
                        e ->
                                assertThat(e.findings())
                                        .extracting(Finding::code)
                                        .containsExactly("wrong-database"));
    }
}
