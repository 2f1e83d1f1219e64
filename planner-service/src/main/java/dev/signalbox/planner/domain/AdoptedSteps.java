package dev.signalbox.planner.domain;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.domain.Adoptable.One;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps by which migrations go on record that another tool applied. */
final class AdoptedSteps {

    private final DatabaseId database;
    private final Adoptable adoptable;

    AdoptedSteps(DatabaseId database, Adoptable adoptable) {
        this.database = database;
        this.adoptable = adoptable;
    }

    /**
     * @param baseline a version whose row stands for all that was before it
     * @param doubt what makes it uncertain that they are in place
     */
    List<PlannedStep> of(List<One> migrations, @Nullable String baseline, @Nullable String doubt) {
        var steps = new ArrayList<PlannedStep>();
        if (baseline != null) {
            steps.add(baseline(baseline));
        }
        for (var one : migrations) {
            steps.add(step(new StepId(steps.size() + 1), one, doubt));
        }
        return steps;
    }

    private PlannedStep baseline(String version) {
        return new PlannedStep.Adopt(
                new StepId(1),
                "Adopt version %s as the baseline: whatever was before it counts as applied"
                        .formatted(version),
                "baseline-" + version,
                version,
                "baseline",
                null,
                null,
                null,
                adoptable.from(),
                null,
                null,
                null,
                estimate(),
                new Risk(
                        Risk.Level.MEDIUM,
                        List.of("No file says what was before it, so nothing can be compared.")),
                "signalbox down --force takes it off the record.");
    }

    private PlannedStep step(StepId id, One one, @Nullable String doubt) {
        var migration = one.migration();
        return new PlannedStep.Adopt(
                id,
                "Adopt " + migration.stem() + told(one),
                migration.stem(),
                migration.version().toString(),
                migration.name(),
                migration.source().path(),
                PlannedSteps.checksum(migration.normalised()),
                PlannedSteps.checksum(migration.raw()),
                adoptable.from(),
                one.appliedAt(),
                one.duration(),
                one.appliedBy(),
                estimate(),
                risk(one, doubt),
                migration.isReversible()
                        ? "signalbox down runs its DOWN section and takes it off the record."
                        : "signalbox down --force takes it off the record.");
    }

    private static String told(One one) {
        var at = one.appliedAt();
        var by = one.appliedBy();
        return (at == null ? "" : ", applied " + at) + (by == null ? "" : " by " + by);
    }

    private static Risk risk(One one, @Nullable String doubt) {
        var reasons = Stream.of(one.doubt(), doubt).filter(Objects::nonNull).toList();
        return reasons.isEmpty() ? Risk.LOW : new Risk(Risk.Level.MEDIUM, reasons);
    }

    private static Estimate estimate() {
        return new Estimate(Duration.ofMillis(1), "one row of the ledger");
    }

    String summary(int migrations, @Nullable String baseline, @Nullable String doubt) {
        var what =
                migrations == 0
                        ? "The baseline " + baseline + " goes on record"
                        : migrations == 1
                                ? "1 migration of %s goes on record as applied"
                                        .formatted(adoptable.from())
                                : "%d migrations of %s go on record as applied"
                                        .formatted(migrations, adoptable.from());
        return "%s to %s, and nothing runs.%s"
                .formatted(
                        migrations == 0 ? what + " as applied" : what,
                        database,
                        doubt == null ? " The schema is what the files make." : "");
    }
}
