package dev.signalbox.sql.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@link MigrationFormat#GOLANG_MIGRATE}. As there, the files of a pair need no more in common than
 * their version.
 */
final class GolangMigrateReader extends PairReader {

    private static final Pattern NAME =
            Pattern.compile("(.+)\\.(up|down)\\.sql", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    static boolean isOne(String fileName) {
        return NAME.matcher(fileName).matches();
    }

    @Override
    Optional<Part> part(SourceFile file) {
        Matcher matcher = NAME.matcher(file.name());
        return matcher.matches()
                ? Optional.of(
                        new Part(
                                key(file, matcher.group(1)),
                                matcher.group(2).equalsIgnoreCase("up") ? Role.UP : Role.DOWN))
                : Optional.empty();
    }

    private static String key(SourceFile file, String stem) {
        return MigrationName.ofStem(stem, file.name())
                .map(name -> name.version().canonical())
                .orElse(stem);
    }

    @Override
    Optional<MigrationName> name(String key, SourceFile up) {
        Matcher matcher = NAME.matcher(up.name());
        return matcher.matches()
                ? MigrationName.ofStem(matcher.group(1), up.name())
                : Optional.empty();
    }
}
