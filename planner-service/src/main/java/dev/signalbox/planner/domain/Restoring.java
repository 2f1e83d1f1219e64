package dev.signalbox.planner.domain;

import dev.signalbox.database.RowCount;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.Risk;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.domain.Background.FileFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole database as a snapshot, or a file, holds it. */
final class Restoring {

    private static final String LATEST = "latest";
    private static final int MOST_NAMED = 10;

    private final Situation situation;
    private final Goal.RestoreTo goal;
    private final List<Finding> errors = new ArrayList<>();

    Restoring(Situation situation, Goal.RestoreTo goal) {
        this.situation = situation;
        this.goal = goal;
    }

    /** What is restored, wherever it is. */
    private record Source(
            @Nullable SnapshotId snapshot,
            @Nullable String file,
            String sha256,
            String fingerprint,
            @Nullable String version,
            Map<String, Long> rows,
            String sentence) {}

    /** The tables of which it is good to know what would be lost. */
    List<String> tables() {
        return source().map(s -> List.copyOf(s.rows().keySet())).orElse(List.of());
    }

    Way way() {
        var source = source();
        if (situation.background().unreadable() != null && !situation.options().forced()) {
            errors.add(
                    Finding.error(
                            "database-unreadable",
                            situation.request().database().value(),
                            "The database cannot be read: " + situation.background().unreadable(),
                            "--force restores without a snapshot of what is there; the damaged file"
                                    + " is kept beside it."));
        }
        if (source.isEmpty() || !errors.isEmpty()) {
            return Way.blocked(errors);
        }
        var steps = new ArrayList<PlannedStep>();
        if (situation.observed().isPresent()) {
            steps.add(PlannedSteps.snapshotStep(situation, new StepId(1)));
        }
        steps.add(step(source.get(), new StepId(steps.size() + 1)));
        var version = source.get().version();
        return Way.of(
                steps,
                version,
                "%s becomes what %s holds, at %s."
                        .formatted(
                                situation.request().database(),
                                source.get().sentence(),
                                version == null ? "no version" : "version " + version),
                List.of(),
                List.of());
    }

    private Optional<Source> source() {
        return goal.snapshot() == null
                ? situation.background().file().flatMap(this::ofFile)
                : ofSnapshot(goal.snapshot());
    }

    private Optional<Source> ofFile(FileFacts facts) {
        var problem = facts.problem();
        if (problem != null) {
            errors.add(
                    Finding.error(
                            "unusable-file",
                            "goal.restoreTo.file",
                            facts.path() + " cannot be restored: " + problem,
                            "Name a whole SQLite database."));
            return Optional.empty();
        }
        return Optional.of(
                new Source(
                        null,
                        facts.path(),
                        facts.sha256(),
                        facts.fingerprint(),
                        facts.version(),
                        facts.rows(),
                        "the file " + facts.path()));
    }

    private Optional<Source> ofSnapshot(String wanted) {
        var manifests = situation.background().manifests();
        var found =
                wanted.equals(LATEST)
                        ? manifests.stream().findFirst()
                        : manifests.stream()
                                .filter(m -> m.snapshot().toString().equals(wanted))
                                .findFirst();
        if (found.isEmpty()) {
            errors.add(
                    Finding.error(
                            "unknown-snapshot",
                            "goal.restoreTo.snapshot",
                            wanted.equals(LATEST)
                                    ? "There is no snapshot of " + situation.request().database()
                                    : "There is no snapshot '%s' of %s"
                                            .formatted(wanted, situation.request().database()),
                            "signalbox backup list shows them; a database file can be restored by"
                                    + " its path."));
        }
        return found.map(Restoring::of);
    }

    private static Source of(Manifest manifest) {
        return new Source(
                manifest.snapshot(),
                null,
                manifest.sha256(),
                manifest.fingerprint(),
                manifest.version(),
                manifest.rows(),
                "the snapshot of " + manifest.takenAt());
    }

    private PlannedStep step(Source source, StepId id) {
        var size = Math.max(situation.sizeBytes(), 1);
        return new PlannedStep.Restore(
                id,
                "Restore %s".formatted(source.sentence()),
                source.snapshot(),
                source.file(),
                source.sha256(),
                source.fingerprint(),
                source.version(),
                source.rows(),
                "Nobody else can write while the pages are copied; readers go on in WAL mode, and"
                        + " wait otherwise. Connections stay good.",
                new Estimate(
                        Duration.ofMillis(100 + size * 1000 / 100_000_000),
                        "the file's size at 100 MB/s, checked and copied"),
                risk(source),
                situation.observed().isPresent()
                        ? "The snapshot that this plan takes first brings back what is there now."
                        : "There is nothing that it replaces.");
    }

    /** What was applied behind the version that is restored. */
    private List<String> notInForce(Source source) {
        var applied = situation.ledger().applied();
        var kept = 0;
        for (var i = 0; i < applied.size(); i++) {
            if (applied.get(i).version().equals(source.version())) {
                kept = i + 1;
            }
        }
        return applied.subList(kept, applied.size()).stream().map(m -> m.migrationId()).toList();
    }

    /** What is there now and would not be afterwards. */
    private Risk risk(Source source) {
        if (situation.observed().isEmpty()) {
            return Risk.LOW;
        }
        var causes = new ArrayList<String>();
        situation
                .observed()
                .get()
                .schema()
                .tables()
                .forEach(
                        table -> {
                            var then = source.rows().get(table.name());
                            var now = situation.rows().get(table.name());
                            if (then == null) {
                                causes.add("Table %s is not in it.".formatted(table.name()));
                            } else if (now != null
                                    && now.source() != RowCount.Source.UNKNOWN
                                    && now.rows() != then) {
                                causes.add(
                                        "Table %s has %,d rows now and %,d then."
                                                .formatted(table.name(), now.rows(), then));
                            }
                        });
        var all = new ArrayList<String>();
        all.add("What applications wrote since is not in it; the snapshot taken first has it.");
        var after = notInForce(source);
        if (!after.isEmpty()) {
            all.add("Not in force any more: " + String.join(", ", after) + ".");
        }
        all.addAll(causes.subList(0, Math.min(MOST_NAMED, causes.size())));
        if (causes.size() > MOST_NAMED) {
            all.add("And %d more tables differ.".formatted(causes.size() - MOST_NAMED));
        }
        return new Risk(Risk.Level.HIGH, all);
    }
}
