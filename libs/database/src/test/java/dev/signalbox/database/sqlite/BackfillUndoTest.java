package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BatchOutcome.DoneBefore;
import dev.signalbox.database.LeasedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that were taken back, and run again with the same key. */
class BackfillUndoTest {

    private static final Backfilling UNDO = Backfilling.sql(null, "DELETE FROM words").undo();
    private static final String COUNT = "SELECT count(*), count(DISTINCT note) FROM words";

    @TempDir Path folder;
    private TestDatabase database;
    private LeasedDatabase session;

    @BeforeEach
    void open() {
        database = Notes.in(folder);
        session = database.acquire("worker");
    }

    @Test
    void ruleThatFailedHalfWayAndWasTakenBackBeginsAtTheFirstRow() {
        Batches.failed(Notes.COPY.run(session, 2));
        Batches.made(UNDO.run(session, 1));
        assertThat(
                        database.rows(
                                "SELECT state, cursor, rows_transformed, batches FROM"
                                        + " _migration_backfills WHERE direction = 'forward'"))
                .containsExactly("undone|null|0|0");
        database.run("UPDATE notes SET id = 31 WHERE id = 15");

        BackfillCounts counts = Batches.made(Notes.COPY.run(session, 2)).counts();

        assertThat(counts).isEqualTo(new BackfillCounts(10, 0, 0, 10, 5));
        assertThat(database.rows(COUNT)).containsExactly("10|10");
    }

    @Test
    void whatRanAgainIsTakenBackAgain() {
        Batches.failed(Notes.COPY.run(session, 2));
        Batches.made(UNDO.run(session, 1));
        assertThat(UNDO.run(session, 1)).isInstanceOf(DoneBefore.class);
        Batches.failed(Notes.COPY.run(session, 2));
        assertThat(database.rows(COUNT)).containsExactly("4|4");

        Batches.made(UNDO.run(session, 1));

        assertThat(database.rows(COUNT)).containsExactly("0|0");
    }

    @Test
    void failedRowsOfWhatWasTakenBackAreNotKeptTwice() {
        Batches.made(Notes.COPY.skipping().run(session, 5));
        Batches.made(UNDO.run(session, 1));

        BackfillCounts counts = Batches.made(Notes.COPY.skipping().run(session, 5)).counts();

        assertThat(counts).isEqualTo(new BackfillCounts(9, 0, 1, 9, 2));
        assertThat(database.rows("SELECT row_key FROM _migration_failed_rows"))
                .containsExactly("[15]");
    }
}
