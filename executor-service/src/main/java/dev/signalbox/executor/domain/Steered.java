package dev.signalbox.executor.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.PauseRun;
import dev.signalbox.events.Request.ResumeRun;
import dev.signalbox.events.Request.RetryRun;
import dev.signalbox.events.Request.Steering;
import dev.signalbox.executor.domain.Run.Transition;
import org.jspecify.annotations.Nullable;

/** What becomes of a request that steers a run; there is an answer for every state. */
public sealed interface Steered {

    record Now(Transition transition) implements Steered {}

    /** It is so already. */
    record AlreadySo() implements Steered {}

    /** The state does not allow it; nothing is changed. */
    record Refused(Finding finding) implements Steered {}

    /**
     * @param by who asked, for the event
     */
    static Steered decide(Run run, Steering request, String by) {
        return switch (request) {
            case PauseRun pause -> pause(run, why(by, pause.reason()));
            case ResumeRun resume -> resume(run, resume.reason());
            case CancelRun cancel -> cancel(run, cancel.reason());
            case RetryRun retry -> retry(run, retry.reason());
        };
    }

    private static Steered pause(Run run, String why) {
        return switch (run) {
            case Queued queued -> new Now(queued.pause(why));
            case Running running -> new Now(running.pause(why));
            case Paused paused -> new AlreadySo();
            case RollingBack r -> refused(r, "paused");
            case Completed r -> refused(r, "paused");
            case Failed r -> refused(r, "paused");
            case RolledBack r -> refused(r, "paused");
            case NeedsOperator r -> refused(r, "paused");
            case Cancelled r -> refused(r, "paused");
        };
    }

    private static Steered resume(Run run, @Nullable String reason) {
        return switch (run) {
            case Queued queued -> new AlreadySo();
            case Running running -> new AlreadySo();
            case Paused paused -> new Now(paused.resume(reason));
            case RollingBack r -> refused(r, "resumed");
            case Completed r -> refused(r, "resumed");
            case Failed r -> refused(r, "resumed");
            case RolledBack r -> refused(r, "resumed");
            case NeedsOperator r -> refused(r, "resumed");
            case Cancelled r -> refused(r, "resumed");
        };
    }

    private static Steered cancel(Run run, @Nullable String reason) {
        return switch (run) {
            case Queued queued -> new Now(queued.cancel(reason));
            case Running running -> new Now(running.cancel(reason));
            case Paused paused -> new Now(paused.cancel(reason));
            case Failed failed -> new Now(failed.cancel(reason));
            case NeedsOperator needing -> new Now(needing.cancel(reason));
            case Cancelled cancelled -> new AlreadySo();
            case RollingBack r -> refused(r, "cancelled");
            case Completed r -> refused(r, "cancelled");
            case RolledBack r -> refused(r, "cancelled");
        };
    }

    private static Steered retry(Run run, @Nullable String reason) {
        return switch (run) {
            case Failed failed -> new Now(failed.retry(reason));
            case NeedsOperator needing -> new Now(needing.retry(reason));
            case Queued queued -> new AlreadySo();
            case Running running -> new AlreadySo();
            case RollingBack rollingBack -> new AlreadySo();
            case Paused r -> refused(r, "retried");
            case Completed r -> refused(r, "retried");
            case RolledBack r -> refused(r, "retried");
            case Cancelled r -> refused(r, "retried");
        };
    }

    private static Refused refused(Run run, String what) {
        return new Refused(refusal(run, what));
    }

    /** Names the state and what it allows. */
    static Finding refusal(Run run, String what) {
        var ways = run.waysOut();
        return Finding.error(
                "state-does-not-allow",
                "plan",
                "The run of plan %s is %s and cannot be %s"
                        .formatted(run.header().plan(), run.state(), what),
                ways.isEmpty()
                        ? run instanceof RollingBack
                                ? "It is being rolled back; wait for its end: signalbox watch."
                                : "It has ended; request a plan again."
                        : "What it allows: " + String.join(", ", ways) + ".");
    }

    private static String why(String by, @Nullable String reason) {
        return reason == null || reason.isBlank() ? by : by + ": " + reason;
    }
}
