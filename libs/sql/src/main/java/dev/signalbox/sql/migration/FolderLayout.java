package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a folder's migrations are named, by their files' names alone: also where one of them cannot
 * be read, or is not finished.
 *
 * @param format of a folder without migrations, Signalbox's own
 * @param names of versioned migrations, the lowest version first
 * @param undoFiles whether the format's separate files that undo are in use
 * @param findings why the format cannot be told; empty when it can
 */
public record FolderLayout(
        MigrationFormat format, List<Name> names, boolean undoFiles, List<Finding> findings) {

    private static final Pattern FLYWAY = Pattern.compile("V([0-9]+(?:[._][0-9]+)*)__(.*)\\.sql");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[._][0-9]+)*");
    private static final Pattern DIESEL = Pattern.compile("([^_]+)_(.+)");

    public FolderLayout {
        names = List.copyOf(names);
        findings = List.copyOf(findings);
    }

    /**
     * A migration's name.
     *
     * @param written its version as its file's name has it
     * @param words what stands behind it
     * @param path of its first file, relative to the folder
     */
    public record Name(Version version, String written, String words, String path) {}

    /** Looks at a folder; one that is not there has nothing in it. */
    public static FolderLayout of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new FolderLayout(MigrationFormat.SIGNALBOX, List.of(), false, List.of());
        }
        List<Finding> findings = new ArrayList<>();
        List<SourceFile> files =
                new FolderFiles(folder, MigrationLoader.DEFAULT_MAX_FILE_BYTES, findings).read();
        FormatDetection.Detected detected = FormatDetection.of(files);
        detected.ambiguity().ifPresent(findings::add);
        MigrationFormat format = detected.format();
        List<SourceFile> concerned =
                files.stream().filter(file -> FormatDetection.concerns(format, file)).toList();
        List<Name> names =
                concerned.stream()
                        .flatMap(file -> name(format, file).stream())
                        .sorted((one, other) -> one.version().compareTo(other.version()))
                        .toList();
        boolean undoFiles = concerned.stream().anyMatch(file -> undoes(format, file));
        return new FolderLayout(format, names, undoFiles, findings);
    }

    /** Whether nothing says yet how migrations are written here. */
    public boolean isFree() {
        return names.isEmpty();
    }

    private static boolean undoes(MigrationFormat format, SourceFile file) {
        return switch (format) {
            case FLYWAY -> file.name().startsWith("U");
            case PRISMA, DIESEL -> file.name().equals("down.sql");
            case SQL_AND_ROLLBACK -> file.folder().equals(SqlAndRollbackReader.ROLLBACK);
            case GOLANG_MIGRATE -> file.name().endsWith(".down.sql");
            case SIGNALBOX, ANNOTATED, PLAIN, DBMATE, GOOSE, LIQUIBASE -> false;
        };
    }

    private static Optional<Name> name(MigrationFormat format, SourceFile file) {
        return switch (format) {
            case FLYWAY -> matched(FLYWAY, file.name(), file, '_', '.');
            case GOLANG_MIGRATE ->
                    file.name().endsWith(".up.sql")
                            ? named(without(file.name(), ".up.sql"), file)
                            : Optional.empty();
            case DIESEL ->
                    file.name().equals("up.sql")
                            ? matched(DIESEL, file.folder(), file, '-', '\0')
                            : Optional.empty();
            case PRISMA ->
                    file.name().equals(PrismaReader.FILE)
                            ? named(file.folder(), file)
                            : Optional.empty();
            case LIQUIBASE -> liquibase(file);
            case SQL_AND_ROLLBACK ->
                    file.folder().equals(SqlAndRollbackReader.SQL)
                            ? named(stem(file), file)
                            : Optional.empty();
            case SIGNALBOX, ANNOTATED, PLAIN, DBMATE, GOOSE -> named(stem(file), file);
        };
    }

    /**
     * @param from what the tool writes within versions, to be read as {@code to}; as nothing, if
     *     that is NUL
     */
    private static Optional<Name> matched(
            Pattern pattern, String text, SourceFile file, char from, char to) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String written = matcher.group(1);
        String version =
                to == '\0' ? written.replace(String.valueOf(from), "") : written.replace(from, to);
        return Version.parse(version)
                .map(parsed -> new Name(parsed, written, matcher.group(2), file.path()));
    }

    private static Optional<Name> named(String stem, SourceFile file) {
        return MigrationName.ofStem(stem, file.name())
                .map(
                        name ->
                                new Name(
                                        name.version(),
                                        stem.substring(0, stem.length() - name.name().length() - 1),
                                        name.name(),
                                        file.path()));
    }

    private static Optional<Name> liquibase(SourceFile file) {
        Matcher matcher = NUMBER.matcher(file.name());
        return matcher.find()
                ? Version.parse(matcher.group().replace('_', '.'))
                        .map(
                                version ->
                                        new Name(
                                                version,
                                                matcher.group(),
                                                stem(file)
                                                        .substring(matcher.end())
                                                        .replaceFirst("^[_-]+", ""),
                                                file.path()))
                : Optional.empty();
    }

    private static String stem(SourceFile file) {
        return without(file.name(), MigrationName.SUFFIX);
    }

    private static String without(String name, String suffix) {
        return name.substring(0, Math.max(0, name.length() - suffix.length()));
    }
}
