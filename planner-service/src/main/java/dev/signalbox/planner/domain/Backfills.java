package dev.signalbox.planner.domain;

import dev.signalbox.database.RowCount;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.transfer.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The steps by which rules transform rows, each with what a person wants to know of it. */
final class Backfills {

    /** Rows a second, by order of magnitude. */
    private static final long BY_SQL = 100_000;

    private static final long BY_JAVA = 30_000;
    private static final Duration PER_BATCH = Duration.ofMillis(2);

    private static final String LOCKS =
            "Nobody else can write to the file while a batch runs; between two batches everybody"
                    + " can.";

    private Backfills() {}

    static List<Function<StepId, PlannedStep>> steps(Situation situation, List<Rule> rules) {
        var made = new ArrayList<Function<StepId, PlannedStep>>();
        rules.forEach(rule -> made.add(id -> step(situation, rule, false, id)));
        return made;
    }

    static List<Function<StepId, PlannedStep>> undoing(Situation situation, List<Rule> rules) {
        var made = new ArrayList<Function<StepId, PlannedStep>>();
        rules.reversed().forEach(rule -> made.add(id -> step(situation, rule, true, id)));
        return made;
    }

    /** The files that these steps run, each once. */
    static List<BundledFile> files(List<Rule> rules) {
        var files = new ArrayList<BundledFile>();
        rules.forEach(
                rule -> {
                    files.add(file(rule.file()));
                    rule.jar().map(Backfills::file).ifPresent(files::add);
                });
        return files.stream().distinct().toList();
    }

    /** The tables whose rows should be counted first. */
    static List<String> tables(List<Rule> rules) {
        var tables = new ArrayList<String>();
        rules.forEach(
                rule -> {
                    var source = rule.source();
                    if (source != null) {
                        tables.add(source.table());
                    }
                });
        return tables;
    }

    private static BundledFile file(SourceFile source) {
        return BundledFile.of(source.path(), source.bytes());
    }

    private static PlannedStep step(Situation situation, Rule rule, boolean takesBack, StepId id) {
        var source = takesBack ? null : rule.source();
        var options = situation.options();
        var batchSize = Objects.requireNonNullElse(options.batchSize(), rule.batchSize());
        var pause =
                Objects.requireNonNullElse(
                        options.pauseBetweenBatches(), rule.pauseBetweenBatches());
        var rows = source == null ? 0 : rows(situation, source.table());
        return new PlannedStep.Backfill(
                id,
                takesBack
                        ? "Take back what %s wrote".formatted(rule.id())
                        : "Transform by %s: %s".formatted(rule.id(), rule.description()),
                rule.id(),
                rule.description(),
                takesBack,
                rule.after(),
                source == null ? null : source.table(),
                rule.file().path(),
                rule.jar().map(SourceFile::path).orElse(null),
                rows,
                batchSize,
                pause,
                rule.onError() == Rule.OnError.SKIP,
                rule.hasUndo(),
                LOCKS,
                estimate(rule, rows, batchSize, pause),
                risk(rule, takesBack),
                undo(rule, takesBack));
    }

    private static long rows(Situation situation, String table) {
        return situation.rows().entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(table))
                .filter(e -> e.getValue().source() != RowCount.Source.UNKNOWN)
                .mapToLong(e -> e.getValue().rows())
                .findFirst()
                .orElse(0);
    }

    private static Estimate estimate(Rule rule, long rows, int batchSize, Duration pause) {
        if (rows == 0) {
            return new Estimate(PER_BATCH, "how many rows there will be is not known");
        }
        var rate = rule.jar().isPresent() ? BY_JAVA : BY_SQL;
        var batches = (rows + batchSize - 1) / batchSize;
        return new Estimate(
                Duration.ofMillis(rows * 1000 / rate)
                        .plus(PER_BATCH.plus(pause).multipliedBy(batches)),
                "at most %,d rows at %,d rows/s, in %,d %s"
                        .formatted(rows, rate, batches, batches == 1 ? "batch" : "batches"));
    }

    private static Risk risk(Rule rule, boolean takesBack) {
        return takesBack || rule.hasUndo()
                ? Risk.LOW
                : new Risk(
                        Risk.Level.MEDIUM,
                        List.of("%s writes rows, and has no undo".formatted(rule.id())));
    }

    private static String undo(Rule rule, boolean takesBack) {
        if (takesBack) {
            return "signalbox transform " + rule.id() + " writes it again.";
        }
        if (rule.hasUndo()) {
            return "The rule's undo takes back what it wrote.";
        }
        return rule.after() == null
                ? "The rule has no undo; a snapshot is the way back."
                : "The rule has no undo; the way back of %s stands for it.".formatted(rule.after());
    }
}
