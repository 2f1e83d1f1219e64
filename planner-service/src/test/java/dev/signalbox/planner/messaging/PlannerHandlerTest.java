package dev.signalbox.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.ExecutionEvent.StepProgressed;
import dev.signalbox.events.ExecutionEvent.StepStarted;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanEvent.PlanProposed;
import dev.signalbox.events.PlanEvent.PlanRefused;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.RunId;
import dev.signalbox.events.StepId;
import dev.signalbox.planner.TestPlanner;
import dev.signalbox.planner.domain.PlanState;
import dev.signalbox.planner.store.PlanJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerHandlerTest {

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestPlanner planner;

    @BeforeEach
    void aProject() {
        planner =
                new TestPlanner(folder, "development")
                        .file("001_a.sql", "-- UP\nCREATE TABLE a (x);\n-- DOWN\nDROP TABLE a;\n");
    }

    private PlanState stateOf(PlanId plan) {
        return planner.plans().view(plan).orElseThrow().state();
    }

    @Test
    void aRequestThatIsDeliveredAgainMakesOnePlan() {
        var request = TestPlanner.wish(null);
        var record = planner.record(TestPlanner.claimed("1"), request);

        planner.receive(record, record).work().receive(record).work();

        assertThat(planner.plans().views(null, 10)).hasSize(1);
        assertThat(planner.told(PlanProposed.class)).hasSize(1);
    }

    @Test
    void anIdentityWithOtherContentIsRefusedAndNotActedOn() {
        var first = planner.record(TestPlanner.claimed("1"), TestPlanner.wish(null));
        var options =
                new Options(true, null, null, null, null, null, null, null, null, null, null, null);
        var second = planner.record(TestPlanner.claimed("1"), TestPlanner.wish(options));

        planner.receive(first).receive(second).work();

        assertThat(planner.told(PlanProposed.class)).hasSize(1);
        assertThat(planner.told(PlanRefused.class).getFirst().findings())
                .extracting(Finding::code)
                .containsExactly("identity-reused");
    }

    @Test
    void aRequestWithWrongFieldsIsRefusedWithAFindingForEach() {
        planner.receive(
                        planner.raw(
                                "1",
                                """
                                {"database": "a b", "goal": {"migrateTo": 7}, "surprise": 1}"""))
                .work();

        var refused = planner.told(PlanRefused.class).getFirst();
        assertThat(refused.database()).isEqualTo(TestPlanner.KB);
        assertThat(refused.findings())
                .extracting(Finding::where)
                .anySatisfy(where -> assertThat(where).contains("database"))
                .anySatisfy(where -> assertThat(where).contains("migrateTo"));
        assertThat(refused.findings())
                .anySatisfy(f -> assertThat(f.message()).contains("surprise"));
        assertThat(planner.plans().views(null, 10)).isEmpty();
    }

    @Test
    void onlyAServiceOfOursChoosesThePlansId() {
        var request = TestPlanner.wish(null);
        var chosen = PlanId.next();
        var unsigned = TestPlanner.vouched(chosen, request).signed(otherSignature(request));

        planner.receive(planner.record(unsigned, request)).work();

        assertThat(planner.plans().view(chosen)).isEmpty();
        var made = planner.plans().views(null, 10).getFirst();
        assertThat(made.authenticated()).isFalse();
    }

    /** Of a key that nobody here trusts. */
    private static dev.signalbox.events.Signature otherSignature(
            dev.signalbox.events.Request.RequestPlan request) {
        var stranger = dev.signalbox.events.signing.SigningKey.generate();
        return stranger.sign(dev.signalbox.events.codec.Json.write(request));
    }

    @Test
    void aPlanFollowsItsRun() {
        var plan = planner.request(TestPlanner.wish(null));
        planner.work();
        var run = RunId.next();
        assertThat(stateOf(plan)).isEqualTo(PlanState.RELEASED);

        tell(new RunQueued(plan, run, TestPlanner.KB, "00", 2));
        tell(new RunStarted(plan, run, TestPlanner.KB, "executor-1", false));
        tell(new StepStarted(plan, run, TestPlanner.KB, new StepId(2), 2, "Apply 001_a"));

        var view = planner.plans().view(plan).orElseThrow();
        assertThat(view.state()).isEqualTo(PlanState.RUNNING);
        assertThat(view.run()).isNotNull();
        assertThat(view.run().sentence()).isEqualTo("Apply 001_a");
        tell(new RunCompleted(plan, run, TestPlanner.KB, Duration.ZERO, 0, "001", null));
        assertThat(stateOf(plan)).isEqualTo(PlanState.COMPLETED);
    }

    @Test
    void aPlanAtRestStaysAsItIs() {
        var plan = planner.request(TestPlanner.wish(null));
        planner.work();
        var run = RunId.next();
        tell(new RunCompleted(plan, run, TestPlanner.KB, Duration.ZERO, 0, "001", null));

        tell(
                new RunFailed(
                        plan, run, TestPlanner.KB, "late", true, false, "as it was", null, false));

        assertThat(stateOf(plan)).isEqualTo(PlanState.COMPLETED);
    }

    @Test
    void aRunThatNeedsAnOperatorSaysSo() {
        var plan = planner.request(TestPlanner.wish(null));
        planner.work();

        tell(
                new RunFailed(
                        plan,
                        RunId.next(),
                        TestPlanner.KB,
                        "odd",
                        false,
                        true,
                        "unknown",
                        null,
                        false));

        assertThat(stateOf(plan)).isEqualTo(PlanState.NEEDS_OPERATOR);
    }

    @Test
    void whoWatchesIsToldOfEventsAndTicksUntilLeaving() {
        var plan = planner.request(TestPlanner.wish(null));
        var seen = new ArrayList<String>();
        var watcher =
                new PlanJournal.Watcher() {
                    @Override
                    public void more() {
                        seen.add("more");
                    }

                    @Override
                    public void tick(PlanJournal.Entry tick) {
                        seen.add(tick.type());
                    }
                };
        planner.journal().watch(plan, watcher);

        var run = RunId.next();
        tell(new RunQueued(plan, run, TestPlanner.KB, "00", 1));
        tell(
                new StepProgressed(
                        plan, run, TestPlanner.KB, new StepId(1), 5, 10L, "rows", 1.0, null));
        planner.journal().leave(plan, watcher);
        tell(new RunStarted(plan, run, TestPlanner.KB, "executor-1", false));

        assertThat(seen).containsExactly("more", "dev.signalbox.step.progressed.v1");
        assertThat(planner.journal().after(plan, 0))
                .extracting(PlanJournal.Entry::type)
                .containsExactly(
                        "dev.signalbox.plan.request.v1",
                        "dev.signalbox.run.queued.v1",
                        "dev.signalbox.run.started.v1");
    }

    @Test
    void theJournalIsReadOnFromAPosition() {
        var plan = planner.request(TestPlanner.wish(null));
        planner.work();
        var all = planner.journal().after(plan, 0);

        var rest = planner.journal().after(plan, all.getFirst().position());

        assertThat(rest).isEqualTo(all.subList(1, all.size()));
        assertThat(rest).isNotEmpty();
        assertThat(planner.journal().after(PlanId.next(), 0)).isEmpty();
    }

    private void tell(dev.signalbox.events.Event event) {
        planner.receive(
                planner.record(
                        TestPlanner.claimed(dev.signalbox.events.EventId.next().value()), event));
    }
}
