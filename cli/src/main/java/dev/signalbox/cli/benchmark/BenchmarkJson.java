package dev.signalbox.cli.benchmark;

import dev.signalbox.cli.json.Node;
import dev.signalbox.rehearsal.benchmark.BenchmarkResult;
import dev.signalbox.rehearsal.benchmark.Machine;
import dev.signalbox.rehearsal.benchmark.Measured;
import dev.signalbox.rehearsal.database.Moved.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A benchmark as a document, and back. */
public final class BenchmarkJson {

    private BenchmarkJson() {}

    public static Map<String, Object> document(BenchmarkResult result) {
        var document = new LinkedHashMap<String, Object>();
        document.put("database", result.database());
        document.put("from", result.from() == null ? "" : result.from());
        document.put("to", result.to());
        document.put("at", result.at());
        document.put("rows", result.rows());
        if (result.generator() != null) {
            document.put("generator", result.generator());
        }
        document.put("seed", result.seed());
        document.put(
                "machine",
                Map.of(
                        "host", result.machine().host(),
                        "system", result.machine().system(),
                        "processors", result.machine().processors(),
                        "java", result.machine().java()));
        document.put("fillingMicros", micros(result.filling()));
        document.put("parts", result.parts().stream().map(BenchmarkJson::part).toList());
        document.put("notes", result.notes());
        return document;
    }

    private static Map<String, Object> part(Measured part) {
        var node = new LinkedHashMap<String, Object>();
        node.put("kind", part.kind().name().toLowerCase(Locale.ROOT));
        node.put("name", part.name());
        node.put("rows", part.rows());
        node.put("timesMicros", part.times().stream().map(BenchmarkJson::micros).toList());
        node.put("medianMicros", micros(part.spread().median()));
        node.put("rowsPerSecond", Math.round(part.rowsPerSecond()));
        node.put("heapBytes", part.heapBytes());
        node.put("residentBytes", part.residentBytes());
        node.put("sizeBefore", part.sizeBefore());
        node.put("sizeAfter", part.sizeAfter());
        return node;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /**
     * @throws RuntimeException when it is no such document
     */
    static BenchmarkResult read(Node node) {
        var machine = node.get("machine");
        var counts = node.get("rows");
        var rows = new LinkedHashMap<String, Long>();
        counts.members().keySet().forEach(table -> rows.put(table, counts.number(table)));
        return new BenchmarkResult(
                node.text("database"),
                orNull(node.text("from")),
                node.text("to"),
                rows,
                orNull(node.text("generator")),
                node.number("seed"),
                new Machine(
                        machine.text("host"),
                        machine.text("system"),
                        (int) machine.number("processors"),
                        machine.text("java")),
                Instant.parse(node.text("at")),
                ofMicros(node.number("fillingMicros")),
                node.items("parts").stream().map(BenchmarkJson::readPart).toList(),
                List.of());
    }

    private static Measured readPart(Node node) {
        return new Measured(
                Kind.valueOf(node.text("kind").toUpperCase(Locale.ROOT)),
                node.text("name"),
                node.number("rows"),
                node.items("timesMicros").stream()
                        .map(time -> ofMicros(Long.parseLong(time.text())))
                        .toList(),
                node.number("heapBytes"),
                node.number("residentBytes"),
                node.number("sizeBefore"),
                node.number("sizeAfter"));
    }

    private static Duration ofMicros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
