package dev.signalbox.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the planner says; written to {@link Topic#PLANS}. */
public sealed interface PlanEvent extends Event {

    PlanId plan();

    /**
     * A plan that could be carried out.
     *
     * @param hash the SHA-256 of the plan's bundle, in hex
     * @param summary one sentence
     * @param approvalRequired the plan waits for consent and is not released
     * @param dryRun the plan is only shown
     */
    record PlanProposed(
            PlanId plan,
            DatabaseId database,
            String hash,
            String summary,
            @Nullable String fromVersion,
            @Nullable String toVersion,
            int steps,
            int migrations,
            Risk risk,
            Estimate estimate,
            boolean downtimeRequired,
            boolean approvalRequired,
            boolean dryRun,
            List<Finding> findings)
            implements PlanEvent {

        public PlanProposed {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The request cannot become a plan.
     *
     * @param findings at least one
     */
    record PlanRefused(PlanId plan, DatabaseId database, List<Finding> findings)
            implements PlanEvent {

        public PlanRefused {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("A refusal says why");
            }
        }
    }

    /**
     * A piece of a plan's bundle; all parts precede the release.
     *
     * @param part 1-based
     * @param of how many there are
     * @param bytes base64 on the wire
     */
    record PlanPart(PlanId plan, DatabaseId database, String hash, int part, int of, Bytes bytes)
            implements PlanEvent {

        public PlanPart {
            Objects.requireNonNull(bytes, "bytes");
            if (part < 1 || part > of) {
                throw new IllegalArgumentException("Part " + part + " of " + of);
            }
        }
    }

    /**
     * The one event that the executor runs.
     *
     * @param startBefore a run that has not started by then never does
     * @param signature the planner's, over plan, database, hash and time
     */
    record PlanReleased(
            PlanId plan, DatabaseId database, String hash, Instant startBefore, Signature signature)
            implements PlanEvent {

        public PlanReleased {
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(startBefore, "startBefore");
            Objects.requireNonNull(signature, "signature");
        }
    }

    /** A newer plan for the database took the place of this one before it was released. */
    record PlanSuperseded(PlanId plan, DatabaseId database, PlanId by) implements PlanEvent {}

    /**
     * The schema is not what the ledger says that the last migration left.
     *
     * @param differences one sentence each
     */
    record DriftDetected(
            PlanId plan,
            DatabaseId database,
            String expectedFingerprint,
            String foundFingerprint,
            List<String> differences)
            implements PlanEvent {

        public DriftDetected {
            differences = List.copyOf(differences);
        }
    }
}
