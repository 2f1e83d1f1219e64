package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the migrations of a project and puts them in order. Nothing is kept between two calls; one
 * loader may be used by several threads.
 */
public final class MigrationLoader {

    public static final int DEFAULT_MAX_FILE_BYTES = 64 * 1024 * 1024;

    private static final int LARGEST_LIMIT = 1 << 30;

    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::file)
                    .thenComparingInt(
                            found -> found.position() == null ? 0 : found.position().line())
                    .thenComparingInt(
                            found -> found.position() == null ? 0 : found.position().column());

    private final int maxFileBytes;

    public MigrationLoader() {
        this(DEFAULT_MAX_FILE_BYTES);
    }

    /** {@code maxFileBytes}: a longer file is refused; from 1 byte to 1 GiB. */
    public MigrationLoader(int maxFileBytes) {
        if (maxFileBytes < 1 || maxFileBytes > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "The limit for a file is from 1 to " + LARGEST_LIMIT + ", not " + maxFileBytes);
        }
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Reads the regular files of a folder that end in {@code .sql}, not those of folders in it. A
     * folder or file that cannot be read is a finding.
     */
    public LoadOutcome readFolder(Path folder) {
        List<Finding> findings = new ArrayList<>();
        List<SourceFile> files = new ArrayList<>();
        for (Path path : list(folder, findings)) {
            SourceFile file = load(path, findings);
            if (file != null) {
                files.add(file);
            }
        }
        return read(files, findings);
    }

    /** Reads files that were sent; those that do not end in {@code .sql} are passed over. */
    public LoadOutcome read(List<SourceFile> files) {
        return read(files, new ArrayList<>());
    }

    private LoadOutcome read(List<SourceFile> files, List<Finding> findings) {
        List<Migration> migrations = new ArrayList<>();
        Map<String, MigrationName> nameOfPath = new LinkedHashMap<>();
        List<SourceFile> ours =
                files.stream()
                        .filter(file -> MigrationName.isMigration(file.name()))
                        .sorted(Comparator.comparing(SourceFile::path))
                        .toList();
        for (SourceFile file : ours) {
            MigrationName name = MigrationName.parse(file.name()).orElse(null);
            if (name != null && nameOfPath.put(file.path(), name) != null) {
                findings.add(sentTwice(file.path()));
            }
            read(file, migrations, findings);
        }
        findings.addAll(SetRules.duplicates(nameOfPath));
        return ordered(migrations, new NameIndex(nameOfPath.values()), findings);
    }

    private static LoadOutcome ordered(
            List<Migration> migrations, NameIndex names, List<Finding> findings) {
        Map<Version, Migration> byVersion = new HashMap<>();
        migrations.forEach(migration -> byVersion.put(migration.version(), migration));
        DependencyGraph graph = new DependencyGraph(migrations, names);
        DependencyOrder order = DependencyOrder.of(graph.needs());
        findings.addAll(graph.findings());
        order.cycles().forEach(cycle -> findings.add(SetRules.cycle(cycle, byVersion, names)));
        if (!findings.isEmpty()) {
            findings.sort(BY_PLACE);
            return new LoadOutcome.Refused(findings);
        }
        List<Migration> inOrder =
                order.versions().stream()
                        .map(version -> Objects.requireNonNull(byVersion.get(version)))
                        .toList();
        return new LoadOutcome.Loaded(new MigrationSet(inOrder, graph.needs()));
    }

    private void read(SourceFile file, List<Migration> migrations, List<Finding> findings) {
        if (file.size() > maxFileBytes) {
            findings.add(tooLarge(file.path()));
            return;
        }
        switch (MigrationFileReader.read(file)) {
            case FileOutcome.Read(Migration migration) -> migrations.add(migration);
            case FileOutcome.Refused(List<Finding> found) -> findings.addAll(found);
        }
    }

    private static List<Path> list(Path folder, List<Finding> findings) {
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, MigrationLoader::isMigration)) {
            List<Path> paths = new ArrayList<>();
            entries.forEach(paths::add);
            return paths;
        } catch (NoSuchFileException | NotDirectoryException e) {
            findings.add(
                    new Finding(
                            folder.toString(),
                            null,
                            "no-folder",
                            "There is no folder of this name.",
                            "Create it, or correct the path in the configuration."));
        } catch (IOException | DirectoryIteratorException e) {
            findings.add(unreadable(folder, e));
        }
        return List.of();
    }

    private static boolean isMigration(Path path) {
        return MigrationName.isMigration(path.getFileName().toString())
                && Files.isRegularFile(path);
    }

    private @Nullable SourceFile load(Path path, List<Finding> findings) {
        String name = path.getFileName().toString();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxFileBytes + 1);
            return new SourceFile(name, bytes);
        } catch (IOException e) {
            findings.add(unreadable(path, e));
            return null;
        }
    }

    private static Finding unreadable(Path path, Exception e) {
        return new Finding(
                path.toString(),
                null,
                "unreadable",
                "It cannot be read: " + e.getMessage() + ".",
                "See that it exists and that this process may read it.");
    }

    private static Finding sentTwice(String file) {
        return new Finding(
                file, null, "duplicate-path", "Two files have this path.", "Send each file once.");
    }

    private Finding tooLarge(String file) {
        return new Finding(
                file,
                null,
                "file-too-large",
                "The file has more than the " + maxFileBytes + " bytes that are allowed.",
                "Split it into several migrations, or raise the limit.");
    }
}
