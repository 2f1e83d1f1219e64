package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.RowCount;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Writers;
import dev.signalbox.events.Examined;
import dev.signalbox.events.Examined.Outcome;
import dev.signalbox.events.Moment;
import dev.signalbox.events.QueryTime;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.NeededDisk;
import dev.signalbox.executor.domain.Examination;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a plan may begin, and what is to be compared with afterwards. */
final class BeforeChanges {

    private static final long LARGE = 10L << 30;
    private static final int MANY_PROCESSES = 50;

    private final Turn turn;
    private final PlannedStep.Examine step;
    private final ManagedDatabase database;
    private final long start = System.nanoTime();
    private final List<Examined> report = new ArrayList<>();
    private final Map<String, Long> rows = new HashMap<>();
    private Map<String, Long> dangling = Map.of();
    private boolean danglingKnown;
    private List<QueryTime> timings = List.of();

    BeforeChanges(Turn turn, PlannedStep.Examine step) {
        this.turn = turn;
        this.step = step;
        this.database = turn.session().database();
    }

    Examination examine() throws IOException, InterruptedException {
        var timed = new Timings(turn, step.timings());
        try {
            var isThere =
                    turn.session()
                            .look(
                                    () -> {
                                        try (var reader = database.openReader()) {
                                            report.clear();
                                            inside(reader, timed);
                                            return true;
                                        }
                                    });
            if (isThere) {
                writers(
                        turn.session()
                                .look(() -> database.writers(ExaminationLimits.OTHER_WRITER)));
            }
        } catch (DatabaseException e) {
            unreadable(e);
        }
        disk();
        return new Examination(
                step.id(),
                Moment.BEFORE,
                turn.spine().clock().instant(),
                Duration.ofNanos(System.nanoTime() - start),
                turn.plan().execution().force()
                        ? report.stream().map(this::passed).toList()
                        : report,
                timings,
                rows,
                dangling,
                danglingKnown);
    }

    private void unreadable(DatabaseException e) {
        report.add(
                switch (e.reason()) {
                    case NO_SUCH_DATABASE ->
                            Examined.passed(
                                    "connectivity",
                                    "There is no database yet; the first change makes it.");
                    default ->
                            Examined.failed(
                                    "connectivity",
                                    "%s: %s.".formatted(e.database(), e.problem()),
                                    e.remedy() + ".");
                });
    }

    private void inside(DatabaseReader reader, Timings timed) {
        var size = reader.sizeBytes();
        report.add(
                Examined.passed(
                        "connectivity",
                        "The database can be read; it has %s.".formatted(Sizes.text(size))));
        if (size > LARGE) {
            report.add(
                    Examined.noted(
                            "size",
                            "The database has %s: what rewrites a table of it takes its time."
                                    .formatted(Sizes.text(size))));
        }
        if (step.essential()) {
            report.add(
                    Examined.leftOut(
                            "integrity",
                            "The environment skips validation: integrity, references, rows and"
                                    + " timings were not looked at."));
            return;
        }
        integrity(reader, size);
        references(reader, size);
        rows(reader);
        timings = timed.of(reader, List.of());
        timings.stream()
                .filter(t -> t.error() != null)
                .forEach(
                        t ->
                                report.add(
                                        Examined.noted(
                                                "timings",
                                                "%s (%s) could not be timed: %s."
                                                        .formatted(
                                                                t.name(), t.file(), t.error()))));
    }

    private void integrity(DatabaseReader reader, long size) {
        if (size > ExaminationLimits.SMALL && step.snapshot()) {
            report.add(
                    Examined.leftOut(
                            "integrity",
                            "The snapshot of this plan is checked whole, and with it the"
                                    + " database."));
            return;
        }
        var limit = ExaminationLimits.reading(size);
        var found = reader.quickCheck(List.of(), limit);
        if (!found.problems().isEmpty()) {
            report.add(
                    Examined.failed(
                            "integrity",
                            "The database is damaged: %s.".formatted(Listing.of(found.problems())),
                            "Restore a snapshot: signalbox restore %s latest. --force goes on in"
                                            .formatted(turn.header().database())
                                    + " spite of it."));
        } else if (found.finished()) {
            report.add(Examined.passed("integrity", "Its pages and records are whole."));
        } else {
            report.add(
                    Examined.noted(
                            "integrity",
                            "Nothing damaged was found in %,d ms, in which not all could be read."
                                    .formatted(limit.toMillis())));
        }
    }

