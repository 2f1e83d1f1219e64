package dev.signalbox.planner.domain;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.ChecksumVerdict;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.migration.TokenDifference;
import dev.signalbox.sql.migration.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger's checksums as the files have them now, each difference shown. */
public final class Repairing {

    private final Situation situation;
    private final Goal.Repair goal;

    Repairing(Situation situation, Goal.Repair goal) {
        this.situation = situation;
        this.goal = goal;
    }

    Way way() {
        var wanted = wanted();
        if (goal.migration() != null && wanted.isEmpty()) {
            return Way.blocked(
                    List.of(Forward.unknown(situation, "goal.repair.migration", goal.migration())));
        }
        var steps = new ArrayList<PlannedStep>();
        var missing = new ArrayList<Finding>();
        for (var applied : wanted) {
            var file = fileOf(applied);
            if (file.isEmpty()) {
                missing.add(
                        Finding.warning(
                                "applied-file-missing",
                                applied.migrationId(),
                                "There is no file for " + applied.migrationId(),
                                "Put it back; there is nothing to compare it with."));
            } else if (file.get().verify(applied.checksum()) instanceof ChecksumVerdict.Differs) {
                steps.add(step(applied, file.get(), new StepId(steps.size() + 1)));
            }
        }
        var version = situation.ledger().version().orElse(null);
        return Way.of(
                steps,
                version,
                steps.isEmpty()
                        ? "Nothing to repair: every file is what was applied."
                        : "%d %s of the ledger %s the checksum that the file has now."
                                .formatted(
                                        steps.size(),
                                        steps.size() == 1 ? "row" : "rows",
                                        steps.size() == 1 ? "gets" : "get"),
                List.of(),
                missing);
    }

    private List<AppliedMigration> wanted() {
        var one = goal.migration();
        return situation.ledger().applied().stream()
                .filter(
                        a ->
                                one == null
                                        || a.migrationId().equals(one)
                                        || Version.parse(a.version()).equals(Version.parse(one)))
                .toList();
    }

    private Optional<Migration> fileOf(AppliedMigration applied) {
        return Version.parse(applied.version()).flatMap(situation.migrations()::find);
    }

    private PlannedStep step(AppliedMigration applied, Migration file, StepId id) {
        return new PlannedStep.RepairHistory(
                id,
                "Record %s as it is in %s now".formatted(applied.migrationId(), file.fileName()),
                applied.migrationId(),
                applied.version(),
                file.source().path(),
                PlannedSteps.checksum(applied.checksum()),
                PlannedSteps.checksum(file.normalised()),
                PlannedSteps.checksum(file.raw()),
                differences(situation, applied, file),
                new Estimate(Duration.ofMillis(1), "one row of the ledger"),
                new Risk(
                        Risk.Level.MEDIUM,
                        List.of(
                                "What the file changes beyond what was applied is not in the"
                                        + " database; nothing runs it.")),
                "Repairing it again with the file as it was.");
    }

    /** Where the file's tokens are others than those that were applied. */
    public static List<String> differences(
            Situation situation, AppliedMigration applied, Migration file) {
        return differences(
                situation.background().asApplied().get(applied.migrationId()), applied, file);
    }

    public static List<String> differences(
            @org.jspecify.annotations.Nullable AsApplied was,
            AppliedMigration applied,
            Migration file) {
        if (file.javaClass() != null) {
            return List.of(
                    "The class %s in %s is another than was applied."
                            .formatted(file.javaClass(), file.source().path()));
        }
        if (was == null) {
            return List.of(
                    "The text that was applied at %s is not on record here, so what differs cannot be shown; version control has it."
                            .formatted(applied.appliedAt()));
        }
        var differences = new ArrayList<String>();
        for (var is : file.files()) {
            was.migration().files().stream()
                    .filter(f -> f.path().equals(is.path()))
                    .findFirst()
                    .or(() -> Optional.of(was.migration().source()))
                    .map(f -> TokenDifference.between(is.path(), text(f), text(is)))
                    .ifPresent(differences::addAll);
        }
        return differences;
    }

    private static String text(SourceFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }
}
