package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillRecord.State;
import dev.signalbox.database.BackfillSource;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.Schema;
import dev.signalbox.sql.migration.ForeignKeys;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is ready for batches.
 *
 * @param batch null where there is no source
 * @param expected rows of the source as it was begun; -1 where there is none
 * @param lastKey where it ends, so that rows that a rule adds to its own source are none of its
 *     own; null for an empty source, and where there is none
 * @param before what its batches came to before this was opened
 */
record OpenBackfill(
        Handle handle,
        Schema schema,
        boolean enforced,
        @Nullable Batch batch,
        long expected,
        @Nullable String lastKey,
        BackfillCounts before) {

    /** A reader meets a lock for the moment of somebody's commit. */
    private static final int PATIENCE_MS = 5_000;

    static OpenBackfill open(SqliteFile address, BackfillToRun backfill) {
        Handle handle = Connections.changing(address);
        try {
            boolean enforced = address.foreignKeys() == ForeignKeys.ON;
            handle.run("PRAGMA foreign_keys=" + (enforced ? "ON" : "OFF"));
            RegexpFunctions.register(handle);
            handle.busyTimeout(PATIENCE_MS);
            // What is read of the database is of one moment.
            handle.run("BEGIN");
            OpenBackfill opened = prepared(handle, backfill, enforced);
            handle.run("COMMIT");
            handle.busyTimeout(0);
            return opened;
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    private static OpenBackfill prepared(Handle handle, BackfillToRun backfill, boolean enforced) {
        Schema schema = handle.schema();
        Optional<BackfillRows.Row> begun =
                new BackfillRows(handle)
                        .find(backfill.key())
                        .filter(it -> it.record().state() != State.UNDONE);
        BackfillCounts before = begun.map(it -> it.record().counts()).orElse(BackfillCounts.NONE);
        if (backfill.feature() != null) {
            FeatureProgress.check(handle);
        }
        BackfillSource wanted = backfill.source();
        if (wanted == null) {
            return new OpenBackfill(handle, schema, enforced, null, -1, null, before);
        }
        SourceTable source = SourceTable.of(handle, schema, wanted);
        Batch batch = Batch.over(handle, source);
        boolean counted = begun.isPresent() && begun.get().record().expected() >= 0;
        return counted
                ? new OpenBackfill(
                        handle,
                        schema,
                        enforced,
                        batch,
                        begun.get().record().expected(),
                        begun.get().lastKey(),
                        before)
                : new OpenBackfill(
                        handle,
                        schema,
                        enforced,
                        batch,
                        count(handle, source),
                        last(handle, source),
                        before);
    }

    private static long count(Handle handle, SourceTable source) {
        try (PreparedStatement query =
                Compiled.prepared(
                        handle,
                        "SELECT count(*) FROM " + source.name() + " WHERE true" + source.andWhere(),
                        null)) {
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), source.where());
        }
    }

    private static @Nullable String last(Handle handle, SourceTable source) {
        return handle.first(
                        "SELECT "
                                + source.keySql()
                                + " FROM "
                                + source.name()
                                + " ORDER BY "
                                + source.order(" DESC")
                                + " LIMIT 1",
                        row -> Batch.key(row, source.key().size()))
                .orElse(null);
    }
}
