package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.RowCount;
import dev.signalbox.database.SchemaObject;
import dev.signalbox.events.Examined;
import dev.signalbox.events.Moment;
import dev.signalbox.events.QueryTime;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Examination;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a plan left what it should, and nothing worse than it found. */
final class AfterChanges {

    /** Applications delete rows while a run lasts; more than this share is no daily business. */
    private static final double USUAL_LOSS = 0.1;

    private final Turn turn;
    private final PlannedStep.Examine step;
    private final @Nullable Examination before;
    private final long start = System.nanoTime();
    private final List<Examined> report = new ArrayList<>();

    AfterChanges(Turn turn, PlannedStep.Examine step, @Nullable Examination before) {
        this.turn = turn;
        this.step = step;
        this.before = before;
    }

    Examination examine() throws IOException, InterruptedException {
        var timed = new Timings(turn, step.timings());
        return turn.session()
                .look(
                        () -> {
                            try (var reader = turn.session().database().openReader()) {
                                report.clear();
                                return inside(reader, timed);
                            }
                        });
    }

    private Examination inside(DatabaseReader reader, Timings timed) {
        var size = reader.sizeBytes();
        integrity(reader, size);
        var dangling = reader.references(ExaminationLimits.reading(size));
        references(dangling.rows(), dangling.finished());
        objects(reader.objects());
        var rows = rows(reader);
        var timings = timed.of(reader, before == null ? List.of() : before.timings());
        timings(timings);
        return new Examination(
                step.id(),
                Moment.AFTER,
                turn.spine().clock().instant(),
                Duration.ofNanos(System.nanoTime() - start),
                report,
                timings,
                rows,
                dangling.rows(),
                dangling.finished());
    }

    /** Records that break NOT NULL or CHECK are found by it, too. */
    private void integrity(DatabaseReader reader, long size) {
        var whole = size <= ExaminationLimits.SMALL || step.tables().isEmpty();
        var found =
                reader.quickCheck(
                        whole ? List.of() : step.tables(), ExaminationLimits.reading(size));
        if (!found.problems().isEmpty()) {
            var sentence =
                    "The database is damaged, or rows break NOT NULL or CHECK: %s."
                            .formatted(Listing.of(found.problems()));
            var remedy =
                    "Mend the rows or the migration; signalbox restore %s latest brings back what"
                                    .formatted(turn.header().database())
                            + " was.";
            report.add(
                    wasSoBefore()
                            ? Examined.warning("integrity", sentence, remedy)
                            : Examined.failed("integrity", sentence, remedy));
        } else if (found.finished()) {
            report.add(
                    Examined.passed(
                            "integrity",
                            "%s is whole, and no row breaks NOT NULL or CHECK."
                                    .formatted(whole ? "All of it" : "What was touched")));
        } else {
            report.add(
                    Examined.noted(
                            "integrity",
                            "Nothing damaged was found in the time that there was, in which not"
                                    + " all could be read."));
        }
    }

    /** Only a forced plan goes on with what was found before. */
    private boolean wasSoBefore() {
        return turn.plan().execution().force()
                && before != null
                && before.all(Examined.Outcome.NOTED).stream()
                        .anyMatch(e -> e.examination().equals("integrity"));
    }

    private void references(Map<String, Long> dangling, boolean known) {
        if (!known) {
            report.add(
                    Examined.leftOut(
                            "references", "The foreign keys could not all be followed in time."));
            return;
        }
        Map<String, Long> earlier =
                before != null && before.danglingKnown() ? before.dangling() : Map.of();
        var worse =
                dangling.entrySet().stream()
                        .filter(e -> e.getValue() > earlier.getOrDefault(e.getKey(), 0L))
                        .map(e -> "%s: %,d".formatted(e.getKey(), e.getValue()))
                        .toList();
        if (worse.isEmpty()) {
            report.add(
                    Examined.passed(
                            "references",
                            dangling.isEmpty()
                                    ? "Every reference points at a row."
                                    : "No more references point at nothing than before."));
        } else {
            report.add(
                    Examined.warning(
                            "references",
                            "More rows refer to rows that are not there than before (%s)."
                                    .formatted(Listing.of(worse)),
                            "Put the missing rows back, or remove those that refer to them."));
        }
    }

