package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.BatchOutcome.NotMade;

/** What became of a batch, for tests that know. */
final class Batches {

    private Batches() {}

    static Made made(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(Made.class);
        return (Made) outcome;
    }

    static Failed failed(BatchOutcome outcome) {
        assertThat(notMade(outcome)).isInstanceOf(Failed.class);
        return (Failed) notMade(outcome);
    }

    static ApplyOutcome notMade(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(NotMade.class);
        return ((NotMade) outcome).outcome();
    }

    /** Of the rule that ran last. */
    static BackfillRecord record(TestDatabase database) {
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            return reader.backfills().getFirst();
        }
    }
}
