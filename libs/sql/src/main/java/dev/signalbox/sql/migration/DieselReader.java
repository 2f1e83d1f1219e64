package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link MigrationFormat#DIESEL}: the version is what stands before the first underscore. */
final class DieselReader extends PairReader {

    static final String SETTINGS = "metadata.toml";

    private static final int LENGTH_OF_DAY = 8;
    private static final int LENGTH_OF_TIME = 14;
    private static final Pattern NO_TRANSACTION =
            Pattern.compile("(?m)^\\s*run_in_transaction\\s*=\\s*false\\b");

    @Override
    Optional<Part> part(SourceFile file) {
        return switch (file.name()) {
            case "up.sql" -> Optional.of(new Part(file.folder(), Role.UP));
            case "down.sql" -> Optional.of(new Part(file.folder(), Role.DOWN));
            case SETTINGS -> Optional.of(new Part(file.folder(), Role.SETTINGS));
            default -> Optional.empty();
        };
    }

    @Override
    Optional<MigrationName> name(String key, SourceFile up) {
        return ofFolder(key);
    }

    /**
     * {@code 2024-01-31-120000_name} has the version 20240131120000, as Diesel records it. A day
     * without a time is that day's beginning: Diesel orders by text, which comes to the same.
     */
    static Optional<MigrationName> ofFolder(String folder) {
        int end = folder.indexOf('_');
        return end < 1 || end == folder.length() - 1
                ? Optional.empty()
                : Version.parse(withTime(folder.substring(0, end).replace("-", "")))
                        .map(
                                version ->
                                        new MigrationName(
                                                version,
                                                folder.substring(end + 1),
                                                folder,
                                                folder));
    }

    private static String withTime(String digits) {
        return digits.length() < LENGTH_OF_DAY || digits.length() > LENGTH_OF_TIME
                ? digits
                : digits + "0".repeat(LENGTH_OF_TIME - digits.length());
    }

    @Override
    boolean isTransactional(Pair pair, Reading reading) {
        @Nullable SourceFile settings = pair.settings();
        return settings == null
                || !NO_TRANSACTION.matcher(new String(settings.sharedBytes(), UTF_8)).find();
    }
}