    private void references(DatabaseReader reader, long size) {
        var found = reader.references(ExaminationLimits.reading(size));
        danglingKnown = found.finished();
        dangling = found.rows();
        if (!found.finished()) {
            report.add(
                    Examined.leftOut(
                            "references", "The foreign keys could not all be followed in time."));
        } else if (found.rows().isEmpty()) {
            report.add(Examined.passed("references", "Every reference points at a row."));
        } else {
            report.add(
                    Examined.noted(
                            "references",
                            "%,d rows already refer to rows that are not there (%s)."
                                    .formatted(
                                            found.rows().values().stream().mapToLong(n -> n).sum(),
                                            Listing.of(List.copyOf(found.rows().keySet())))));
        }
    }

    private void rows(DatabaseReader reader) {
        var tables =
                reader.observe().schema().tables().stream()
                        .filter(table -> table.module() == null)
                        .map(Schema.Table::name)
                        .toList();
        if (tables.size() > ExaminationLimits.MOST_TABLES) {
            report.add(
                    Examined.leftOut(
                            "rows",
                            "The rows of %,d tables are not counted.".formatted(tables.size())));
            return;
        }
        reader.rowCounts(tables, ExaminationLimits.ROWS)
                .forEach(
                        (table, count) -> {
                            if (count.source() == RowCount.Source.COUNTED) {
                                rows.put(table, count.rows());
                            }
                        });
        report.add(
                Examined.passed(
                        "rows",
                        "%,d rows in %d of %d tables are counted."
                                .formatted(
                                        rows.values().stream().mapToLong(n -> n).sum(),
                                        rows.size(),
                                        tables.size())));
    }

    private void writers(Writers found) {
        var writing = found.others().stream().filter(o -> o.writing()).toList();
        report.add(
                found.free()
                        ? Examined.passed("writers", "Nobody else is writing.")
                        : Examined.noted(
                                "writers",
                                "%s is writing, for %,d ms at least; the run waits for it."
                                        .formatted(
                                                writing.isEmpty()
                                                        ? "Somebody else"
                                                        : writing.getFirst().toString(),
                                                found.waited().toMillis())));
        report.add(connections(found));
    }

    private static Examined connections(Writers found) {
        var others = found.others();
        if (!found.otherKnown()) {
            return Examined.leftOut(
                    "connections",
                    "Who else has the database open cannot be told: SQLite knows of no connection"
                            + " but its own, and this system does not list locks.");
        }
        if (others.isEmpty()) {
            return Examined.passed(
                    "connections",
                    "No other process reads or writes it. SQLite itself knows of no connection but"
                            + " its own; this is what the system's locks tell.");
        }
        var sentence =
                "%d other %s it open: %s."
                        .formatted(
                                others.size(),
                                others.size() == 1 ? "process has" : "processes have",
                                Listing.of(others.stream().map(Object::toString).toList()));
        return others.size() > MANY_PROCESSES
                ? Examined.warning(
                        "connections",
                        sentence,
                        "Each waits while a step writes; run it when fewer are at work.")
                : Examined.passed("connections", sentence);
    }

    private void disk() {
        var needed = step.needed() == null ? new NeededDisk(0, 0) : step.needed();
        var space = database.disk();
        var free = space.freeBytes();
        var all = needed.changes() + needed.snapshot();
        if (free < needed.changes()) {
            report.add(
                    Examined.failed(
                            "disk-space",
                            "%s is free at %s, and the changes may need %s."
                                    .formatted(
                                            Sizes.text(free),
                                            space.place(),
                                            Sizes.text(needed.changes())),
                            "Make room, or pass --force if you know that less suffices."));
        } else if (free < all) {
            report.add(
                    Examined.warning(
                            "disk-space",
                            "%s is free at %s; changes and snapshot may need %s, if the snapshot"
                                            .formatted(
                                                    Sizes.text(free),
                                                    space.place(),
                                                    Sizes.text(all))
                                    + " lies on the same disk.",
                            "Make room, or see that the backup service keeps snapshots elsewhere."));
        } else {
            report.add(
                    Examined.passed(
                            "disk-space",
                            "%s is free, and %s may be needed."
                                    .formatted(Sizes.text(free), Sizes.text(all))));
        }
    }

    /** What a forced plan passes is still told. */
    private Examined passed(Examined found) {
        return found.outcome() == Outcome.FAILED && !found.examination().equals("connectivity")
                        || found.outcome() == Outcome.WARNING
                ? Examined.noted(
                        found.examination(), found.sentence() + " It was passed by --force.")
                : found;
    }
}
