package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.BackfillRecord.State;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.FailedRow;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a rule cannot transform, and rules that cannot run. */
class BackfillFailureTest {

    @TempDir Path folder;
    private TestDatabase database;
    private LeasedDatabase session;

    @BeforeEach
    void open() {
        database = Notes.in(folder);
        session = database.acquire("worker");
    }

    @Test
    void failingRowStopsAndIsNamedAndWhatIsBeforeItsBatchStands() {
        BatchOutcome outcome = Notes.COPY.run(session, 2);

        assertThat(Batches.failed(outcome).error().problem())
                .startsWith("row [15] of notes cannot be transformed: CHECK constraint failed");
        assertThat(database.rows("SELECT group_concat(note) FROM words"))
                .containsExactly("3,6,9,12");
        BackfillRecord record = Batches.record(database);
        assertThat(record.state()).isEqualTo(State.FAILED);
        assertThat(record.cursor()).isEqualTo("[12]");
        assertThat(record.error()).contains("row [15]");
    }

    @Test
    void correctedRowLetsItGoOnAtItsBatch() {
        Notes.COPY.run(session, 2);
        database.run("UPDATE notes SET id = 16 WHERE id = 15");

        Made made = Batches.made(Notes.COPY.run(session, 2));

        assertThat(made.counts().transformed()).isEqualTo(10);
        assertThat(database.rows("SELECT count(*), count(DISTINCT note) FROM words"))
                .containsExactly("10|10");
        assertThat(Batches.record(database).error()).isNull();
    }

