package dev.signalbox.cli.benchmark;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.text.Amounts;
import dev.signalbox.rehearsal.benchmark.BenchmarkResult;
import dev.signalbox.rehearsal.benchmark.Measured;
import dev.signalbox.rehearsal.database.Moved.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A benchmark for people. */
public final class BenchmarkText {

    private static final List<String> HEADINGS =
            List.of("", "time", "spread", "rows", "rows/s", "heap", "resident", "database");

    private BenchmarkText() {}

    public static List<Line> lines(BenchmarkResult result, @Nullable Comparison comparison) {
        var lines = new ArrayList<Line>();
        var repeated = result.parts().isEmpty() ? 0 : result.parts().getFirst().times().size();
        lines.add(
                Line.strong(
                        "%s from %s to %s, %s, made in %s by %s (seed %d)"
                                .formatted(
                                        result.database(),
                                        result.from() == null ? "an empty database" : result.from(),
                                        result.to(),
                                        Amounts.count(repeated, "run", "runs"),
                                        Amounts.duration(result.filling()),
                                        result.generator() == null
                                                ? "its schema"
                                                : result.generator(),
                                        result.seed())));
        lines.add(Line.faint(rows(result)));
        table(result).forEach(lines::add);
        result.notes().forEach(note -> lines.add(Line.warning(note)));
        if (comparison != null) {
            lines.addAll(comparison.lines());
        }
        return lines;
    }

    private static String rows(BenchmarkResult result) {
        var filled =
                result.rows().entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> Amounts.count(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return filled.isEmpty() ? "without a row" : filled;
    }

    private static List<Line> table(BenchmarkResult result) {
        var cells = new ArrayList<List<String>>();
        cells.add(HEADINGS);
        result.parts().forEach(part -> cells.add(cells(part)));
        cells.add(sum(result));
        var lines = new ArrayList<Line>();
        for (var row = 0; row < cells.size(); row++) {
            var text = new StringBuilder();
            for (var column = 0; column < HEADINGS.size(); column++) {
                text.append(column == 0 ? "" : "  ").append(padded(cells, row, column));
            }
            lines.add(row == 0 ? Line.faint(text.toString()) : Line.plain(text.toString()));
        }
        return lines;
    }

    /** Names to the left, numbers to the right. */
    private static String padded(List<List<String>> cells, int row, int column) {
        var width = cells.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
        var cell = cells.get(row).get(column);
        var space = " ".repeat(width - cell.length());
        return column == 0 ? cell + space : space + cell;
    }

    private static List<String> cells(Measured part) {
        var spread = part.spread();
        return List.of(
                part.kind() == Kind.RULE ? "  " + part.name() : part.name(),
                shown(spread.median()),
                part.times().size() < 2 ? "" : "±%.0f %%".formatted(spread.percent() / 2),
                Amounts.count(part.rows()),
                part.rows() == 0 ? "" : Amounts.count(Math.round(part.rowsPerSecond())),
                Amounts.bytes(part.heapBytes()),
                part.residentBytes() == 0 ? "" : Amounts.bytes(part.residentBytes()),
                Amounts.bytes(part.sizeAfter()));
    }

    private static List<String> sum(BenchmarkResult result) {
        var parts = result.parts();
        var time =
                parts.stream()
                        .map(part -> part.spread().median())
                        .reduce(Duration.ZERO, Duration::plus);
        var rows = parts.stream().mapToLong(Measured::rows).sum();
        return List.of(
                "together",
                shown(time),
                "",
                Amounts.count(rows),
                rows == 0
                        ? ""
                        : Amounts.count(Math.round(rows / Math.max(1e-9, time.toNanos() / 1e9))),
                Amounts.bytes(parts.stream().mapToLong(Measured::heapBytes).max().orElse(0)),
                Amounts.bytes(parts.stream().mapToLong(Measured::residentBytes).max().orElse(0)),
                parts.isEmpty()
                        ? ""
                        : Amounts.bytes(parts.getFirst().sizeBefore())
                                + " → "
                                + Amounts.bytes(parts.getLast().sizeAfter()));
    }

    private static String shown(Duration duration) {
        var millis = duration.toNanos() / 1e6;
        return millis < 10 ? "%.1f ms".formatted(millis) : Amounts.duration(duration);
    }
}
