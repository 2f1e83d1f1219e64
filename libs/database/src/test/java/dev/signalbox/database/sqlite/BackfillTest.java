package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.BackfillRecord.State;
import dev.signalbox.database.BackfillWork.Conflict;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.DoneBefore;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.BatchOutcome.NotMade;
import dev.signalbox.database.FailedRow;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {

    private static final String TEN =
            "INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                    + " i < 10) SELECT i * 3, 'note ' || i, NULL FROM n";

    private static final Backfilling COPY =
            Backfilling.select(
                    "notes", "words", "SELECT b.id AS note, b.text AS word FROM batch b");

    @TempDir Path folder;
    private TestDatabase database;
    private LeasedDatabase session;

    @BeforeEach
    void open() {
        database =
                new TestDatabase(folder.resolve("kb.db"))
                        .run(
                                "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, length INT)",
                                "CREATE TABLE words (note INT UNIQUE CHECK (note <> 15), word TEXT)",
                                TEN);
        session = database.acquire("worker");
    }

    @Test
    void selectWritesEachRowOnceAndTheLedgerKeepsCursorAndCounts() {
        BatchOutcome outcome = except15().run(session, 4);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Made.class,
                        made ->
                                assertThat(made.counts())
                                        .isEqualTo(new BackfillCounts(9, 0, 0, 9, 3)));
        assertThat(database.rows("SELECT group_concat(note) FROM words"))
                .containsExactly("3,6,9,12,18,21,24,27,30");
        assertThat(
                        database.rows(
                                "SELECT rule_id, direction, state, cursor, last_key, rows_expected,"
                                        + " rows_transformed, batches, run_id, error FROM"
                                        + " _migration_backfills"))
                .containsExactly("rule-1|forward|completed|[30]|[30]|9|9|3|run-1|null");
        assertThat(except15().run(session, 4)).isInstanceOf(DoneBefore.class);
    }

    private static Backfilling except15() {
        return COPY.reading("notes", "id <> 15");
    }

    @Test
    void withoutATargetTheSourceIsUpdatedByItsKey() {
        Backfilling lengths =
                Backfilling.update("notes", "SELECT id, length(text) AS length FROM batch");

        Made made = made(lengths.run(session, 3));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(10, 0, 0, 10, 4));
        assertThat(database.rows("SELECT sum(length), count(length) FROM notes"))
                .containsExactly("61|10");
    }

    @Test
    void rowsOfWhichTheSelectMakesNothingAreSkipped() {
        Made made =
                made(
                        Backfilling.update(
                                        "notes", "SELECT id, 1 AS length FROM batch WHERE id > 20")
                                .run(session, 100));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(4, 6, 0, 4, 1));
    }

    @Test
    void failingRowStopsAndIsNamedAndWhatIsBeforeItsBatchStands() {
        BatchOutcome outcome = COPY.run(session, 2);

        assertThat(failed(outcome).error().problem())
                .startsWith("row [15] of notes cannot be transformed: CHECK constraint failed");
        assertThat(database.rows("SELECT group_concat(note) FROM words"))
                .containsExactly("3,6,9,12");
        BackfillRecord record = record();
        assertThat(record.state()).isEqualTo(State.FAILED);
        assertThat(record.cursor()).isEqualTo("[12]");
        assertThat(record.error()).contains("row [15]");
    }

    @Test
    void correctedRowLetsItGoOnAtItsBatch() {
        COPY.run(session, 2);
        database.run("UPDATE notes SET id = 16 WHERE id = 15");

        Made made = made(COPY.run(session, 2));

        assertThat(made.counts().transformed()).isEqualTo(10);
        assertThat(database.rows("SELECT count(*), count(DISTINCT note) FROM words"))
                .containsExactly("10|10");
        assertThat(record().error()).isNull();
    }

    @Test
    void skippedRowsAreKeptWithReasonAndValues() {
        Made made = made(COPY.skipping().run(session, 1000));

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
                made(
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

        Made made = made(shorter.run(session, 4));

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

        Made made = made(never.run(session, 4));

        assertThat(made.counts().failed()).isEqualTo(10);
        assertThat(database.rows("SELECT count(*) FROM cards")).containsExactly("0");
    }

    @Test
    void conflictsAreIgnoredOrReplacedByTheKeyAloneAndChecksStillCount() {
        database.run("INSERT INTO words VALUES (3, 'mine')");
        Backfilling rule = except15();

        assertThat(failed(rule.run(session, 5)).error().problem()).contains("UNIQUE");
        Made ignored = made(rule.onConflict(Conflict.IGNORE).inRun("run-2").run(session, 5));

        assertThat(ignored.counts()).isEqualTo(new BackfillCounts(8, 1, 0, 8, 2));
        assertThat(database.rows("SELECT word FROM words WHERE note = 3")).containsExactly("mine");
        made(rule.onConflict(Conflict.REPLACE).inRun("run-3").run(session, 5));
        assertThat(database.rows("SELECT word FROM words WHERE note = 3"))
                .containsExactly("note 1");
        assertThat(
                        failed(COPY.onConflict(Conflict.IGNORE).inRun("run-4").run(session, 5))
                                .error()
                                .problem())
                .contains("CHECK");
    }

    @Test
    void functionGivesNoneOneOrSeveralRows() {
        database.run("CREATE TABLE parts (note INT, part TEXT)");
        Backfilling rule =
                Backfilling.java(
                        "notes",
                        "parts",
                        row -> id(row) > 20 ? List.of() : List.of(part(row, "a"), part(row, "b")));

        Made made = made(rule.run(session, 4));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(6, 4, 0, 12, 3));
        assertThat(database.rows("SELECT count(*), max(part) FROM parts"))
                .containsExactly("12|note 6b");
    }

    private static long id(Map<String, @Nullable Object> row) {
        return Long.parseLong(String.valueOf(row.get("id")));
    }

    private static Map<String, @Nullable Object> part(
            Map<String, @Nullable Object> row, String end) {
        Map<String, @Nullable Object> part = new HashMap<>();
        part.put("note", row.get("id"));
        part.put("part", row.get("text") + end);
        return part;
    }

    @Test
    void functionUpdatesItsSourceAndItsFailuresAreRows() {
        Backfilling rule =
                Backfilling.java(
                                "notes",
                                null,
                                row -> {
                                    if (id(row) == 9) {
                                        throw new IllegalStateException("nine is not to be had");
                                    }
                                    return List.of(
                                            Map.of(
                                                    "length",
                                                    String.valueOf(row.get("text")).length()));
                                })
                        .valid("length < 7", null)
                        .skipping();

        Made made = made(rule.run(session, 5));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(8, 0, 2, 8, 2));
        assertThat(database.rows("SELECT row_key, reason FROM _migration_failed_rows"))
                .containsExactly(
                        "[9]|java.lang.IllegalStateException: nine is not to be had",
                        "[30]|length < 7 does not hold for id = 30, length = 7");
    }

    @Test
    void functionMayGiveOtherColumnsFromRowToRow() {
        database.run("CREATE TABLE parts (note INT, part TEXT DEFAULT 'none')");
        Backfilling rule =
                Backfilling.java(
                        "notes",
                        "parts",
                        row ->
                                List.of(
                                        id(row) % 2 == 0
                                                ? Map.of("note", id(row))
                                                : Map.of("note", id(row), "part", "odd")));

        made(rule.run(session, 100));

        assertThat(database.rows("SELECT part, count(*) FROM parts GROUP BY part"))
                .containsExactly("none|5", "odd|5");
    }

    @Test
    void statementsRunOnceABatchAndReadIt() {
        database.run("CREATE TABLE log (rows INT)");
        Backfilling rule =
                Backfilling.sql(
                        "notes",
                        "INSERT INTO log SELECT count(*) FROM batch;"
                                + " UPDATE notes SET length = 1 WHERE id IN (SELECT id FROM batch);");

        Made made = made(rule.run(session, 4));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(10, 0, 0, 13, 3));
        assertThat(database.rows("SELECT group_concat(rows) FROM log")).containsExactly("4,4,2");
    }

    @Test
    void statementsWithoutASourceRunOnceAndTheirUndoTakesThemBack() {
        Backfilling rule = Backfilling.sql(null, "INSERT INTO words VALUES (1, 'a'), (2, 'b')");

        Made made = made(rule.run(session, 1));
        made(Backfilling.sql(null, "DELETE FROM words").undo().run(session, 1));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(0, 0, 0, 2, 1));
        assertThat(database.rows("SELECT * FROM words")).isEmpty();
        assertThat(database.rows("SELECT direction, state FROM _migration_backfills"))
                .containsExactly("forward|undone", "undo|completed");
    }

    @Test
    void emptySourceIsDoneAtOnce() {
        database.run("DELETE FROM notes");

        Made made = made(COPY.run(session, 5));

        assertThat(made.last()).isTrue();
        assertThat(made.counts()).isEqualTo(BackfillCounts.NONE);
        assertThat(record().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void applicationsMayInsertUpdateAndDeleteMeanwhile() {
        Backfilling rule = except15();

        Made made =
                made(
                        rule.run(
                                session,
                                2,
                                it ->
                                        database.run(
                                                "INSERT OR IGNORE INTO notes VALUES (25, 'new', 0)",
                                                "INSERT OR IGNORE INTO notes VALUES (100, 'late', 0)",
                                                "INSERT OR IGNORE INTO notes VALUES (1, 'early', 0)",
                                                "DELETE FROM notes WHERE id = 27",
                                                "UPDATE notes SET text = 'changed' WHERE id = 30")));

        assertThat(made.counts().transformed()).isEqualTo(9);
        assertThat(database.rows("SELECT group_concat(note), max(word) FROM words WHERE note > 20"))
                .containsExactly("21,24,25,30|note 8");
        assertThat(database.rows("SELECT word FROM words WHERE note = 30"))
                .containsExactly("changed");
    }

    @Test
    void ruleThatAddsToItsOwnSourceEndsWhereTheSourceEndedBefore() {
        Made made =
                made(
                        Backfilling.select(
                                        "notes", "notes", "SELECT id + 1000 AS id, text FROM batch")
                                .run(session, 3));

        assertThat(made.counts().transformed()).isEqualTo(10);
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("20");
    }

    @Test
    void referencesThatDangleAreFailures() {
        database.run("CREATE TABLE refs (note INT REFERENCES notes (id))");
        Backfilling rule =
                Backfilling.select("notes", "refs", "SELECT id + (id = 6) AS note FROM batch")
                        .skipping();

        Made off = made(rule.run(session, 5));

        assertThat(off.counts().failed()).isEqualTo(1);
        assertThat(database.rows("SELECT reason FROM _migration_failed_rows"))
                .containsExactly("refers to a row of notes that is not there: note = 7");
        session.release();
        LeasedDatabase enforcing = database.withForeignKeys(ForeignKeys.ON).acquire("worker");
        assertThat(made(rule.inRun("run-2").run(enforcing, 5)).counts().failed()).isEqualTo(1);
    }

    @Test
    void featureIsRaisedWithTheRowsAndEnabledAtTheEnd() {
        Backfilling rule = except15().showing("words");
        String progress = "SELECT enabled, percentage FROM migration_progress";
        List<String> seen = new ArrayList<>();
        String before = database.observe().schema().fingerprint().value();

        rule.run(session, 3, made -> seen.addAll(database.rows(progress)));

        assertThat(seen).containsExactly("0|33", "0|66", "0|99");
        assertThat(database.rows(progress)).containsExactly("1|100");
        assertThat(database.observe().schema().fingerprint().value()).isEqualTo(before);
    }

    @Test
    void featureGoesIntoTheUsersOwnTable() {
        database.run(
                "CREATE TABLE migration_progress (feature VARCHAR(100) PRIMARY KEY,"
                        + " enabled BOOLEAN DEFAULT false, percentage INTEGER DEFAULT 0)");

        except15().showing("words").run(session, 100);

        assertThat(database.rows("SELECT * FROM migration_progress"))
                .containsExactly("words|1|100");
        assertThat(database.observe().schema().table("migration_progress")).isPresent();
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
        assertThat(problem(COPY.reading("notes", null, "text"))).contains("is not unique");
        assertThat(problem(COPY.reading("notes", "missing = 1"))).contains("no such column");
        assertThat(problem(Backfilling.sql("notes", "DROP TABLE notes")))
                .contains("a rule changes rows and nothing else");
        assertThat(problem(Backfilling.sql("notes", "COMMIT"))).contains("COMMIT");
        assertThat(problem(Backfilling.sql("notes", "DELETE FROM _migration_history")))
                .contains("belongs to Signalbox");
        assertThat(problem(Backfilling.select("notes", "words", "DELETE FROM notes")))
                .contains("a rule's select is a SELECT");
        assertThat(database.rows("SELECT count(*) FROM words")).containsExactly("0");
    }

    private String problem(Backfilling rule) {
        return failed(rule.skipping().run(session, 10)).error().problem();
    }

    @Test
    void regularExpressionsAreAtHand() {
        Backfilling rule =
                Backfilling.select(
                        "notes",
                        "words",
                        "SELECT id AS note, regexp_substr(text, '[0-9]+') || '/' ||"
                                + " regexp_count(text, '[aeiou]') || '/' ||"
                                + " regexp_like(text, '^note 1') || '/' ||"
                                + " coalesce(regexp_substr(text, '[a-z]', 2, 2), '-') AS word"
                                + " FROM batch WHERE id <> 15");

        made(rule.run(session, 100));

        assertThat(database.rows("SELECT word FROM words WHERE note IN (3, 6)"))
                .containsExactly("1/2/1/t", "2/2/0/t");
    }

    @Test
    void timeLimitCancellationAndARivalStopABatch() {
        Backfilling endless =
                Backfilling.sql(
                        "notes",
                        "INSERT INTO words WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i"
                                + " + 1 FROM n) SELECT i, '' FROM n;");
        try (var batches = session.backfill(endless.toRun())) {
            assertThat(
                            notMade(
                                    batches.next(
                                            5,
                                            ApplyOptions.DEFAULT.withTimeout(
                                                    Duration.ofMillis(50)))))
                    .isInstanceOf(TimedOut.class);
            assertThat(notMade(batches.next(5, ApplyOptions.DEFAULT.withCancelled(() -> true))))
                    .isInstanceOf(Interrupted.class);
            database.expireLease();
            database.acquire("rival");
            assertThat(notMade(batches.next(5, ApplyOptions.DEFAULT)))
                    .isInstanceOf(Overtaken.class);
        }
        assertThat(database.rows("SELECT * FROM words")).isEmpty();
    }

    @Test
    void ruleThatWasCorrectedBeginsAtTheFirstRow() {
        assertThat(problem(COPY.reading("notes", "missing = 1"))).contains("no such column");

        assertThat(made(except15().run(session, 5)).counts().transformed()).isEqualTo(9);
    }

    private Made made(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(Made.class);
        return (Made) outcome;
    }

    private static Failed failed(BatchOutcome outcome) {
        assertThat(notMade(outcome)).isInstanceOf(Failed.class);
        return (Failed) notMade(outcome);
    }

    private static ApplyOutcome notMade(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(NotMade.class);
        return ((NotMade) outcome).outcome();
    }

    private BackfillRecord record() {
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            return reader.backfills().getFirst();
        }
    }
}
