package dev.signalbox.planner.domain;

import dev.signalbox.planner.domain.Leaving.Rename;
import dev.signalbox.sql.migration.Migration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway reads from the name of a file.
 *
 * @param version with dots; null for a repeatable migration
 * @param type in Flyway's word
 */
record FlywayName(@Nullable String version, String description, String type) {

    private static final Pattern VERSIONED =
            Pattern.compile("([VB])([0-9]+(?:[._][0-9]+)*)__(.+)\\.sql", Pattern.DOTALL);
    private static final Pattern REPEATABLE = Pattern.compile("R__(.+)\\.sql", Pattern.DOTALL);
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Empty when Flyway would pass the file by. */
    static Optional<FlywayName> of(Migration migration) {
        var name = migration.source().name();
        var versioned = VERSIONED.matcher(name);
        if (versioned.matches()) {
            return Optional.of(
                    new FlywayName(
                            versioned.group(2).replace('_', '.'),
                            versioned.group(3).replace('_', ' '),
                            versioned.group(1).equals("B") ? "SQL_BASELINE" : "SQL"));
        }
        var repeatable = REPEATABLE.matcher(name);
        return repeatable.matches()
                ? Optional.of(new FlywayName(null, repeatable.group(1).replace('_', ' '), "SQL"))
                : Optional.empty();
    }

    /** Empty when its version is none that Flyway knows. */
    static Optional<Rename> wanted(Migration migration) {
        var version = migration.version().toString();
        if (!NUMBERS.matcher(version).matches() || migration.javaClass() != null) {
            return Optional.empty();
        }
        var path = migration.source().path();
        var folder = path.substring(0, path.length() - migration.source().name().length());
        var name = NO_WORD.matcher(migration.name()).replaceAll("_");
        return Optional.of(
                new Rename(
                        path,
                        "%sV%s__%s.sql".formatted(folder, version, name),
                        note(migration, "U%s__%s.sql".formatted(version, name))));
    }

    private static @Nullable String note(Migration migration, String undo) {
        if (migration.down().isEmpty()) {
            return null;
        }
        return migration.files().size() > 1
                ? "Its way back, %s, is %s in Flyway."
                        .formatted(migration.files().getLast().path(), undo)
                : "Flyway would run its DOWN section, too: take it out, or into " + undo + ".";
    }
}