    private void objects(List<SchemaObject> there) {
        var known = there.stream().map(o -> key(o.type(), o.name())).collect(Collectors.toSet());
        var missing =
                step.made().stream()
                        .filter(m -> !known.contains(key(m.type(), m.name())))
                        .map(m -> "%s %s of %s".formatted(m.type(), m.name(), m.migration()))
                        .toList();
        if (!missing.isEmpty()) {
            report.add(
                    Examined.failed(
                            "objects",
                            "What the migrations make is not there: %s."
                                    .formatted(Listing.of(missing)),
                            "See what removed it: a hook, a trigger, or another connection."));
        } else if (!step.made().isEmpty()) {
            report.add(
                    Examined.passed(
                            "objects",
                            "All that the migrations make is there: %s."
                                    .formatted(counted(step.made()))));
        }
        if (!step.opaque().isEmpty()) {
            report.add(
                    Examined.leftOut(
                            "objects",
                            "What %s did cannot be told: no SQL says it beforehand."
                                    .formatted(Listing.of(step.opaque()))));
        }
    }

    private static String counted(List<PlannedStep.MadeObject> made) {
        return made.stream()
                .collect(Collectors.groupingBy(PlannedStep.MadeObject::type, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> "%d %s".formatted(e.getValue(), plural(e.getKey(), e.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String plural(String type, long count) {
        return count == 1 ? type : type.equals("index") ? "indexes" : type + "s";
    }

    private static String key(String type, String name) {
        return type + " " + name.toLowerCase(Locale.ROOT);
    }

    /** Of tables that the plan does not touch, as far as it can be told. */
    private Map<String, Long> rows(DatabaseReader reader) {
        if (before == null || before.rows().isEmpty()) {
            return Map.of();
        }
        var touched = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        touched.addAll(step.tables());
        var untouched = before.rows().keySet().stream().filter(t -> !touched.contains(t)).toList();
        var now = reader.rowCounts(untouched, ExaminationLimits.ROWS.multipliedBy(2));
        var fewer = new ArrayList<String>();
        var unusual = false;
        for (var table : untouched) {
            var count = now.get(table);
            var was = before.rows().getOrDefault(table, 0L);
            if (count != null && count.source() != RowCount.Source.COUNTED) {
                continue;
            }
            var is = count == null ? 0 : count.rows();
            if (is < was || count == null) {
                fewer.add(
                        count == null
                                ? table + " is gone"
                                : "%s has %,d instead of %,d".formatted(table, is, was));
                unusual |= count == null || step.writesStopped() || was - is > was * USUAL_LOSS;
            }
        }
        report.add(rowsSentence(untouched.size(), fewer, unusual && !touchesMore()));
        return now.entrySet().stream()
                .filter(e -> e.getValue().source() == RowCount.Source.COUNTED)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().rows()));
    }

    /** What Java and the SQL of rules write to is not known beforehand. */
    private boolean touchesMore() {
        return !step.opaque().isEmpty()
                || turn.plan().steps().stream().anyMatch(s -> s instanceof PlannedStep.Backfill);
    }

    private static Examined rowsSentence(int tables, List<String> fewer, boolean unusual) {
        if (fewer.isEmpty()) {
            return Examined.passed(
                    "rows", "%d untouched tables have no fewer rows.".formatted(tables));
        }
        var sentence =
                "Tables that no step names have fewer rows: %s.".formatted(Listing.of(fewer));
        return unusual
                ? Examined.warning(
                        "rows",
                        sentence,
                        "See whether an application removed them meanwhile, or a trigger or hook.")
                : Examined.noted("rows", sentence);
    }

    private void timings(List<QueryTime> timings) {
        if (timings.isEmpty()) {
            return;
        }
        var slower = timings.stream().filter(QueryTime::slower).map(Timings::sentence).toList();
        if (!slower.isEmpty()) {
            report.add(
                    Examined.warning(
                            "timings",
                            "Slower than before: %s.".formatted(Listing.of(slower)),
                            "See EXPLAIN QUERY PLAN of it: an index may be missing, or ANALYZE"
                                    + " (signalbox maintain --analyze)."));
        }
        var broken = timings.stream().filter(t -> t.median() == null).toList();
        for (var time : broken) {
            var ran =
                    before != null
                            && before.timings().stream()
                                    .anyMatch(
                                            b ->
                                                    b.file().equals(time.file())
                                                            && b.name().equals(time.name())
                                                            && b.median() != null);
            var sentence =
                    "%s (%s) could not be timed: %s."
                            .formatted(time.name(), time.file(), time.error());
            report.add(
                    ran
                            ? Examined.warning(
                                    "timings", sentence, "It ran before: write it for what is now.")
                            : Examined.noted("timings", sentence));
        }
        if (slower.isEmpty() && broken.isEmpty()) {
            report.add(
                    Examined.passed(
                            "timings",
                            "%d named %s no slower than before."
                                    .formatted(
                                            timings.size(),
                                            timings.size() == 1 ? "query is" : "queries are")));
        }
    }
}
