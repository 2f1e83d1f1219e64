package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.WaitPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tries again while the file is locked, for as long as a policy allows. */
final class BusyWait {

    private final WaitPolicy policy;
    private final Supplier<Optional<LockHolder>> holder;
    private final BooleanSupplier stop;
    private final long start = System.nanoTime();

    BusyWait(WaitPolicy policy, Supplier<Optional<LockHolder>> holder, BooleanSupplier stop) {
        this.policy = policy;
        this.holder = holder;
        this.stop = stop;
    }

    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * @throws DatabaseException with {@code LOCKED} when the policy's time is over
     */
    void until(Runnable attempt) {
        while (true) {
            try {
                attempt.run();
                return;
            } catch (DatabaseException e) {
                if (e.reason() != Reason.LOCKED || !again()) {
                    throw e;
                }
            }
        }
    }

    /** Sleeps and says true, or says at once that the time is over. */
    boolean again() {
        Duration left = policy.atMost().minus(waited());
        if (left.isNegative() || left.isZero() || stop.getAsBoolean() || interrupted()) {
            return false;
        }
        policy.listener().waiting(holder.get(), waited());
        Duration pause = policy.between().compareTo(left) < 0 ? policy.between() : left;
        LockSupport.parkNanos(pause.toNanos());
        return true;
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
