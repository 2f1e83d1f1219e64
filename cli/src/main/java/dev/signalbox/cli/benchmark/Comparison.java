package dev.signalbox.cli.benchmark;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.text.Amounts;
import dev.signalbox.cli.text.Times;
import dev.signalbox.rehearsal.benchmark.BenchmarkResult;
import dev.signalbox.rehearsal.benchmark.Measured;
import dev.signalbox.rehearsal.benchmark.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A benchmark beside the last one of the same. */
public record Comparison(BenchmarkResult before, BenchmarkResult now) {

    /** What becomes of a short time is noise. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private static final double NOTEWORTHY_PERCENT = 5;

    /**
     * @param percent longer than before; negative for shorter
     * @param certain the times of both do not overlap
     */
    record Change(String name, Spread before, Spread now, double percent, boolean certain) {

        boolean isNoteworthy() {
            return certain
                    && Math.abs(percent) >= NOTEWORTHY_PERCENT
                    && now.median().compareTo(SHORTEST) > 0;
        }
    }

    List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (var part : now.parts()) {
            same(part)
                    .map(old -> change(part.name(), old.spread(), part.spread(), both(old, part)))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<Measured> same(Measured part) {
        return before.parts().stream()
                .filter(old -> old.kind() == part.kind() && old.name().equals(part.name()))
                .findFirst();
    }

    /** A single time has no spread, and tells nothing for certain. */
    private static boolean both(Measured old, Measured part) {
        return old.times().size() > 1 && part.times().size() > 1;
    }

    private static Change change(String name, Spread before, Spread now, boolean repeated) {
        var percent =
                100.0
                        * (now.median().toNanos() - before.median().toNanos())
                        / Math.max(1, before.median().toNanos());
        return new Change(name, before, now, percent, repeated && !before.overlaps(now));
    }

    List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines.add(
                Line.strong(
                        "Beside the last time, " + Times.here().moment(before.at().toString())));
        var changes = changes();
        for (var change : changes.stream().filter(Change::isNoteworthy).toList()) {
            var slower = change.percent() > 0;
            var text =
                    "  %s: %.0f %% %s, %s instead of %s (%s to %s, before %s to %s)"
                            .formatted(
                                    change.name(),
                                    Math.abs(change.percent()),
                                    slower ? "slower" : "faster",
                                    Amounts.duration(change.now().median()),
                                    Amounts.duration(change.before().median()),
                                    Amounts.duration(change.now().least()),
                                    Amounts.duration(change.now().most()),
                                    Amounts.duration(change.before().least()),
                                    Amounts.duration(change.before().most()));
            lines.add(slower ? Line.warning(text) : Line.good(text));
        }
        if (changes.stream().noneMatch(Change::isNoteworthy)) {
            lines.add(Line.plain("  Nothing is slower or faster by more than the times differ."));
        }
        if (now.parts().stream().anyMatch(part -> part.times().size() < 2)
                || before.parts().stream().anyMatch(part -> part.times().size() < 2)) {
            lines.add(
                    Line.faint(
                            "  One run alone has no spread: with --repeat 3, or more, it can be said"
                                    + " what is chance."));
        }
        return lines;
    }

    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", before.at());
        document.put(
                "parts",
                changes().stream()
                        .map(
                                change ->
                                        Map.of(
                                                "name",
                                                change.name(),
                                                "medianMicrosBefore",
                                                change.before().median().toNanos() / 1_000,
                                                "percent",
                                                Math.round(change.percent() * 10) / 10.0,
                                                "certain",
                                                change.certain()))
                        .toList());
        return document;
    }
}
