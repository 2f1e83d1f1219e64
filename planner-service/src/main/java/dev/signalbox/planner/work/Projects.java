package dev.signalbox.planner.work;

import dev.signalbox.events.Finding;
import dev.signalbox.planner.store.ProjectStore;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The migrations of a folder or an upload; read again only when something changed. */
public final class Projects {

    private static final int MOST_FILES = 10_000;

    /** Unpacked; several copies of it must fit into a small process. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final MigrationLoader loader = new MigrationLoader();
    private final ProjectStore uploads;
    private final Map<Source, Kept> folders = new ConcurrentHashMap<>();

    public Projects(ProjectStore uploads) {
        this.uploads = uploads;
    }

    private record Source(Path folder, Map<String, String> placeholders) {}

    private record Kept(List<String> stamps, LoadOutcome outcome) {}

    /** What a folder of migrations has, read with placeholders. */
    public LoadOutcome folder(Path folder, Map<String, String> placeholders) {
        var source = new Source(folder, placeholders);
        var stamps = stamps(source.folder());
        var kept = folders.get(source);
        if (stamps != null && kept != null && kept.stamps().equals(stamps)) {
            return kept.outcome();
        }
        var outcome = loader.readFolder(source.folder(), source.placeholders());
        if (stamps != null) {
            folders.put(source, new Kept(stamps, outcome));
        }
        return outcome;
    }

    /** What was uploaded, read with placeholders. */
    public LoadOutcome upload(String sha256, Map<String, String> placeholders) {
        var zip = uploads.find(sha256);
        if (zip.isEmpty()) {
            return refused(
                    sha256,
                    "unknown-upload",
                    "No project was uploaded under this SHA-256, or it was more than 7 days ago.",
                    "Upload it with PUT /planner/projects/" + sha256 + ".");
        }
        try {
            return loader.read(unzip(zip.get()), placeholders);
        } catch (IOException e) {
            return refused(
                    sha256,
                    "unreadable-upload",
                    "The upload is no zip file that can be read: " + e.getMessage() + ".",
                    "Upload a zip of the migrations folder.");
        }
    }

    /** Findings of files, as events carry them. */
    static List<Finding> findings(LoadOutcome.Refused refused) {
        return refused.findings().stream()
                .map(
                        f ->
                                Finding.error(
                                        f.code(),
                                        f.position() == null
                                                ? f.file()
                                                : f.file() + ":" + f.position(),
                                        f.message(),
                                        f.remedy()))
                .toList();
    }

    private static List<SourceFile> unzip(byte[] zip) throws IOException {
        var files = new ArrayList<SourceFile>();
        long total = 0;
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                var bytes = stream.readNBytes((int) Math.min(MOST_BYTES - total + 1, 1 << 30));
                total += bytes.length;
                if (files.size() >= MOST_FILES || total > MOST_BYTES) {
                    throw new IOException(
                            "more than %d files or %d bytes".formatted(MOST_FILES, MOST_BYTES));
                }
                files.add(SourceFile.sent(entry.getName(), bytes));
            }
        }
        if (files.isEmpty()) {
            // What is no zip at all looks to the reader like one without entries.
            throw new IOException("no file is in it");
        }
        return files.stream().anyMatch(f -> MigrationLoader.isRead(f.path()))
                ? files
                : withoutFolder(files);
    }

    /** Who zips a folder has its name before every path. */
    private static List<SourceFile> withoutFolder(List<SourceFile> files) {
        return files.stream()
                .map(
                        f ->
                                new SourceFile(
                                        f.path().replaceFirst("^[^/]*/", ""),
                                        f.bytes(),
                                        f.isExecutable()))
                .toList();
    }

    private static LoadOutcome refused(String what, String code, String message, String remedy) {
        return new LoadOutcome.Refused(
                List.of(new dev.signalbox.sql.Finding(what, null, code, message, remedy)));
    }

    /** Name, size, time and rights of every file; null when the folder cannot be listed. */
    private static @Nullable List<String> stamps(Path folder) {
        var stamps = new ArrayList<String>();
        try {
            for (var file : MigrationLoader.filesOf(folder)) {
                stamps.add(
                        "%s %d %s %s"
                                .formatted(
                                        folder.relativize(file),
                                        Files.size(file),
                                        Files.getLastModifiedTime(file),
                                        Files.isExecutable(file)));
            }
        } catch (IOException e) {
            return null;
        }
        stamps.sort(Comparator.naturalOrder());
        return stamps;
    }
}