    @Test
    void skippedRowsAreKeptWithReasonAndValues() {
        Made made = Batches.made(Notes.COPY.skipping().run(session, 1000));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(9, 0, 1, 9, 1));
        List<FailedRow> rows;
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            rows = reader.failedRows("rule-1", 10);
        }
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().key()).isEqualTo("[15]");
        assertThat(rows.getFirst().reason()).contains("CHECK constraint failed: note <> 15");
        assertThat(rows.getFirst().row())
                .isEqualTo("{\"id\":15,\"text\":\"note 5\",\"length\":null}");
    }

    @Test
    void allRowsMayFail() {
        Made made =
                Batches.made(
                        Backfilling.select("notes", "words", "SELECT 15 AS note FROM batch")
                                .skipping()
                                .run(session, 4));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(0, 0, 10, 0, 3));
    }

    @Test
    void conditionsHoldForTransformedRowsAndMaySeeTheOriginal() {
        Backfilling shorter =
                Backfilling.update("notes", "SELECT id, substr(text, 1, 6) AS text FROM batch")
                        .valid("length(text) >= length(original.text)", "nothing is cut off")
                        .skipping();

        Made made = Batches.made(shorter.run(session, 4));

        assertThat(made.counts().failed()).isEqualTo(1);
        assertThat(database.rows("SELECT reason FROM _migration_failed_rows"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it)
                                        .isEqualTo(
                                                "nothing is cut off: length(text) >="
                                                        + " length(original.text) does not hold for"
                                                        + " id = 30, text = note 1"));
    }

    @Test
    void conditionsHoldWhereTheTargetsKeyHasTheNameOfTheSources() {
        database.run("CREATE TABLE cards (id TEXT PRIMARY KEY, text TEXT)");
        Backfilling never =
                Backfilling.select("notes", "cards", "SELECT 'card-' || id AS id, text FROM batch")
                        .valid("text = 'never'", null)
                        .skipping();

        Made made = Batches.made(never.run(session, 4));

        assertThat(made.counts().failed()).isEqualTo(10);
        assertThat(database.rows("SELECT count(*) FROM cards")).containsExactly("0");
    }

    @Test
    void referencesThatDangleAreFailures() {
        database.run("CREATE TABLE refs (note INT REFERENCES notes (id))");
        Backfilling rule =
                Backfilling.select("notes", "refs", "SELECT id + (id = 6) AS note FROM batch")
                        .skipping();

        Made off = Batches.made(rule.run(session, 5));

        assertThat(off.counts().failed()).isEqualTo(1);
        assertThat(database.rows("SELECT reason FROM _migration_failed_rows"))
                .containsExactly("refers to a row of notes that is not there: note = 7");
        session.release();
        LeasedDatabase enforcing = database.withForeignKeys(ForeignKeys.ON).acquire("worker");
        assertThat(Batches.made(rule.inRun("run-2").run(enforcing, 5)).counts().failed())
                .isEqualTo(1);
    }

    @Test
    void ruleThatCannotRunIsRefusedAsAWholeAndSaysWhy() {
        assertThat(problem(Backfilling.select("none", "words", "SELECT 1 AS note FROM batch")))
                .contains("there is no table none");
        assertThat(problem(Backfilling.select("notes", "none", "SELECT 1 AS note FROM batch")))
                .contains("there is no table none to write into");
        assertThat(problem(Backfilling.select("notes", "words", "SELECT id FROM batch")))
                .contains("words has no column id");
        assertThat(problem(Backfilling.select("notes", "words", "SELECT missing FROM batch")))
                .contains("no such column: missing");
        assertThat(problem(Backfilling.update("notes", "SELECT length FROM batch")))
                .contains("the result updates its source");
        assertThat(problem(Notes.COPY.reading("notes", null, "text"))).contains("is not unique");
        assertThat(problem(Notes.COPY.reading("notes", "missing = 1"))).contains("no such column");
        assertThat(problem(Backfilling.sql("notes", "DROP TABLE notes")))
                .contains("a rule changes rows and nothing else");
        assertThat(problem(Backfilling.sql("notes", "COMMIT"))).contains("COMMIT");
        assertThat(problem(Backfilling.sql("notes", "DELETE FROM _migration_history")))
                .contains("belongs to Signalbox");
        assertThat(problem(Backfilling.select("notes", "words", "DELETE FROM notes")))
                .contains("a rule's select is a SELECT");
        assertThat(database.rows("SELECT count(*) FROM words")).containsExactly("0");
    }

    @Test
    void ruleThatWasCorrectedBeginsAtTheFirstRow() {
        assertThat(problem(Notes.COPY.reading("notes", "missing = 1"))).contains("no such column");

        assertThat(Batches.made(Notes.EXCEPT_15.run(session, 5)).counts().transformed())
                .isEqualTo(9);
    }

    private String problem(Backfilling rule) {
        return Batches.failed(rule.skipping().run(session, 10)).error().problem();
    }

    @Test
    void conditionThatIsNoSqlRefusesTheRuleAndNotEveryRow() {
        assertThat(problem(Notes.COPY.valid("missing > 1", null)))
                .contains("no such column: missing");
        assertThat(problem(Notes.COPY.valid("note >", null))).contains("syntax error");
        assertThat(database.rows("SELECT * FROM _migration_failed_rows")).isEmpty();
    }

    @Test
    void referenceToATableThatIsNotThereIsNotLookedUp() {
        database.run("CREATE TABLE refs (note INT REFERENCES gone (id))");

        Made made =
                Batches.made(
                        Backfilling.select("notes", "refs", "SELECT id AS note FROM batch")
                                .run(session, 5));

        assertThat(made.counts().written()).isEqualTo(10);
    }

    @Test
    void deferredReferencesThatDangleAreFailuresOfTheirRows() {
        database.run(
                "CREATE TABLE refs (note INT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)");
        session.release();
        LeasedDatabase enforcing = database.withForeignKeys(ForeignKeys.ON).acquire("worker");

        Made made =
                Batches.made(
                        Backfilling.select(
                                        "notes", "refs", "SELECT id + (id = 6) AS note FROM batch")
                                .skipping()
                                .run(enforcing, 5));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(9, 0, 1, 9, 2));
        assertThat(database.rows("SELECT row_key FROM _migration_failed_rows"))
                .containsExactly("[6]");
    }

    @Test
    void resultForARowOutsideTheBatchIsAFailure() {
        Backfilling next =
                Backfilling.update("notes", "SELECT id + 3 AS id, 1 AS length FROM batch")
                        .skipping();

        Made made = Batches.made(next.run(session, 5));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(0, 0, 10, 0, 2));
        assertThat(database.rows("SELECT count(length) FROM notes")).containsExactly("0");
        assertThat(database.rows("SELECT reason FROM _migration_failed_rows WHERE row_key = '[3]'"))
                .containsExactly(
                        "the rule gives a result for the row [6], which is none of those it was made"
                                + " of");
    }

    @Test
    void keyThatAFunctionGivesDoesNotTurnItToAnotherRow() {
        Backfilling all3 =
                Backfilling.java(
                        "notes", null, row -> List.of(Map.of("ID", 3, "id", 6, "length", 1)));

        Made made = Batches.made(all3.run(session, 5));

        assertThat(made.counts().written()).isEqualTo(10);
        assertThat(database.rows("SELECT count(length) FROM notes")).containsExactly("10");
    }

    @Test
    void interruptedFunctionIsNoFailedRow() {
        Backfilling interrupted =
                Backfilling.java(
                                "notes",
                                "words",
                                row -> {
                                    throw new InterruptedException();
                                })
                        .skipping();

        try {
            assertThatThrownBy(() -> interrupted.run(session, 5))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            it -> assertThat(it.reason()).isEqualTo(Reason.INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(database.rows("SELECT * FROM _migration_failed_rows")).isEmpty();
    }

    @Test
    void refusedRuleOfOneWhoWasOvertakenSaysThatItWas() {
        database.expireLease();
        database.acquire("rival");

        BatchOutcome outcome = Notes.COPY.reading("notes", "missing = 1").run(session, 5);

        assertThat(Batches.notMade(outcome)).isInstanceOf(Overtaken.class);
    }

    @Test
    void featureCannotGoIntoWhatIsNoTableOfItsColumns() {
        database.run("CREATE VIEW migration_progress AS SELECT 1 AS feature");
        assertThat(problem(Notes.COPY.showing("words"))).contains("migration_progress is a view");
        database.run("DROP VIEW migration_progress", "CREATE TABLE migration_progress (feature)");
        assertThat(problem(Notes.COPY.showing("words")))
                .contains("migration_progress has not the columns feature, enabled, percentage");
    }
}
