package dev.signalbox.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects figures, prints each as it comes, and keeps all of them. */
final class Report {

    private final List<Figure> figures = new ArrayList<>();

    void add(Figure figure) {
        if (figures.isEmpty()) {
            System.out.println("| what | measured | limit or peer | ratio | samples |");
            System.out.println("|---|---|---|---|---|");
        }
        figures.add(figure);
        var measure = figure.measure();
        var ratio = figure.ratio();
        System.out.println(
                "| %s | %s | %s | %s | %d |"
                        .formatted(
                                figure.name(),
                                amount(figure.value(), figure.unit()),
                                measure == null ? "—" : amount(measure, figure.unit()),
                                ratio == null ? "—" : String.format(Locale.ROOT, "%.2f", ratio),
                                figure.samples()));
    }

    boolean allKept() {
        return figures.stream().allMatch(Figure::isKept);
    }

    static String machine() {
        return "%d cores, %.0f GB of memory, JDK %s, %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        memoryGigabytes(),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    /** The mean of the last minute; figures taken at more than a core's worth say little. */
    static String load() {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "not known" : String.format(Locale.ROOT, "%.1f", load);
    }

    void write(Path file) throws IOException {
        var root = Json.mapper().createObjectNode();
        root.put("machine", machine());
        var list = root.putArray("figures");
        for (var figure : figures) {
            ObjectNode one = list.addObject();
            one.put("name", figure.name()).put("value", figure.value());
            one.put("unit", figure.unit()).put("samples", figure.samples());
            one.put("limit", figure.limit())
                    .put("peer", figure.peer())
                    .put("ratio", figure.ratio());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    private static String amount(double value, String unit) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.0f %s", value, unit);
    }

    private static double memoryGigabytes() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / 1e9
                : 0;
    }
}
