package dev.signalbox.events.plan;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What would be done to a database, in order, and from which state on.
 *
 * @param start the state that the plan was made for; the executor refuses another one
 * @param fromVersion the last version applied; absent on a database without migrations
 * @param toVersion the version afterwards; absent when there is none
 * @param files the scripts, exactly as they will run
 */
public record PlanDocument(
        PlanId plan,
        DatabaseId database,
        String engine,
        String environment,
        Goal goal,
        @Nullable String reason,
        Actor requestedBy,
        Instant plannedAt,
        Start start,
        Execution execution,
        @Nullable String fromVersion,
        @Nullable String toVersion,
        String summary,
        List<PlannedStep> steps,
        Risk risk,
        Estimate estimate,
        boolean downtimeRequired,
        List<Finding> warnings,
        List<BundledFile> files) {

    public PlanDocument {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(execution, "execution");
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        files = List.copyOf(files);
    }

    /** For showing: the files with their names and digests only. Its hash is another. */
    public PlanDocument withoutText() {
        return new PlanDocument(
                plan,
                database,
                engine,
                environment,
                goal,
                reason,
                requestedBy,
                plannedAt,
                start,
                execution,
                fromVersion,
                toVersion,
                summary,
                steps,
                risk,
                estimate,
                downtimeRequired,
                warnings,
                files.stream().map(f -> new BundledFile(f.path(), f.sha256(), "")).toList());
    }

    /**
     * @param fingerprint of the schema
     * @param applied the migrations in force, by their ids, in the ledger's order
     */
    public record Start(String fingerprint, List<String> applied) {

        public Start {
            applied = List.copyOf(applied);
        }
    }

    /**
     * @param timeout of the whole run
     * @param force warnings and drift are passed
     */
    public record Execution(Duration timeout, boolean force) {}

    /**
     * @param path within the project, with forward slashes
     * @param sha256 of the bytes, in hex
     * @param text the whole content, which is UTF-8
     */
    public record BundledFile(String path, String sha256, String text) {}
}
