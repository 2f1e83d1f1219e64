package dev.signalbox.executor.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.ExecutionEvent.RunRefused;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorHandlerTest {

    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

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

    private PlanDocument plan() {
        return new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor);
    }

    /** A bundle of several parts. */
    private PlanDocument largePlan() {
        var filler = "-- " + "x".repeat(500_000);
        return new TestPlan("kb").script("001_a", filler + "\nCREATE TABLE a (x);").made(executor);
    }

    private List<ReceivedRecord> parts(PlanDocument plan) {
        return PlanBundle.of(plan).parts(plan).stream().map(executor::record).toList();
    }

    private String refusal() {
        return executor.told(RunRefused.class).getFirst().findings().getFirst().code();
    }

    @Test
    void aReleaseThatIsDeliveredAgainRunsOnce() {
        var plan = plan();
        var released = executor.record(TestExecutor.release(plan, LATER));
        executor.receive(parts(plan));

        executor.receive(List.of(released, released)).work().receive(List.of(released)).work();

        assertThat(executor.told(RunQueued.class)).hasSize(1);
        assertThat(executor.told(RunCompleted.class)).hasSize(1);
    }

    @Test
    void aReleaseThatIsWrittenAgainRunsOnce() {
        var plan = plan();
        executor.release(plan).work();

        executor.release(plan).work();

        assertThat(executor.told(RunQueued.class)).hasSize(1);
        assertThat(executor.told(RunFailed.class)).isEmpty();
    }

    @Test
    void partsMayComeInAnyOrderAndTwice() {
        var plan = largePlan();
        var parts = new ArrayList<>(parts(plan));
        assertThat(parts).hasSizeGreaterThan(1);
        Collections.reverse(parts);
        parts.addAll(parts(plan));

        executor.receive(parts).receive(TestExecutor.release(plan, LATER)).work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
    }

    @Test
    void aMissingPartIsARefusalAndNoRun() {
        var plan = largePlan();

        executor.receive(parts(plan).subList(1, parts(plan).size()))
                .receive(TestExecutor.release(plan, LATER))
                .work();

        assertThat(refusal()).isEqualTo("bundle-incomplete");
        assertThat(executor.told(RunQueued.class)).isEmpty();
        assertThat(folder.resolve("kb.db")).doesNotExist();
    }

    @Test
    void aReleaseThatRanOutIsRefused() {
        var plan = plan();

        executor.receive(parts(plan)).receive(TestExecutor.release(plan, Instant.EPOCH)).work();

        assertThat(refusal()).isEqualTo("release-expired");
    }

    @Test
    void aReleaseForAnotherPlansBundleIsNotTrusted() {
        var released = TestExecutor.release(plan(), LATER);
        var other = plan();

        executor.receive(parts(other))
                .receive(
                        new PlanReleased(
                                other.plan(),
                                other.database(),
                                PlanBundle.of(other).hash(),
                                LATER,
                                released.signature()))
                .work();

        assertThat(refusal()).isEqualTo("release-not-trusted");
        assertThat(executor.told(RunQueued.class)).isEmpty();
    }

    @Test
    void theSecondRunOfADatabaseWaitsForTheFirst() {
        var first =
                new TestPlan("kb").snapshot().script("001_a", "CREATE TABLE a (x);").made(executor);
        var second = new TestPlan("kb").script("001_b", "CREATE TABLE b (x);").made(executor);
        var elsewhere = new TestPlan("logs").script("001_c", "CREATE TABLE c (x);").made(executor);

        executor.release(first).release(second).release(elsewhere).work();

        assertThat(executor.told(RunQueued.class)).hasSize(3);
        assertThat(executor.told(RunCompleted.class))
                .extracting(RunCompleted::plan)
                .containsExactly(elsewhere.plan());
        assertThat(executor.runs().open()).isEqualTo(2);
    }

    /** Each event one to three times, its copies anywhere behind the first. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void copiesOfEventsAnywhereMakeNoSecondRun(long seed) {
        var random = new Random(seed);
        var plan = largePlan();
        var records = new ArrayList<>(parts(plan));
        records.add(executor.record(TestExecutor.release(plan, LATER)));
        var delivered = new ArrayList<ReceivedRecord>();
        for (var record : records) {
            delivered.add(record);
        }
        for (var record : records) {
            for (var copies = random.nextInt(3); copies > 0; copies--) {
                var behind = delivered.indexOf(record) + 1;
                delivered.add(behind + random.nextInt(delivered.size() - behind + 1), record);
            }
        }

        for (var rest = delivered.subList(0, delivered.size()); !rest.isEmpty(); ) {
            var size = 1 + random.nextInt(rest.size());
            executor.receive(rest.subList(0, size));
            if (random.nextBoolean()) {
                executor.work();
            }
            rest = rest.subList(size, rest.size());
        }
        executor.work();

        assertThat(executor.story())
                .containsExactly(
                        "RunQueued", "RunStarted", "StepStarted", "StepCompleted", "RunCompleted");
    }
}
