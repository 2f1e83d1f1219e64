package dev.signalbox.planner.domain;

import dev.signalbox.planner.domain.Leaving.Rename;
import dev.signalbox.sql.migration.Migration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Flyway reads from the name of a file.
 *
 * @param version with dots
 */
record FlywayName(String version, String description) {

    private static final Pattern VERSIONED =
            Pattern.compile("V([0-9]+(?:[._][0-9]+)*)__(.+)\\.sql", Pattern.DOTALL);
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Empty when Flyway would pass the file by. */
    static Optional<FlywayName> of(Migration migration) {
        var matcher = VERSIONED.matcher(migration.source().name());
        return matcher.matches()
                ? Optional.of(
                        new FlywayName(
                                matcher.group(1).replace('_', '.'),
                                matcher.group(2).replace('_', ' ')))
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
                        migration.down().isEmpty()
                                ? null
                                : "Flyway would run its DOWN section, too: take it out, or into"
                                        + " U%s__%s.sql.".formatted(version, name)));
    }
}
