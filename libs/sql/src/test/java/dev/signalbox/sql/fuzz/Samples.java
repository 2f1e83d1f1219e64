package dev.signalbox.sql.fuzz;

import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sample projects, one a format, by the format's id. */
final class Samples {

    static final Map<String, String> PLACEHOLDERS = Map.of("table", "authors", "x", "two\nlines");

    private static final Path FOLDER = Path.of("src/test/resources/projects");

    private Samples() {}

    static Map<String, List<SourceFile>> all() throws IOException {
        Map<String, List<SourceFile>> samples = new TreeMap<>();
        try (Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.toList()) {
                samples.put(folder.getFileName().toString(), files(folder));
            }
        }
        return samples;
    }

    private static List<SourceFile> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file(folder, file))
                    .toList();
        }
    }

    private static SourceFile file(Path folder, Path file) {
        try {
            String path = folder.relativize(file).toString().replace('\\', '/');
            return new SourceFile(path, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
