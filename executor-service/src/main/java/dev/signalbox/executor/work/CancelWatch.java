package dev.signalbox.executor.work;

import dev.signalbox.events.PlanId;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether the step under way is to be cut short. Asked thousands of times a second by a running
 * statement, it looks into the store a few times.
 */
final class CancelWatch implements BooleanSupplier {

    private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();

    private final Steering steering;
    private final PlanId plan;
    private final BooleanSupplier letGo;
    private long lastLook = System.nanoTime() - BETWEEN_LOOKS;
    private boolean wanted;
    private long lastLookForAny = System.nanoTime() - BETWEEN_LOOKS;
    private boolean anythingWanted;

    CancelWatch(Steering steering, PlanId plan, BooleanSupplier letGo) {
        this.steering = steering;
        this.plan = plan;
        this.letGo = letGo;
    }

    @Override
    public boolean getAsBoolean() {
        if (letGo.getAsBoolean()) {
            return true;
        }
        var now = System.nanoTime();
        if (now - lastLook >= BETWEEN_LOOKS) {
            lastLook = now;
            wanted = steering.isCancelWanted(plan);
        }
        return wanted;
    }

    /** Whether anything is asked of the run, be it a pause. */
    boolean isAnythingWanted() {
        if (letGo.getAsBoolean()) {
            return true;
        }
        var now = System.nanoTime();
        if (now - lastLookForAny >= BETWEEN_LOOKS) {
            lastLookForAny = now;
            anythingWanted = steering.isAnythingWanted(plan);
        }
        return anythingWanted;
    }

    /** Looks now. */
    boolean isCancelWanted() {
        return steering.isCancelWanted(plan);
    }
}
