package dev.signalbox.cli.benchmark;

import dev.signalbox.cli.json.Json;
import dev.signalbox.rehearsal.benchmark.BenchmarkResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The benchmarks of a project, a file each, the newest five hundred. */
public final class BenchmarkHistory {

    private static final int KEPT = 500;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;

    /**
     * @param state the folder where a project's state is kept
     */
    public BenchmarkHistory(Path state) {
        this.folder = state.resolve("benchmarks");
    }

    /**
     * The last one whose times say something about another's; files that are none are passed over.
     */
    public Optional<BenchmarkResult> lastLike(BenchmarkResult result) throws IOException {
        return newestFirst().stream()
                .flatMap(file -> read(file).stream())
                .filter(result::isComparable)
                .findFirst();
    }

    private static Optional<BenchmarkResult> read(Path file) {
        try {
            return Optional.of(BenchmarkJson.read(Json.read(Files.readAllBytes(file))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * @return the file in which it is kept
     */
    public Path keep(BenchmarkResult result) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(NAME.format(result.at()) + ".json");
        Files.writeString(file, Json.pretty(BenchmarkJson.document(result)) + "\n");
        for (var old : newestFirst().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
        return file;
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
