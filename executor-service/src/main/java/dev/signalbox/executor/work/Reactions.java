package dev.signalbox.executor.work;

import dev.signalbox.events.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Hooks that run because a run failed; one that fails itself is told, and holds up nothing. */
final class Reactions {

    private static final Logger LOG = Logger.getLogger(Reactions.class);

    private Reactions() {}

    /** What they tell. */
    static List<ExecutionEvent> run(Turn turn, String event) throws InterruptedException {
        var told = new ArrayList<ExecutionEvent>();
        for (var hook : turn.plan().reactions()) {
            if (!hook.event().equals(event)) {
                continue;
            }
            var key = event + " " + hook.id().ordinal();
            switch (Steps.guarded(() -> Hooks.run(turn, hook, key))) {
                case StepEnd.Done done -> {
                    // Of a failure before, which was retried: it has not run for this one.
                    if (!done.result().adopted()) {
                        told.addAll(done.told());
                    }
                }
                case StepEnd.Failed failed -> {
                    LOG.warnf("The hook %s failed: %s", hook.file(), failed.failure().error());
                    told.addAll(failed.told());
                }
                case StepEnd.CutShort cut -> {
                    return told;
                }
                case StepEnd.Asks asks -> throw new IllegalStateException("A hook asks nobody");
            }
        }
        return told;
    }
}
