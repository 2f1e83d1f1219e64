package dev.signalbox.database;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of asking for a lease. */
public sealed interface LeaseOutcome {

    /**
     * The caller is the one who may change the database, until it closes the session, is silent for
     * longer than the lease, or is overtaken.
     *
     * @param overtook whose unfinished lease was taken over, or null
     */
    record Acquired(LeasedDatabase session, @Nullable LockHolder overtook)
            implements LeaseOutcome {}

    /**
     * Somebody else is.
     *
     * @param lockHolder null when it is no Signalbox, or its row cannot be read at the moment
     */
    record HeldBy(@Nullable LockHolder lockHolder, Duration waited) implements LeaseOutcome {

        public Optional<LockHolder> holder() {
            return Optional.ofNullable(lockHolder);
        }

        public String message() {
            return "locked by "
                    + (lockHolder == null
                            ? "another process, whose name is not readable"
                            : lockHolder.description())
                    + "; waited "
                    + waited.toMillis()
                    + " ms";
        }
    }
}
