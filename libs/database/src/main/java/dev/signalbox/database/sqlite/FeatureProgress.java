package dev.signalbox.database.sqlite;

import java.util.List;
import java.util.Optional;

/**
 * {@code migration_progress}: how far a feature's rows are, for applications to read. It stands
 * where a rule names a feature; a mark in its text tells it from a table that the user made.
 */
final class FeatureProgress {

    static final String TABLE = "migration_progress";

    private static final String MARK = "/* of Signalbox */";

    private static final List<String> COLUMNS = List.of("feature", "enabled", "percentage");

    private static final String REMEDY =
            "Rename it, make it a table with the columns "
                    + String.join(", ", COLUMNS)
                    + ", or leave feature out of the rule";

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

    /**
     * Looks whether it can be written, so that a rule does not fail with its first batch.
     *
     * @throws RuleRefused when something of that name is no table with the columns
     */
    static void check(Handle handle) {
        Optional<String> type =
                handle.first(
                        "SELECT type FROM main.sqlite_schema WHERE lower(name) = ?"
                                + " AND type <> 'trigger'",
                        row -> row.getString(1),
                        TABLE);
        if (type.isEmpty()) {
            return;
        }
        if (!type.get().equals("table")) {
            throw new RuleRefused(
                    "the rule names a feature, and " + TABLE + " is " + article(type.get()),
                    REMEDY);
        }
        List<String> columns =
                handle.list(
                        "SELECT lower(name) FROM pragma_table_info(?, 'main')",
                        row -> row.getString(1),
                        TABLE);
        if (!columns.containsAll(COLUMNS)) {
            throw new RuleRefused(
                    "the rule names a feature, and "
                            + TABLE
                            + " has not the columns "
                            + String.join(", ", COLUMNS),
                    REMEDY);
        }
    }

    private static String article(String type) {
        return type.equals("index") ? "an index" : "a " + type;
    }

    /** Inside the transaction that made the rows. */
    void reached(int percentage, boolean enabled) {
        handle.run(
                "CREATE TABLE IF NOT EXISTS main.migration_progress "
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
