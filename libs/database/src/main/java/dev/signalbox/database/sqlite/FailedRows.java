package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillToRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done with a row that cannot be transformed. */
final class FailedRows {

    private final Handle handle;
    private final BackfillToRun backfill;
    private final long backfillId;

    FailedRows(Handle handle, BackfillToRun backfill, long backfillId) {
        this.handle = handle;
        this.backfill = backfill;
        this.backfillId = backfillId;
    }

    /**
     * @throws Stopping when the rule does not go on without it
     */
    void add(String key, String reason, Map<String, @Nullable Object> row) {
        if (!backfill.skipsFailedRows()) {
            throw new Stopping(key, reason);
        }
        new BackfillRows(handle)
                .failedRow(backfillId, backfill, key, reason, KeyValues.object(row));
    }

    /** The one row at hand. */
    void add(Batch batch, String reason) {
        batch.each(row -> add(batch.keyOf(row), reason, row));
    }

    /** A row failed, and the rule stops then. */
    static final class Stopping extends RuntimeException {

        private final String key;
        private final String reason;

        Stopping(String key, String reason) {
            super(key + ": " + reason, null, false, false);
            this.key = key;
            this.reason = reason;
        }

        String key() {
            return key;
        }

        String reason() {
            return reason;
        }
    }
}
