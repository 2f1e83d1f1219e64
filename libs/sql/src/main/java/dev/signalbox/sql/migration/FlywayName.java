package dev.signalbox.sql.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of one of Flyway's files says: {@code V1_2__name.sql}. */
record FlywayName(Prefix prefix, MigrationName naming) {

    private static final Pattern NUMBERED =
            Pattern.compile(
                    "([VUB])([0-9]{1,200}(?:[._][0-9]{1,200}){0,20})__(.*)\\.(?i:sql)",
                    Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("R__(.+)\\.(?i:sql)", Pattern.DOTALL);

    enum Prefix {
        VERSIONED,
        UNDO,
        BASELINE,
        REPEATABLE
    }

    static Optional<FlywayName> parse(String fileName) {
        Matcher numbered = NUMBERED.matcher(fileName);
        if (numbered.matches()) {
            return Version.parse(numbered.group(2).replace('_', '.'))
                    .map(
                            version ->
                                    new FlywayName(
                                            prefix(numbered.group(1)),
                                            name(version, numbered.group(3), fileName)));
        }
        Matcher named = NAMED.matcher(fileName);
        return named.matches()
                ? Optional.of(
                        new FlywayName(
                                Prefix.REPEATABLE,
                                name(Version.repeatable(named.group(1)), named.group(1), fileName)))
                : Optional.empty();
    }

    private static Prefix prefix(String letter) {
        return switch (letter) {
            case "U" -> Prefix.UNDO;
            case "B" -> Prefix.BASELINE;
            default -> Prefix.VERSIONED;
        };
    }

    private static MigrationName name(Version version, String name, String fileName) {
        String stem = fileName.substring(0, fileName.length() - MigrationName.SUFFIX.length());
        return new MigrationName(version, name.isEmpty() ? stem : name, stem, fileName);
    }

    Migration.Kind kind() {
        return switch (prefix) {
            case VERSIONED, UNDO -> Migration.Kind.VERSIONED;
            case BASELINE -> Migration.Kind.BASELINE;
            case REPEATABLE -> Migration.Kind.REPEATABLE;
        };
    }
}
