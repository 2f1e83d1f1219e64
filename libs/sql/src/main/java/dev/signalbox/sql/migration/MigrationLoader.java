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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the migrations of a project and puts them in order, with the hooks and checks beside them.
 * Nothing is kept between two calls; one loader may be used by several threads.
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
     * Reads the regular files of a folder that end in {@code .sql} or {@code .jar}, and those of
     * its folders {@code hooks} and {@code checks}; not those of other folders in it. A folder or
     * file that cannot be read is a finding.
     */
    public LoadOutcome readFolder(Path folder) {
        List<Finding> findings = new ArrayList<>();
        List<SourceFile> files = new ArrayList<>();
        read(folder, "", files, findings);
        for (String beside : List.of(HookReader.FOLDER, CheckReader.FOLDER)) {
            if (Files.isDirectory(folder.resolve(beside))) {
                read(folder.resolve(beside), beside + "/", files, findings);
            }
        }
        return read(files, findings);
    }

    private void read(Path folder, String prefix, List<SourceFile> files, List<Finding> findings) {
        for (Path path : list(folder, findings)) {
            SourceFile file =
                    isOurs(prefix + path.getFileName()) ? load(path, prefix, findings) : null;
            if (file != null) {
                files.add(file);
            }
        }
    }

    private static boolean isOurs(String path) {
        return Kind.of(new SourceFile(path, new byte[0])) != Kind.OTHER;
    }

    /**
     * Reads files that were sent; other than migrations, jars and what is in folders {@code hooks}
     * and {@code checks} is passed over.
     */
    public LoadOutcome read(List<SourceFile> files) {
        return read(files, new ArrayList<>());
    }

    /** What a file is for, by its name and folder. */
    private enum Kind {
        SQL,
        JAR,
        HOOK,
        CHECK,
        OTHER;

        static Kind of(SourceFile file) {
            String name = file.name();
            if (name.startsWith(".")) {
                return OTHER;
            }
            return switch (file.folder()) {
                case HookReader.FOLDER -> HOOK;
                case CheckReader.FOLDER -> MigrationName.isMigration(name) ? CHECK : OTHER;
                default ->
                        MigrationName.isMigration(name) ? SQL : JarReader.isJar(name) ? JAR : OTHER;
            };
        }
    }

    private LoadOutcome read(List<SourceFile> files, List<Finding> findings) {
        List<Migration> migrations = new ArrayList<>();
        List<HookFile> hooks = new ArrayList<>();
        List<CheckFile> checks = new ArrayList<>();
        Map<String, MigrationName> nameOfPath = new LinkedHashMap<>();
        Set<String> paths = new HashSet<>();
        for (SourceFile file :
                files.stream().sorted(Comparator.comparing(SourceFile::path)).toList()) {
            Kind kind = Kind.of(file);
            if (kind == Kind.OTHER) {
                continue;
            }
            if (!paths.add(file.path())) {
                findings.add(sentTwice(file.path()));
            } else if (file.size() > maxFileBytes) {
                findings.add(tooLarge(file.path()));
            } else {
                switch (kind) {
                    case SQL -> read(file, migrations, findings);
                    case JAR -> readJar(file, migrations, nameOfPath, findings);
                    case HOOK -> HookReader.read(file, findings).ifPresent(hooks::add);
                    case CHECK -> CheckReader.read(file, findings).ifPresent(checks::add);
                    case OTHER -> {}
                }
            }
            if (kind == Kind.SQL) {
                MigrationName.parse(file.name())
                        .ifPresent(name -> nameOfPath.put(file.path(), name));
            }
        }
        findings.addAll(SetRules.duplicates(nameOfPath));
        return ordered(migrations, new NameIndex(nameOfPath.values()), hooks, checks, findings);
    }

    private static void readJar(
            SourceFile file,
            List<Migration> migrations,
            Map<String, MigrationName> nameOfPath,
            List<Finding> all) {
        Findings findings = new Findings(file.path());
        for (Migration migration : JarReader.read(file, findings)) {
            nameOfPath.put(file.path() + "!" + migration.javaClass(), migration.naming());
            migrations.add(migration);
        }
        all.addAll(findings.all());
    }

    private static LoadOutcome ordered(
            List<Migration> migrations,
            NameIndex names,
            List<HookFile> hooks,
            List<CheckFile> checks,
            List<Finding> findings) {
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
        return new LoadOutcome.Loaded(new MigrationSet(inOrder, graph.needs()), hooks, checks);
    }

    private void read(SourceFile file, List<Migration> migrations, List<Finding> findings) {
        switch (MigrationFileReader.read(file)) {
            case FileOutcome.Read(Migration migration) -> migrations.add(migration);
            case FileOutcome.Refused(List<Finding> found) -> findings.addAll(found);
        }
    }

    private static List<Path> list(Path folder, List<Finding> findings) {
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, Files::isRegularFile)) {
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

    private @Nullable SourceFile load(Path path, String prefix, List<Finding> findings) {
        String name = prefix + path.getFileName();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxFileBytes + 1);
            return new SourceFile(name, bytes, Files.isExecutable(path));
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
