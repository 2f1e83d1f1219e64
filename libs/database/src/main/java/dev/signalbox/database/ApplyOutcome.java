package dev.signalbox.database;

import dev.signalbox.sql.Checksum;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came of applying a migration. Only {@link Applied} and {@link AlreadyApplied} mean that it
 * is in force; after every other outcome the database is as it was before.
 */
public sealed interface ApplyOutcome {

    /** One sentence for an operator. */
    String message();

    /**
     * Committed, and as durable as the database's own settings make a commit.
     *
     * @param rows inserted, updated and deleted by its statements, triggers and cascades
     * @param notes what was put back from slices of an earlier way back, and what was not; a
     *     sentence each
     */
    record Applied(
            long historyId,
            Duration duration,
            long rows,
            Fingerprint before,
            Fingerprint after,
            List<String> notes)
            implements ApplyOutcome {

        public Applied {
            notes = List.copyOf(notes);
        }

        @Override
        public String message() {
            return "applied in " + duration.toMillis() + " ms, " + rows + " rows changed";
        }
    }

    /** It is in force already, with the same checksum; nothing was done. */
    record AlreadyApplied(AppliedMigration row) implements ApplyOutcome {

        @Override
        public String message() {
            return "already applied at " + row.appliedAt();
        }
    }

    /** Another script is in force under the same id; nothing was done. */
    record AppliedDifferently(AppliedMigration row, Checksum given) implements ApplyOutcome {

        @Override
        public String message() {
            return "migration "
                    + row.migrationId()
                    + " was applied at "
                    + row.appliedAt()
                    + " with checksum "
                    + row.checksum().hex()
                    + ", and now has "
                    + given.hex()
                    + ". Put the applied script back, and write the change as a new migration";
        }
    }

    /** The schema is not what was expected; nothing was done. */
    record Drifted(Fingerprint expected, Fingerprint found, List<String> differences)
            implements ApplyOutcome {

        public Drifted {
            differences = List.copyOf(differences);
        }

        @Override
        public String message() {
            return "the schema is not what the plan was made for"
                    + (differences.isEmpty() ? "" : ": " + String.join("; ", differences))
                    + ". Plan again";
        }
    }

    /**
     * The session may no longer write; nothing was done. Asking for a lease again is the way on.
     *
     * @param foundEpoch on the fence; -1 when there is no fence row
     */
    record Overtaken(long ownEpoch, long foundEpoch, Cause cause) implements ApplyOutcome {

        /** How the lease was lost. */
        public enum Cause {
            FENCE_RAISED,
            FENCE_MISSING,
            LOCK_MISSING,
            LOCK_TAKEN,
            LEASE_EXPIRED
        }

        public OptionalLong found() {
            return foundEpoch < 0 ? OptionalLong.empty() : OptionalLong.of(foundEpoch);
        }

        @Override
        public String message() {
            String why =
                    switch (cause) {
                        case FENCE_RAISED -> "another worker took over with epoch " + foundEpoch;
                        case FENCE_MISSING -> "the fence row is gone";
                        case LOCK_MISSING -> "the lock row is gone";
                        case LOCK_TAKEN -> "the lock row names somebody else";
                        case LEASE_EXPIRED -> "its lease ran out";
                    };
            return "the lease with epoch " + ownEpoch + " is lost: " + why;
        }
    }

    /**
     * A statement, a check or the commit failed.
     *
     * @param recorded whether a failed row is in the history
     */
    record Failed(StatementError error, boolean recorded) implements ApplyOutcome {

        @Override
        public String message() {
            return error.message();
        }
    }

    /** Rows of tables that the script did not mean to touch would have been lost. */
    record GuardTripped(List<LostRows> lost, boolean recorded) implements ApplyOutcome {

        public GuardTripped {
            lost = List.copyOf(lost);
        }

        @Override
        public String message() {
            return String.join("; ", lost.stream().map(LostRows::message).toList())
                    + ". Nothing was changed. Put PRAGMA foreign_keys=OFF; first in the file: it is"
                    + " then off while this migration runs, and the references are checked before"
                    + " the commit";
        }
    }

    /**
     * The time limit was over.
     *
     * @param statement 1-based, the one that ran; 0 before the first
     */
    record TimedOut(Duration limit, int statement, boolean recorded) implements ApplyOutcome {

        @Override
        public String message() {
            return "took longer than "
                    + limit.toMillis()
                    + " ms, "
                    + (statement == 0 ? "before the first statement" : "in statement " + statement)
                    + "; rolled back";
        }
    }

    /**
     * The caller cancelled it.
     *
     * @param statement 1-based, the one that ran; 0 before the first
     */
    record Interrupted(Duration after, int statement, boolean recorded) implements ApplyOutcome {

        @Override
        public String message() {
            return "cancelled after "
                    + after.toMillis()
                    + " ms, "
                    + (statement == 0 ? "before the first statement" : "in statement " + statement)
                    + "; rolled back";
        }
    }
}
