package dev.signalbox.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.ExecutionEvent.SnapshotNeeded;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.ExecutionEvent.StepStarted;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Risk;
import dev.signalbox.events.RunId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final PlanId PLAN = PlanId.of("0197f000-0000-7000-8000-000000000001");
    private static final Run.Header HEADER =
            new Run.Header(RunId.next(), PLAN, new DatabaseId("kb"), "hash", NOON);
    private static final Estimate ESTIMATE = new Estimate(Duration.ofMillis(1), "test");
    private static final StepResult DONE =
            new StepResult(Duration.ofMillis(5), 10, false, "fp", List.of());

    static PlanDocument plan(PlannedStep... steps) {
        return new PlanDocument(
                PLAN,
                new DatabaseId("kb"),
                "sqlite",
                "development",
                Goal.latest(),
                null,
                Actor.user("alice"),
                NOON,
                new PlanDocument.Start("fp", List.of()),
                PlanDocument.Execution.of(Duration.ofMinutes(1), false),
                null,
                "2",
                "summary",
                List.of(steps),
                Risk.LOW,
                ESTIMATE,
                false,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    private static PlannedStep snapshot(int ordinal) {
        return new PlannedStep.Snapshot(
                new StepId(ordinal), "save it", ESTIMATE, Risk.LOW, "nothing");
    }

    private static PlannedStep script(int ordinal, String version) {
        var sum = new PlannedStep.ScriptChecksum("a", "b");
        return new PlannedStep.ApplyScript(
                new StepId(ordinal),
                "apply " + version,
                version + "_x",
                version,
                "x",
                null,
                null,
                List.of(),
                version + "_x.sql",
                sum,
                sum,
                1,
                List.of(),
                0,
                true,
                "locks",
                ESTIMATE,
                Risk.LOW,
                "undo",
                null);
    }

    private static Running running(PlanDocument plan) {
        return (Running) new Queued(HEADER).start(plan, "e1", NOON).next();
    }

    @Test
    void aRunIsQueuedWithItsEvent() {
        assertThat(Run.queue(HEADER, 2).events()).hasExactlyElementsOfTypes(RunQueued.class);
    }

    @Test
    void theFirstStepStartsWithTheRun() {
        var transition = new Queued(HEADER).start(plan(script(1, "1")), "e1", NOON);

        assertThat(transition.events())
                .hasExactlyElementsOfTypes(RunStarted.class, StepStarted.class);
        assertThat(((Running) transition.next()).progress().step()).isEqualTo(new StepId(1));
    }

    @Test
    void theEndOfAStepAndTheStartOfTheNextAreOneTransition() {
        var plan = plan(script(1, "1"), script(2, "2"));

        var transition = running(plan).completeStep(plan, DONE, NOON);

        assertThat(transition.events())
                .hasExactlyElementsOfTypes(StepCompleted.class, StepStarted.class);
        assertThat((Running) transition.next())
                .satisfies(
                        r -> {
                            assertThat(r.progress().step()).isEqualTo(new StepId(2));
                            assertThat(r.progress().version()).isEqualTo("1");
                            assertThat(r.progress().rows()).isEqualTo(10);
                        });
    }

    @Test
    void theLastStepCompletesTheRunWithItsSums() {
        var plan = plan(script(1, "1"), script(2, "2"));
        var second = (Running) running(plan).completeStep(plan, DONE, NOON).next();

        var transition = second.completeStep(plan, DONE, NOON.plusSeconds(3));

        assertThat(transition.next()).isEqualTo(new Completed(HEADER));
        assertThat(transition.events().getLast())
                .isEqualTo(
                        new RunCompleted(
                                PLAN,
                                HEADER.run(),
                                HEADER.database(),
                                Duration.ofSeconds(3),
                                20,
                                "2",
                                "fp"));
    }

    @Test
    void aSnapshotIsAskedForAndRemembered() {
        var plan = plan(snapshot(1), script(2, "1"));

        var asked = running(plan).askForSnapshot();
        var waiting = (Running) asked.next();
        var next = (Running) waiting.completeStep(plan, DONE, NOON).next();

        assertThat(asked.events()).hasExactlyElementsOfTypes(SnapshotNeeded.class);
        assertThat(waiting.progress().awaiting()).isTrue();
        assertThat(next.progress().awaiting()).isFalse();
        assertThat(next.progress().snapshotTaken()).isTrue();
        assertThat(next.snapshotJustTaken()).isTrue();
    }

    @Test
    void aFailingStepSaysWhatStands() {
        var plan = plan(script(1, "1"), script(2, "2"));
        var second = (Running) running(plan).completeStep(plan, DONE, NOON).next();

        var transition =
                second.fail(
                        plan,
                        new StepFailure(
                                "no such table", "2_x.sql", 1, 4, 2, "INVALID_SQL", "hint", false));

        assertThat(transition.next())
                .isEqualTo(new Failed(HEADER, second.progress(), "no such table"));
        assertThat(transition.events())
                .hasExactlyElementsOfTypes(StepFailed.class, RunFailed.class);
        assertThat(((RunFailed) transition.events().getLast()).state()).contains("version 1");
        assertThat(((RunFailed) transition.events().getLast()).rollbackPerformed()).isTrue();
    }

    @Test
    void aFirstStepThatFailsLeavesTheDatabaseAsItWas() {
        var transition =
                running(plan(script(1, "1")))
                        .fail(plan(script(1, "1")), StepFailure.of("locked", null));

        assertThat(((RunFailed) transition.events().getLast()).state()).contains("as it was");
    }

    @Test
    void aResumedRunSaysSoAndChangesNothing() {
        var run = running(plan(script(1, "1")));

        var transition = run.resume("e2");

        assertThat(transition.next()).isEqualTo(run);
        assertThat(((RunStarted) transition.events().getFirst()).resumed()).isTrue();
    }

    @Test
    void aPlanWithoutStepsCannotBeStarted() {
        assertThatThrownBy(() -> new Queued(HEADER).start(plan(), "e1", NOON))
                .isInstanceOf(IllegalStateException.class);
    }

    private static PlannedStep revert(int id, String version) {
        return new PlannedStep.RevertScript(
                new StepId(id),
                "Undo",
                version + "_x",
                version,
                "x",
                version + "_x.sql",
                null,
                null,
                1,
                List.of(),
                true,
                true,
                true,
                "locks",
                ESTIMATE,
                Risk.LOW,
                "undo",
                null);
    }

    @Test
    void aWayBackThatFailsHalfWayStandsAtTheVersionThatIsLeft() {
        // The plan leads to version 2.
        var plan = plan(revert(1, "5"), revert(2, "4"), revert(3, "3"));
        var second = (Running) running(plan).completeStep(plan, DONE, NOON).next();
        var last = (Running) second.completeStep(plan, DONE, NOON).next();

        assertThat(second.progress().version()).isEqualTo("4");
        assertThat(last.progress().version()).isEqualTo("3");
        var failed = second.fail(plan, StepFailure.of("no such column", null));
        assertThat(((RunFailed) failed.events().getLast()).state()).contains("version 4");
        var completed = (RunCompleted) last.completeStep(plan, DONE, NOON).events().getLast();
        assertThat(completed.version()).isEqualTo("2");
    }
}
