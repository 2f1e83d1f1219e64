package dev.signalbox.database.sqlite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Views of the ledger under the names that people know from elsewhere. They stand only where the
 * name is free, and give way to whatever of the user's wants it; a mark in their text, which SQLite
 * keeps as it was written, tells them from a view of the user's.
 */
final class OwnViews {

    private static final String MARK = "/* of Signalbox */";

    private static final List<View> ALL =
            List.of(
                    new View(
                            "migration_health",
                            """
                            CREATE VIEW migration_health AS %s
                            SELECT version, name, applied_at, duration_ms AS execution_time,
                              CASE WHEN reverted_by IS NOT NULL THEN 'rolled_back'
                                WHEN status = 'completed' THEN 'applied'
                                ELSE status END AS status
                            FROM _migration_history WHERE direction = 'up'
                            ORDER BY id DESC LIMIT 10"""
                                    .formatted(MARK)),
                    new View(
                            "schema_migrations",
                            """
                            CREATE VIEW schema_migrations AS %s
                            SELECT id, version, name, direction, status, started_at,
                              applied_at AS completed_at, error, duration_ms
                            FROM _migration_history
                            WHERE id IN (SELECT max(id) FROM _migration_history GROUP BY version)"""
                                    .formatted(MARK)));

    private OwnViews() {}

    private record View(String name, String statement) {}

    /** Whether a row of {@code sqlite_schema} is one of them. */
    static boolean isOne(String type, String name, String sql) {
        return type.equals("view") && sql.contains(MARK) && named(name).isPresent();
    }

    /** Inside a write transaction: makes those whose name is free, as they are to be now. */
    static void ensure(Handle handle) {
        for (View view : ALL) {
            Optional<Boolean> ours = standing(handle, view.name(), view.statement());
            if (ours.isEmpty()) {
                handle.run(view.statement());
            }
        }
    }

    /** Inside a write transaction: makes room for an object of the user's. */
    static void giveWay(Handle handle, String name) {
        named(name)
                .filter(view -> isThere(handle, view))
                .ifPresent(view -> handle.run("DROP VIEW main." + view.name()));
    }

    /** In place of all of them. */
    static void giveWay(Handle handle) {
        ALL.forEach(view -> giveWay(handle, view.name()));
    }

    private static Optional<View> named(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(view -> view.name().equals(folded)).findFirst();
    }

    private static boolean isThere(Handle handle, View view) {
        return handle.first(
                        "SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema"
                                + " WHERE type = 'view' AND lower(name) = ?",
                        row -> isOne(row.getString(1), row.getString(2), row.getString(3)),
                        view.name())
                .orElse(false);
    }

    /**
     * Whether an object of that name is ours as it is to be; one that an earlier version made is
     * dropped. Empty when the name is free then.
     */
    private static Optional<Boolean> standing(Handle handle, String name, String statement) {
        Optional<Boolean> current =
                handle.first(
                        "SELECT sql FROM main.sqlite_schema WHERE lower(name) = ?",
                        row -> statement.equals(row.getString(1)),
                        name);
        if (current.isPresent() && !current.get()) {
            giveWay(handle, name);
            return handle.first(
                    "SELECT 1 FROM main.sqlite_schema WHERE lower(name) = ?", row -> false, name);
        }
        return current;
    }
}
