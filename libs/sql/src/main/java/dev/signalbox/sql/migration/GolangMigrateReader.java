package dev.signalbox.sql.migration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link MigrationFormat#GOLANG_MIGRATE}. */
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
                                matcher.group(1),
                                matcher.group(2).equalsIgnoreCase("up") ? Role.UP : Role.DOWN))
                : Optional.empty();
    }

    @Override
    Optional<MigrationName> name(String key, SourceFile up) {
        return MigrationName.ofStem(key, up.name());
    }
}
