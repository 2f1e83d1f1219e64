package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyProgress;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.domain.Progress;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a step needs in its turn.
 *
 * @param cutShort asked many times while it works; once true, it leaves nothing behind
 * @param wanted asked between two parts of a step that can stand still between them: whether
 *     somebody asked for something, or it is cut short
 * @param remaining of the run's time
 */
record Turn(
        ServiceSpine spine,
        PlanDocument plan,
        Run.Header header,
        Progress progress,
        DatabaseSession session,
        Scripts scripts,
        Cause cause,
        BooleanSupplier cutShort,
        BooleanSupplier wanted,
        Duration remaining) {

    ApplyOptions options(
            boolean allowLostRows, ApplyProgress listener, @Nullable Fingerprint expected) {
        return new ApplyOptions(
                allowLostRows, remaining, cutShort, listener, session.waitPolicy(), expected);
    }
}
