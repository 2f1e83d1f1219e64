package dev.signalbox.planner.domain;

import dev.signalbox.database.Ledger;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.migration.Migration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From a situation to a plan: no I/O, the same answer for the same situation. */
public final class Planning {

    /** The fingerprint of a database that does not exist yet. */
    public static final String ABSENT = "absent";

    /** The fingerprint of a database that cannot be read. */
    public static final String UNREADABLE = "unreadable";

    private final Situation situation;
    private final Options options;
    private final Ledger ledger;
    private final List<Finding> warnings = new ArrayList<>();

    private Planning(Situation situation) {
        this.situation = situation;
        this.options = situation.options();
        this.ledger = situation.ledger();
    }

    public static Planned plan(Situation situation) {
        return new Planning(situation).plan();
    }

    /** The tables whose rows should be counted before a plan is made. */
    public static List<String> tables(Situation situation) {
        return switch (situation.request().goal()) {
            case Goal.MigrateTo goal ->
                    new Forward(situation, goal)
                            .pending().stream()
                                    .flatMap(m -> tablesOf(situation, m).stream())
                                    .toList();
            case Goal.RestoreTo goal -> new Restoring(situation, goal).tables();
            case Goal.RevertTo goal -> List.of();
            case Goal.Repair goal -> List.of();
            case Goal.MarkApplied goal -> List.of();
            case Goal.Tag goal -> List.of();
            case Goal.Release goal -> List.of();
            case Goal.Adopt goal -> List.of();
            case Goal.Transform goal -> new Transforming(situation, goal).tables();
        };
    }

    private static List<String> tablesOf(Situation situation, Migration migration) {
        var tables = new ArrayList<>(Workload.tablesOf(migration.up().statements()));
        tables.addAll(migration.metadata().affectedTables());
        tables.addAll(Backfills.tables(situation.project().rules().after(migration.stem())));
        return tables;
    }

    private Planned plan() {
        var errors = new ArrayList<Finding>(Permissions.missing(situation));
        var way = way();
        errors.addAll(way.errors());
        var drift = heedsDrift() ? drift() : null;
        if (drift != null && !options.forced()) {
            errors.addAll(driftFindings(drift));
            return new Planned.Refused(errors, drift);
        }
        if (!errors.isEmpty()) {
            return new Planned.Refused(errors);
        }
        if (drift != null) {
            warnings.addAll(driftFindings(drift).stream().map(Planning::asWarning).toList());
        }
        warnings.addAll(way.warnings());
        var document = document(way);
        return new Planned.Proposed(document, stateOf(document));
    }

    private Way way() {
        return switch (situation.request().goal()) {
            case Goal.MigrateTo goal -> new Forward(situation, goal).way();
            case Goal.RevertTo goal -> new Back(situation, goal).way();
            case Goal.RestoreTo goal -> new Restoring(situation, goal).way();
            case Goal.Repair goal -> new Repairing(situation, goal).way();
            case Goal.MarkApplied goal -> new Marking(situation, goal).way();
            case Goal.Tag goal -> new Naming(situation, goal).way();
            case Goal.Release goal -> new Naming(situation, goal).way();
            case Goal.Adopt goal -> new Adopting(situation, goal).way();
            case Goal.Transform goal -> new Transforming(situation, goal).way();
        };
    }

    /** What replaces the schema, or only writes to the ledger, cannot mind it. */
    private boolean heedsDrift() {
        return switch (situation.request().goal()) {
            case Goal.MigrateTo goal -> true;
            case Goal.RevertTo goal -> true;
            case Goal.RestoreTo goal -> false;
            case Goal.Repair goal -> false;
            case Goal.MarkApplied goal -> false;
            case Goal.Tag goal -> false;
            case Goal.Release goal -> false;
            case Goal.Adopt goal -> false;
            case Goal.Transform goal -> true;
        };
    }

    private PlanState stateOf(PlanDocument document) {
        if (document.steps().isEmpty() || options.dryRunOnly()) {
            return PlanState.PROPOSED;
        }
        return situation.policy().requireApproval() || options.wantsApproval()
                ? PlanState.AWAITING_APPROVAL
                : PlanState.RELEASED;
    }

    private Planned.@Nullable Drift drift() {
        var observed = situation.observed();
        var stamp = ledger.latestStamp();
        if (observed.isEmpty() || stamp.isEmpty()) {
            return null;
        }
        var differences = observed.get().drift();
        return differences.isEmpty()
                ? null
                : new Planned.Drift(
                        stamp.get().fingerprint().toString(),
                        observed.get().schema().fingerprint().toString(),
                        differences);
    }

    private static List<Finding> driftFindings(Planned.Drift drift) {
        return drift.differences().stream()
                .map(
                        difference ->
                                Finding.error(
                                        "drift",
                                        null,
                                        "The schema is not what the last migration left: "
                                                + difference,
                                        "Undo the change or write it as a migration; --force goes on"
                                                + " from the schema as it is."))
                .toList();
    }

    private static Finding asWarning(Finding finding) {
        return Finding.warning(
                finding.code(),
                finding.where(),
                finding.message(),
                "Passed by --force, and on the trail.");
    }

    private PlanDocument document(Way way) {
        var risk = RiskAssessment.together(way.steps().stream().map(PlannedStep::risk).toList());
        return new PlanDocument(
                situation.plan(),
                situation.request().database(),
                situation.engine(),
                situation.environment(),
                situation.request().goal(),
                situation.request().reason(),
                situation.actor(),
                situation.now(),
                new PlanDocument.Start(
                        startFingerprint(),
                        ledger.applied().stream().map(m -> m.migrationId()).toList()),
                execution(),
                ledger.version().orElse(null),
                way.toVersion(),
                way.summary(),
                way.steps(),
                risk,
                total(way.steps()),
                way.downtimeRequired(),
                warnings,
                way.files(),
                way.reactions(),
                new PlanDocument.Form(
                        situation.form().format().id(), situation.form().placeholders()));
    }

    private String startFingerprint() {
        if (situation.background().unreadable() != null) {
            return UNREADABLE;
        }
        return situation.observed().map(o -> o.schema().fingerprint().toString()).orElse(ABSENT);
    }

    private PlanDocument.Execution execution() {
        var policy = situation.policy();
        return new PlanDocument.Execution(
                Objects.requireNonNullElse(options.timeout(), policy.maxDuration()),
                options.forced(),
                Objects.requireNonNullElse(options.pauseBetweenSteps(), Duration.ZERO),
                Boolean.TRUE.equals(options.continueOnWarning()),
                policy.autoRollback(),
                policy.writesStopped());
    }

    private static Estimate total(List<PlannedStep> steps) {
        var duration =
                steps.stream()
                        .map(s -> s.estimate().duration())
                        .reduce(Duration.ZERO, Duration::plus);
        return new Estimate(
                duration, steps.isEmpty() ? "there are no steps" : "the sum of the steps");
    }
}
