package dev.signalbox.executor.domain;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.ExecutionEvent.RunQueued;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan being carried out. What may happen to it next is what its state has methods for; each
 * returns the next state with the events that tell of it, which are stored together.
 */
public sealed interface Run
        permits Queued,
                Running,
                Paused,
                RollingBack,
                Completed,
                Failed,
                RolledBack,
                NeedsOperator,
                Cancelled {

    Header header();

    /** How the state is called outside. */
    String state();

    /** What an operator may do about it, by the names of the commands. */
    List<String> waysOut();

    /** What never changes. */
    record Header(RunId run, PlanId plan, DatabaseId database, String hash, Instant queuedAt) {}

    /** The next state, and what is to be told. */
    record Transition(Run next, List<ExecutionEvent> events) {

        public Transition {
            events = List.copyOf(events);
        }

        /** The same, with what is told before. */
        public Transition after(List<? extends ExecutionEvent> before) {
            var all = new ArrayList<ExecutionEvent>(before);
            all.addAll(events);
            return new Transition(next, all);
        }

        /** Two in one. */
        public Transition then(Transition second) {
            return second.after(events);
        }
    }

    /** A release that was found good. */
    static Transition queue(Header header, int steps) {
        return new Transition(
                new Queued(header),
                List.of(
                        new RunQueued(
                                header.plan(),
                                header.run(),
                                header.database(),
                                header.hash(),
                                steps)));
    }

    /** Why a step failed, and where. */
    record StepFailure(
            String error,
            @Nullable String file,
            @Nullable Integer statement,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String code,
            @Nullable String hint,
            boolean needsOperator) {

        public static StepFailure of(String error, @Nullable String hint) {
            return new StepFailure(error, null, null, null, null, null, hint, false);
        }

        public StepFailure in(String script) {
            return new StepFailure(
                    error, script, statement, line, column, code, hint, needsOperator);
        }
    }
}
