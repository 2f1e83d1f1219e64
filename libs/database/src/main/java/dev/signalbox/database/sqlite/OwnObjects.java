package dev.signalbox.database.sqlite;

import java.util.List;
import java.util.Locale;

/** Which of a database's objects are not the user's. */
public final class OwnObjects {

    private static final List<String> PREFIXES =
            List.of("_migration_", "_signalbox_", "_backup_history");

    private OwnObjects() {}

    /** What Signalbox keeps there. */
    static boolean isSignalboxes(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return PREFIXES.stream().anyMatch(folded::startsWith);
    }

    /** What Signalbox or SQLite itself keeps there. */
    public static boolean isInternal(String name) {
        return isSignalboxes(name) || name.toLowerCase(Locale.ROOT).startsWith("sqlite_");
    }
}
