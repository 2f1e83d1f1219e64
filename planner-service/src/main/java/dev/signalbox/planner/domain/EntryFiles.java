package dev.signalbox.planner.domain;

import dev.signalbox.database.foreign.ForeignEntry;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import dev.signalbox.sql.migration.Version;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file that an entry of another tool's history means: by version, otherwise by name. */
final class EntryFiles {

    private static final Pattern LEADING = Pattern.compile("([0-9]+)[_-].*", Pattern.DOTALL);
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SQL = Pattern.compile("\\.(?:up\\.)?sql$");

    private final MigrationSet files;

    EntryFiles(MigrationSet files) {
        this.files = files;
    }

    Optional<Migration> of(ForeignEntry entry) {
        var version = entry.version();
        if (version != null) {
            return Version.parse(version).flatMap(files::find);
        }
        var name = withoutPart(entry.name());
        return byName(entry.name()).or(() -> byName(name)).or(() -> byLeadingVersion(name));
    }

    /** A script that stands for all up to its version. */
    Optional<Migration> baseline(Version version) {
        return files.baselines().stream()
                .filter(file -> file.version().equals(version))
                .findFirst();
    }

    /** An entry may be of a part of a file only, as Liquibase's changesets are. */
    private static String withoutPart(String name) {
        var mark = name.indexOf('!');
        return mark < 0 ? name : name.substring(0, mark);
    }

    private Optional<Migration> byName(String name) {
        var wanted = words(name);
        return files.inOrder().stream()
                .filter(file -> names(file).anyMatch(wanted::equals))
                .findFirst();
    }

    private Optional<Migration> byLeadingVersion(String name) {
        var matcher = LEADING.matcher(name);
        return matcher.matches()
                ? Version.parse(matcher.group(1)).flatMap(files::find)
                : Optional.empty();
    }

    /** Whether the history says nothing against it. */
    boolean isNamedLike(Migration file, ForeignEntry entry) {
        if (entry.version() == null || entry.name().isEmpty()) {
            return true;
        }
        var told = words(withoutPart(entry.name()));
        return names(file).anyMatch(told::equals);
    }

    private static Stream<String> names(Migration file) {
        return Stream.of(file.stem(), file.fileName(), file.name()).map(EntryFiles::words);
    }

    /** Underscores, hyphens, blanks and letter case are a matter of the tool. */
    private static String words(String name) {
        var bare = SQL.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
        return NO_WORD.matcher(bare).replaceAll(" ").strip();
    }
}
