package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the migrations of a project, in whatever format they are, and puts them in order, with the
 * hooks and checks beside them. Nothing is kept between two calls; one loader may be used by
 * several threads.
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

    /** Whether a file of this path, relative to the folder of migrations, is read at all. */
    public static boolean isRead(String path) {
        return FilePlace.of(path).isPresent();
    }

    /**
     * The files of a folder that are read, in no order, so that it can be told whether one changed.
     *
     * @throws IOException when the folder, or one in it, cannot be listed
     */
    public static List<Path> filesOf(Path folder) throws IOException {
        return FolderFiles.list(folder);
    }

    /** The same without placeholders. */
    public LoadOutcome readFolder(Path folder) {
        return readFolder(folder, Map.of());
    }

    /**
     * Reads what a folder has of migrations, hooks and checks. A folder or file that cannot be read
     * is a finding.
     *
     * @param placeholders values by their names, for the formats that have placeholders
     */
    public LoadOutcome readFolder(Path folder, Map<String, String> placeholders) {
        List<Finding> findings = new ArrayList<>();
        List<SourceFile> files = new FolderFiles(folder, maxFileBytes, findings).read();
        return read(files, placeholders, findings);
    }

    /** The same without placeholders. */
    public LoadOutcome read(List<SourceFile> files) {
        return read(files, Map.of());
    }

    /** Reads files that were sent; what is no migration, hook or check is passed over. */
    public LoadOutcome read(List<SourceFile> files, Map<String, String> placeholders) {
        return read(files, placeholders, new ArrayList<>());
    }

    private LoadOutcome read(
            List<SourceFile> files, Map<String, String> placeholders, List<Finding> findings) {
        List<SourceFile> readable = readable(files, findings);
        FormatDetection.Detected detected = FormatDetection.of(readable);
        Optional<Finding> ambiguity = detected.ambiguity();
        if (ambiguity.isPresent()) {
            findings.add(ambiguity.get());
            return refused(findings);
        }
        ProjectForm form = new ProjectForm(detected.format(), placeholders);
        Reading reading = MigrationFileReader.read(form, readable);
        List<HookFile> hooks = new ArrayList<>(reading.hooks());
        List<CheckFile> checks = new ArrayList<>();
        List<SourceFile> transformations = new ArrayList<>();
        List<Migration> migrations = new ArrayList<>(reading.migrations());
        Map<String, MigrationName> names = new LinkedHashMap<>(reading.names());
        for (SourceFile file : readable) {
            FilePlace place = FilePlace.of(file.path()).orElseThrow();
            switch (place) {
                case JAR -> {
                    readJar(file, migrations, names, findings);
                    transformations.add(file);
                }
                case TRANSFORMATION -> transformations.add(file);
                case HOOK -> HookReader.read(file, findings).ifPresent(hooks::add);
                case CHECK -> CheckReader.read(file, findings).ifPresent(checks::add);
                case TOP, GO, IN_MIGRATION, IN_PAIR, FLYWAY -> {}
            }
        }
        findings.addAll(reading.findings());
        findings.addAll(SetRules.duplicates(names));
        findings.addAll(SetRules.duplicates(reading.baselines()));
        return ordered(migrations, names, hooks, checks, transformations, reading, findings);
    }

    /** Those that may be read, in the order of their paths. */
    private List<SourceFile> readable(List<SourceFile> files, List<Finding> findings) {
        List<SourceFile> readable = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (SourceFile file :
                files.stream().sorted(Comparator.comparing(SourceFile::path)).toList()) {
            if (!isRead(file.path())) {
                continue;
            }
            if (!paths.add(file.path())) {
                findings.add(sentTwice(file.path()));
            } else if (file.size() > maxFileBytes) {
                findings.add(tooLarge(file.path()));
            } else {
                readable.add(file);
            }
        }
        return readable;
    }

    private static void readJar(
            SourceFile file,
            List<Migration> migrations,
            Map<String, MigrationName> names,
            List<Finding> all) {
        Findings findings = new Findings(file.path());
        for (Migration migration : JarReader.read(file, findings)) {
            names.put(file.path() + "!" + migration.javaClass(), migration.naming());
            migrations.add(migration);
        }
        all.addAll(findings.all());
    }

    private static LoadOutcome ordered(
            List<Migration> all,
            Map<String, MigrationName> naming,
            List<HookFile> hooks,
            List<CheckFile> checks,
            List<SourceFile> transformations,
            Reading reading,
            List<Finding> findings) {
        NameIndex names = new NameIndex(naming.values());
        List<Migration> baselines =
                all.stream().filter(one -> one.kind() == Migration.Kind.BASELINE).toList();
        List<Migration> migrations =
                all.stream().filter(one -> one.kind() != Migration.Kind.BASELINE).toList();
        Map<Version, Migration> byVersion = new HashMap<>();
        migrations.forEach(migration -> byVersion.put(migration.version(), migration));
        DependencyGraph graph = new DependencyGraph(migrations, names);
        DependencyOrder order = DependencyOrder.of(graph.needs());
        findings.addAll(graph.findings());
        order.cycles().forEach(cycle -> findings.add(SetRules.cycle(cycle, byVersion, names)));
        if (!findings.isEmpty()) {
            return refused(findings);
        }
        List<Migration> inOrder =
                order.versions().stream()
                        .map(version -> Objects.requireNonNull(byVersion.get(version)))
                        .toList();
        return new LoadOutcome.Loaded(
                new MigrationSet(inOrder, baselines, graph.needs()),
                hooks,
                checks,
                transformations,
                reading.form(),
                reading.notices());
    }

    private static LoadOutcome refused(List<Finding> findings) {
        findings.sort(BY_PLACE);
        return new LoadOutcome.Refused(findings);
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
