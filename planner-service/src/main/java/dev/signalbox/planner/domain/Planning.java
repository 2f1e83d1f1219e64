package dev.signalbox.planner.domain;

import dev.signalbox.database.Ledger;
import dev.signalbox.database.Observation;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a situation to a plan: no I/O, the same answer for the same situation. */
public final class Planning {

    /** The fingerprint of a database that does not exist yet. */
    public static final String ABSENT = "absent";

    private final Situation situation;
    private final Options options;
    private final Ledger ledger;
    private final List<Finding> warnings = new ArrayList<>();

    private Planning(Situation situation) {
        this.situation = situation;
        this.options = situation.request().optionsOrDefault();
        this.ledger = situation.observed().map(Observation::ledger).orElse(Ledger.ABSENT);
    }

    public static Planned plan(Situation situation) {
        return new Planning(situation).plan();
    }

    /** The migrations that a request asks for; empty when its target is unknown. */
    public static List<Migration> pending(Situation situation) {
        var planning = new Planning(situation);
        return planning.target().map(planning::pending).orElse(List.of());
    }

    /** The tables whose rows should be counted before a migration is planned. */
    public static List<String> tablesOf(Migration migration) {
        var tables = new ArrayList<>(Workload.tablesOf(migration.up().statements()));
        tables.addAll(migration.metadata().affectedTables());
        return tables;
    }

    private Planned plan() {
        var errors = new ArrayList<Finding>(notAllowed());
        errors.addAll(LedgerComparison.findings(ledger, situation.migrations(), options.forced()));
        var target = target();
        if (target.isEmpty() && !asksForNothing()) {
            errors.add(unknownTarget());
        }
        var drift = drift();
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
        var document = document(target.map(this::pending).orElse(List.of()));
        return new Planned.Proposed(document, stateOf(document));
    }

    private PlanState stateOf(PlanDocument document) {
        if (document.steps().isEmpty() || options.dryRunOnly()) {
            return PlanState.PROPOSED;
        }
        return situation.policy().requireApproval() || options.wantsApproval()
                ? PlanState.AWAITING_APPROVAL
                : PlanState.RELEASED;
    }

    /** What this actor may not ask for, and what contradicts the settings. */
    private List<Finding> notAllowed() {
        var findings = new ArrayList<Finding>();
        if (!situation.authenticated()) {
            if (options.forced()) {
                findings.add(claimed("options.force", "to pass warnings and drift"));
            }
            if (Boolean.TRUE.equals(options.skipBackup()) && !situation.policy().skipBackup()) {
                findings.add(claimed("options.skipBackup", "to go without the snapshot"));
            }
        }
        var expected = options.environment();
        if (expected != null && !expected.equals(situation.environment())) {
            findings.add(
                    Finding.error(
                            "wrong-environment",
                            "options.environment",
                            "%s belongs to the environment '%s', not '%s'"
                                    .formatted(
                                            situation.request().database(),
                                            situation.environment(),
                                            expected),
                            "Name the environment that is meant, or the database that belongs to it."));
        }
        return findings;
    }

    private static Finding claimed(String where, String what) {
        return Finding.error(
                "not-allowed-for-claimed-actor",
                where,
                "A request whose actor is only claimed may not ask " + what,
                "Ask through REST or 'signalbox up', where the actor is authenticated.");
    }

    private boolean asksForNothing() {
        return situation.migrations().inOrder().isEmpty() && Goal.LATEST.equals(wanted());
    }

    private String wanted() {
        return switch (situation.request().goal()) {
            case Goal.MigrateTo migrateTo -> migrateTo.version();
            default -> throw new IllegalStateException("Not yet");
        };
    }

    private Optional<Migration> target() {
        return situation.migrations().resolve(wanted());
    }

    private Finding unknownTarget() {
        var nearest = situation.migrations().nearest(wanted());
        return Finding.error(
                "unknown-version",
                "goal.migrateTo",
                "There is no migration '%s'".formatted(wanted()),
                nearest.isEmpty()
                        ? "Give a version or a file's name without .sql, or 'latest'."
                        : "Did you mean " + String.join(" or ", nearest) + "?");
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

    private List<Migration> pending(Migration target) {
        return Goal.LATEST.equals(wanted())
                ? situation.migrations().pending(LedgerComparison.versions(ledger))
                : situation.migrations().upTo(target, LedgerComparison.versions(ledger));
    }

    private PlanDocument document(List<Migration> pending) {
        warnAboutOrder(pending);
        var steps = new PlannedSteps(situation, backsUp(pending)).of(pending);
        var toVersion = versionAfter(pending);
        var risk = RiskAssessment.together(steps.stream().map(PlannedStep::risk).toList());
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
                        situation
                                .observed()
                                .map(o -> o.schema().fingerprint().toString())
                                .orElse(ABSENT),
                        ledger.applied().stream().map(m -> m.migrationId()).toList()),
                PlanDocument.Execution.of(
                        options.timeout() == null
                                ? situation.policy().maxDuration()
                                : options.timeout(),
                        options.forced()),
                ledger.version().orElse(null),
                toVersion,
                summary(pending, toVersion),
                steps,
                risk,
                total(steps),
                pending.stream().anyMatch(m -> m.metadata().requiresDowntime()),
                warnings,
                pending.stream().map(Planning::file).toList(),
                List.of());
    }

    private void warnAboutOrder(List<Migration> pending) {
        var greatest = LedgerComparison.versions(ledger).stream().max(Version::compareTo);
        for (var migration : pending) {
            if (greatest.filter(g -> migration.version().compareTo(g) < 0).isPresent()) {
                warnings.add(
                        Finding.warning(
                                "out-of-order",
                                migration.fileName(),
                                "%s is applied after version %s, which is higher"
                                        .formatted(migration.fileName(), greatest.get()),
                                "That happens when branches meet; see that the two do not depend on"
                                        + " each other's order."));
            }
        }
    }

    private boolean backsUp(List<Migration> pending) {
        return !pending.isEmpty()
                && situation.observed().isPresent()
                && !situation.policy().skipBackup()
                && !Boolean.TRUE.equals(options.skipBackup());
    }

    private @Nullable String versionAfter(List<Migration> pending) {
        return pending.isEmpty()
                ? ledger.version().orElse(null)
                : pending.getLast().version().toString();
    }

    private String summary(List<Migration> pending, @Nullable String toVersion) {
        var database = situation.request().database();
        if (pending.isEmpty()) {
            return toVersion == null
                    ? "Nothing to do: there are no migrations for " + database + "."
                    : "Nothing to do: %s is at version %s.".formatted(database, toVersion);
        }
        var count = pending.size() == 1 ? "1 migration takes" : pending.size() + " migrations take";
        var from = ledger.version().map(v -> " from version " + v).orElse("");
        return "%s %s%s to version %s.".formatted(count, database, from, toVersion);
    }

    private static Estimate total(List<PlannedStep> steps) {
        var duration =
                steps.stream()
                        .map(s -> s.estimate().duration())
                        .reduce(Duration.ZERO, Duration::plus);
        return new Estimate(
                duration, steps.isEmpty() ? "there are no steps" : "the sum of the steps");
    }

    private static BundledFile file(Migration migration) {
        var bytes = migration.source().bytes();
        return new BundledFile(
                migration.source().path(),
                Json.sha256(bytes),
                new String(bytes, StandardCharsets.UTF_8),
                null);
    }
}
