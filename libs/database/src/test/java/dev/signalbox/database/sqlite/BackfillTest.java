package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillRecord.State;
import dev.signalbox.database.BackfillWork.Conflict;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.DoneBefore;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.LeasedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillTest {

    @TempDir Path folder;
    private TestDatabase database;
    private LeasedDatabase session;

    @BeforeEach
    void open() {
        database = Notes.in(folder);
        session = database.acquire("worker");
    }

    @Test
    void selectWritesEachRowOnceAndTheLedgerKeepsCursorAndCounts() {
        BatchOutcome outcome = Notes.EXCEPT_15.run(session, 4);

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
        assertThat(Notes.EXCEPT_15.run(session, 4)).isInstanceOf(DoneBefore.class);
    }

    @Test
    void withoutATargetTheSourceIsUpdatedByItsKey() {
        Backfilling lengths =
                Backfilling.update("notes", "SELECT id, length(text) AS length FROM batch");

        Made made = Batches.made(lengths.run(session, 3));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(10, 0, 0, 10, 4));
        assertThat(database.rows("SELECT sum(length), count(length) FROM notes"))
                .containsExactly("61|10");
    }

    @Test
    void rowsOfWhichTheSelectMakesNothingAreSkipped() {
        Made made =
                Batches.made(
                        Backfilling.update(
                                        "notes", "SELECT id, 1 AS length FROM batch WHERE id > 20")
                                .run(session, 100));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(4, 6, 0, 4, 1));
    }

    @Test
    void conflictsAreIgnoredOrReplacedByTheKeyAloneAndChecksStillCount() {
        database.run("INSERT INTO words VALUES (3, 'mine')");
        Backfilling rule = Notes.EXCEPT_15;

        assertThat(Batches.failed(rule.run(session, 5)).error().problem()).contains("UNIQUE");
        Made ignored =
                Batches.made(rule.onConflict(Conflict.IGNORE).inRun("run-2").run(session, 5));

        assertThat(ignored.counts()).isEqualTo(new BackfillCounts(8, 1, 0, 8, 2));
        assertThat(database.rows("SELECT word FROM words WHERE note = 3")).containsExactly("mine");
        Batches.made(rule.onConflict(Conflict.REPLACE).inRun("run-3").run(session, 5));
        assertThat(database.rows("SELECT word FROM words WHERE note = 3"))
                .containsExactly("note 1");
        assertThat(
                        Batches.failed(
                                        Notes.COPY
                                                .onConflict(Conflict.IGNORE)
                                                .inRun("run-4")
                                                .run(session, 5))
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

        Made made = Batches.made(rule.run(session, 4));

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

        Made made = Batches.made(rule.run(session, 5));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(8, 0, 2, 8, 2));
        assertThat(database.rows("SELECT row_key, reason FROM _migration_failed_rows"))
                .containsExactly(
                        "[9]|java.lang.IllegalStateException: nine is not to be had",
                        "[30]|length < 7 does not hold for id = 30, length = 7");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void functionMayGiveOtherColumnsFromRowToRow(int batch) {
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

        Batches.made(rule.run(session, batch));

        assertThat(database.rows("SELECT part, count(*) FROM parts GROUP BY part"))
                .containsExactly("none|5", "odd|5");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void valuesGoByTheirColumnsNamesWhateverTheirOrder(int batch) {
        database.run("CREATE TABLE parts (note INT, part TEXT, size INT)");
        Backfilling rule =
                Backfilling.java(
                        "notes",
                        "parts",
                        row -> {
                            List<String> names =
                                    switch ((int) (id(row) % 4)) {
                                        case 0 -> List.of("note", "part");
                                        case 1 -> List.of("part", "note");
                                        case 2 -> List.of("note", "size");
                                        default -> List.of("size", "note");
                                    };
                            Map<String, @Nullable Object> part = new LinkedHashMap<>();
                            names.forEach(
                                    name -> part.put(name, name.equals("note") ? id(row) : -1));
                            return List.of(part);
                        });

        Batches.made(rule.run(session, batch));

        assertThat(
                        database.rows(
                                "SELECT count(*) FROM parts JOIN notes ON id = note WHERE"
                                        + " coalesce(part, 0) = CASE WHEN id % 4 < 2 THEN '-1' ELSE"
                                        + " 0 END AND coalesce(size, 0) = CASE WHEN id % 4 < 2 THEN"
                                        + " 0 ELSE -1 END"))
                .containsExactly("10");
    }

    @Test
    void statementsRunOnceABatchAndReadIt() {
        database.run("CREATE TABLE log (rows INT)");
        Backfilling rule =
                Backfilling.sql(
                        "notes",
                        "INSERT INTO log SELECT count(*) FROM batch;"
                                + " UPDATE notes SET length = 1 WHERE id IN (SELECT id FROM batch);");

        Made made = Batches.made(rule.run(session, 4));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(10, 0, 0, 13, 3));
        assertThat(database.rows("SELECT group_concat(rows) FROM log")).containsExactly("4,4,2");
    }

    @Test
    void statementsWithoutASourceRunOnceAndTheirUndoTakesThemBack() {
        Backfilling rule = Backfilling.sql(null, "INSERT INTO words VALUES (1, 'a'), (2, 'b')");

        Made made = Batches.made(rule.run(session, 1));
        Batches.made(Backfilling.sql(null, "DELETE FROM words").undo().run(session, 1));

        assertThat(made.counts()).isEqualTo(new BackfillCounts(0, 0, 0, 2, 1));
        assertThat(database.rows("SELECT * FROM words")).isEmpty();
        assertThat(database.rows("SELECT direction, state FROM _migration_backfills"))
                .containsExactly("forward|undone", "undo|completed");
    }

    @Test
    void emptySourceIsDoneAtOnce() {
        database.run("DELETE FROM notes");

        Made made = Batches.made(Notes.COPY.run(session, 5));

        assertThat(made.last()).isTrue();
        assertThat(made.counts()).isEqualTo(BackfillCounts.NONE);
        assertThat(Batches.record(database).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void applicationsMayInsertUpdateAndDeleteMeanwhile() {
        Backfilling rule = Notes.EXCEPT_15;

        Made made =
                Batches.made(
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
                Batches.made(
                        Backfilling.select(
                                        "notes", "notes", "SELECT id + 1000 AS id, text FROM batch")
                                .run(session, 3));

        assertThat(made.counts().transformed()).isEqualTo(10);
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("20");
    }

    @Test
    void featureIsRaisedWithTheRowsAndEnabledAtTheEnd() {
        Backfilling rule = Notes.EXCEPT_15.showing("words");
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

        Notes.EXCEPT_15.showing("words").run(session, 100);

        assertThat(database.rows("SELECT * FROM migration_progress"))
                .containsExactly("words|1|100");
        assertThat(database.observe().schema().table("migration_progress")).isPresent();
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

        Batches.made(rule.run(session, 100));

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
                            Batches.notMade(
                                    batches.next(
                                            5,
                                            ApplyOptions.DEFAULT.withTimeout(
                                                    Duration.ofMillis(50)))))
                    .isInstanceOf(TimedOut.class);
            assertThat(
                            Batches.notMade(
                                    batches.next(
                                            5, ApplyOptions.DEFAULT.withCancelled(() -> true))))
                    .isInstanceOf(Interrupted.class);
            database.expireLease();
            database.acquire("rival");
            assertThat(Batches.notMade(batches.next(5, ApplyOptions.DEFAULT)))
                    .isInstanceOf(Overtaken.class);
        }
        assertThat(database.rows("SELECT * FROM words")).isEmpty();
    }
}
