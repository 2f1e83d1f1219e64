package dev.signalbox.database.sqlite;

/**
 * {@code migration_progress}: how far a feature's rows are, for applications to read. It stands
 * where a rule names a feature; a mark in its text tells it from a table that the user made.
 */
final class FeatureProgress {

    static final String TABLE = "migration_progress";

    private static final String MARK = "/* of Signalbox */";

    private final Handle handle;
    private final String feature;

    FeatureProgress(Handle handle, String feature) {
        this.handle = handle;
        this.feature = feature;
    }

    static boolean isNamed(String table) {
        return table.equalsIgnoreCase(TABLE);
    }

    /** Whether a row of the catalogue is the one that is not the user's. */
    static boolean isOwn(String type, String name, String sql) {
        return isNamed(name) && type.equals("table") && sql.contains(MARK);
    }

    /** Whether there is one that is not the user's. */
    static boolean isThere(Handle handle) {
        return handle.number(
                        "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table'"
                                + " AND lower(name) = ? AND instr(sql, ?)",
                        TABLE,
                        MARK)
                > 0;
    }

    /** Inside the transaction that made the rows. */
    void reached(int percentage, boolean enabled) {
        handle.run(
                "CREATE TABLE IF NOT EXISTS migration_progress "
                        + MARK
                        + " (feature VARCHAR(100) PRIMARY KEY, enabled BOOLEAN DEFAULT false,"
                        + " percentage INTEGER DEFAULT 0)");
        // A table that the user made need not have a key.
        int updated =
                handle.update(
                        "UPDATE main.migration_progress SET enabled = ?, percentage = ?"
                                + " WHERE feature = ?",
                        enabled ? 1 : 0,
                        percentage,
                        feature);
        if (updated == 0) {
            handle.update(
                    "INSERT INTO main.migration_progress (feature, enabled, percentage)"
                            + " VALUES (?, ?, ?)",
                    feature,
                    enabled ? 1 : 0,
                    percentage);
        }
    }
}
