package dev.signalbox.database.sqlite;

import dev.signalbox.database.MaintenanceRequest;
import java.util.ArrayList;
import java.util.List;

/** What keeps a database well inside a transaction. */
final class Upkeep {

    /** Whoever opens a run again after a crash looks at what it did last. */
    private static final int ALWAYS_KEPT = 100;

    private static final String OLD =
            """
            DELETE FROM _migration_audit_log
            WHERE at < strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || ? || ' seconds')
              AND id <= (SELECT max(id) FROM _migration_audit_log) - ?""";

    private static final String USELESS =
            """
            SELECT slice_table FROM _migration_slices AS s
            WHERE slice_table IN (SELECT name FROM sqlite_schema WHERE type = 'table')
              AND (restored_at IS NOT NULL OR history_id <> (
                SELECT max(id) FROM _migration_history
                WHERE migration_id = s.migration_id AND direction = 'down'
                  AND status = 'completed'))""";

    private final Handle handle;

    Upkeep(Handle handle) {
        this.handle = handle;
    }

    /**
     * What was changed.
     *
     * @param rows removed or written
     */
    record Effect(long rows, List<String> sentences) {

        Effect {
            sentences = List.copyOf(sentences);
        }
    }

    Effect analyze() {
        handle.run("ANALYZE main");
        // Without a table there is nothing to have statistics of.
        boolean any = LedgerTables.has(handle, "sqlite_stat1");
        long rows = any ? handle.number("SELECT count(*) FROM sqlite_stat1") : 0;
        long tables = any ? handle.number("SELECT count(DISTINCT tbl) FROM sqlite_stat1") : 0;
        return new Effect(
                rows,
                List.of(
                        "The planner of queries has %,d statistics of %,d tables."
                                .formatted(rows, tables)));
    }

    Effect reindex() {
        long indexes = handle.number("SELECT count(*) FROM sqlite_schema WHERE type = 'index'");
        handle.run("REINDEX");
        return new Effect(0, List.of("%,d indexes were built anew.".formatted(indexes)));
    }

    Effect cleanUp(MaintenanceRequest request) {
        List<String> sentences = new ArrayList<>();
        long days = request.keep().toDays();
        long rows = handle.update(OLD, request.keep().toSeconds(), ALWAYS_KEPT);
        sentences.add(
                "%,d rows of the ledger's log, older than %,d days, were removed; its history is kept."
                        .formatted(rows, days));
        if (request.savedData()) {
            rows += savedData(sentences);
        }
        return new Effect(rows, sentences);
    }

    /** Rows that were put back since, or belong to a way back that a later one followed. */
    private long savedData(List<String> sentences) {
        List<String> useless = handle.list(USELESS, row -> row.getString(1));
        long rows = 0;
        for (String table : useless) {
            String name = "main." + SqlTokens.quoted(table);
            rows += handle.number("SELECT count(*) FROM " + name);
            handle.run("DROP TABLE " + name);
        }
        sentences.add(
                "%,d saved rows in %,d tables were removed: what could be put back was, or a later"
                                .formatted(rows, useless.size())
                        + " way back saved it anew.");
        return rows;
    }
}
