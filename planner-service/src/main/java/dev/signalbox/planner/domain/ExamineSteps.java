package dev.signalbox.planner.domain;

import dev.signalbox.events.Estimate;
import dev.signalbox.events.Moment;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.NeededDisk;
import dev.signalbox.sql.migration.HookEvent;
import dev.signalbox.sql.migration.HookFile;
import dev.signalbox.sql.migration.Migration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/** The database looked at before the first change, and after the last. */
final class ExamineSteps {

    private static final String NOTHING_TO_UNDO = "Nothing to undo.";

    /** Every plan writes some rows, at the least those of the ledger. */
    private static final long LEAST_NEEDED = 1L << 20;

    /** Bytes a second that are read and looked at, by order of magnitude. */
    private static final long READ_PER_SECOND = 500_000_000;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Situation situation;
    private final boolean snapshot;
    private final boolean essential;

    ExamineSteps(Situation situation, boolean snapshot) {
        this.situation = situation;
        this.snapshot = snapshot;
        this.essential = situation.policy().skipValidation();
    }

    /**
     * The first of a plan's steps.
     *
     * @param steps of the whole plan
     */
    PlannedStep before(List<PlannedStep> steps) {
        return new PlannedStep.Examine(
                new StepId(1),
                essential
                        ? "Examine %s: connection, disk space, other writers"
                                .formatted(situation.request().database())
                        : "Examine %s: connection, disk space, other writers, integrity%s"
                                .formatted(situation.request().database(), timing()),
                Moment.BEFORE,
                essential,
                snapshot,
                new NeededDisk(
                        LEAST_NEEDED + (rewrites(steps) ? situation.sizeBytes() : 0),
                        snapshot ? situation.sizeBytes() : 0),
                tables(steps),
                List.of(),
                List.of(),
                timings(),
                situation.policy().writesStopped(),
                estimate(),
                Risk.LOW,
                NOTHING_TO_UNDO);
    }

    /**
     * None where only the essential is examined.
     *
     * @param applied migrations that the plan applies
     * @param steps of the plan so far
     */
    List<Function<StepId, PlannedStep>> after(List<Migration> applied, List<PlannedStep> steps) {
        if (essential) {
            return List.of();
        }
        var made = made(applied).left();
        var opaque = opaque(steps);
        var tables = tables(steps);
        return List.of(id -> after(id, made, opaque, tables));
    }

    private PlannedStep after(
            StepId id,
            List<PlannedStep.MadeObject> made,
            List<String> opaque,
            List<String> tables) {
        return new PlannedStep.Examine(
                id,
                "Examine %s: integrity, references, rows%s%s"
                        .formatted(
                                situation.request().database(),
                                made.isEmpty()
                                        ? ""
                                        : ", the %d %s made"
                                                .formatted(
                                                        made.size(),
                                                        made.size() == 1 ? "object" : "objects"),
                                timing()),
                Moment.AFTER,
                false,
                snapshot,
                null,
                tables,
                made,
                opaque,
                timings(),
                situation.policy().writesStopped(),
                estimate(),
                Risk.LOW,
                NOTHING_TO_UNDO);
    }

    /** Hooks in SQL may take back what migrations make. */
    private MadeObjects made(List<Migration> applied) {
        var made = new MadeObjects();
        for (var migration : applied) {
            hooks(made, HookEvent.BEFORE_EACH);
            made.follow(migration.stem(), migration.up().statements());
            hooks(made, HookEvent.AFTER_EACH);
        }
        return made;
    }

    private void hooks(MadeObjects made, HookEvent event) {
        for (var hook : situation.project().hooks()) {
            if (hook instanceof HookFile.Sql sql && sql.event() == event) {
                made.follow(sql.source().path(), sql.statements());
            }
        }
    }

    /** Migrations in Java, and ways back that could not be tried: what they touch is not known. */
    private static List<String> opaque(List<PlannedStep> steps) {
        return steps.stream()
                .map(
                        step ->
                                switch (step) {
                                    case PlannedStep.ApplyScript it when it.javaClass() != null ->
                                            it.migration();
                                    case PlannedStep.RevertScript it when !it.tried() ->
                                            it.migration();
                                    default -> null;
                                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> tables(List<PlannedStep> steps) {
        var tables = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var step : steps) {
            if (step instanceof PlannedStep.ApplyScript script) {
                tables.addAll(script.tables());
            } else if (step instanceof PlannedStep.RevertScript script) {
                script.effects().forEach(effect -> tables.add(effect.table()));
            } else if (step instanceof PlannedStep.Backfill rule && rule.source() != null) {
                tables.add(rule.source());
            }
        }
        return List.copyOf(tables);
    }

    /** Whether some table is written anew, or most of it. */
    private static boolean rewrites(List<PlannedStep> steps) {
        return steps.stream()
                .anyMatch(
                        step ->
                                step instanceof PlannedStep.Backfill rule && rule.expectedRows() > 0
                                        || step instanceof PlannedStep.ApplyScript script
                                                && script.expectedRows() > script.statements()
                                        || step instanceof PlannedStep.RevertScript revert
                                                && revert.effects().stream()
                                                        .anyMatch(e -> e.rowsBefore() > 0));
    }

    private List<String> timings() {
        return essential
                ? List.of()
                : situation.project().timings().stream().map(t -> t.source().path()).toList();
    }

    private String timing() {
        var queries =
                situation.project().timings().stream().mapToInt(t -> t.queries().size()).sum();
        return queries == 0
                ? ""
                : ", the time of %d %s".formatted(queries, queries == 1 ? "query" : "queries");
    }

    private Estimate estimate() {
        var reading = Duration.ofMillis(2 + situation.sizeBytes() * 1000 / READ_PER_SECOND);
        return new Estimate(
                reading.compareTo(LONGEST) > 0 ? LONGEST : reading,
                "the file's size at 500 MB/s, and not more than 10 s");
    }
}
