package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Sqlite;
import dev.signalbox.system.harness.Waiting;
import dev.signalbox.testing.CompiledJar;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that transform rows, as an operator meets them. */
@ExtendWith(Shared.class)
class TransformIT {

    private static final String ROWS =
            "INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                    + " i < 300) SELECT i, 'error E' || i || ' seen', 0 FROM n;";

    private static final String SEEN = "SELECT sum(seen) FROM notes";

    private static final String CODES =
            """
            id: codes
            description: Find the error codes in notes
            after: 002_codes
            source: notes
            batchSize: 50
            onError: skip
            select: SELECT id AS note, regexp_substr(text, 'E[0-9]+') AS code FROM batch
            into: codes
            validate:
              - rule: code <> 'E13'
                message: E13 is no code
            undo: DELETE FROM codes
            """;

    private static final String FUNCTION =
            """
            package notes;
            import java.util.*;
            public class Loud implements dev.signalbox.migration.RowTransformation {
                public List<Map<String, Object>> transform(Map<String, Object> row) {
                    return List.of(Map.of("text", row.get("text").toString().toUpperCase()));
                }
            }
            """;

    private final Shared.Standalone shared;

    TransformIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void ruleRunsBehindItsMigrationAndKeptRowsPauseTheRun() {
        var notes = notes();
        rule(notes, "codes.yml", CODES);

        var plan = signalbox("plan", notes);
        assertThat(plan.said()).contains("Transform by codes").contains("of at most 50 rows");
        var up = signalbox("up", notes, "--detach");
        awaitState(up.out().strip(), "PAUSED");

        assertThat(sqlite(notes).number("SELECT count(*) FROM codes")).isEqualTo(299);
        var failed = signalbox("transform", notes, "--failed", "codes");
        assertThat(failed.exit()).as(failed.said()).isEqualTo(3);
        assertThat(failed.out()).contains("[13]").contains("E13 is no code").contains("error E13");
        assertThat(signalbox("status", notes, "--verbose").out())
                .contains("transform  codes  completed")
                .contains("1 failed");
        var resumed = signalbox("resume", up.out().strip());
        assertThat(resumed.exit()).as(resumed.said()).isZero();
        assertThat(shared.process().trail("plan=" + up.out().strip()).toString())
                .contains("backfill.completed");
    }

    @Test
    void continueOnWarningGoesOnAndTheRuleIsUndoneAndRunAgainAlone() {
        var notes = notes();
        rule(notes, "codes.yml", CODES);
        var up = signalbox("up", notes, "--continue-on-warning", "--batch-size", "20");
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(up.said()).contains("of 300 rows 299 transformed, 0 skipped, 1 failed, in 15");

        var undo = signalbox("transform", notes, "codes", "--undo", "--yes");
        assertThat(undo.exit()).as(undo.said()).isZero();
        assertThat(sqlite(notes).number("SELECT count(*) FROM codes")).isZero();

        var again = signalbox("transform", notes, "codes", "--continue-on-warning");
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(sqlite(notes).number("SELECT count(*) FROM codes")).isEqualTo(299);
        assertThat(signalbox("transform", notes).out())
                .contains("codes  Find the error codes in notes")
                .contains("after 002_codes, reads notes, can be undone");
    }

    @Test
    void functionOfAJarRunsOnDemand() throws IOException {
        var notes = notes();
        shared.project()
                .write(
                        "migrations/" + notes + "/transformations/loud.jar",
                        CompiledJar.of("notes.Loud", FUNCTION));
        rule(
                notes,
                "loud.yml",
                "id: loud\ndescription: d\nsource: notes\njava: notes.Loud\nbatchSize: 100\n");
        assertThat(signalbox("up", notes).exit()).isZero();
        assertThat(sqlite(notes).rows("SELECT text FROM notes WHERE id = 7"))
                .containsExactly("error E7 seen");

        var loud = signalbox("transform", notes, "--on-demand");

        assertThat(loud.exit()).as(loud.said()).isZero();
        assertThat(sqlite(notes).number("SELECT count(*) FROM notes WHERE text GLOB 'ERROR E*'"))
                .isEqualTo(300);
    }

    @Test
    void pausedBetweenBatchesItGoesOnWhereItStoodAndCancelledItLeavesWholeBatches() {
        var notes = notes();
        rule(
                notes,
                "count.yml",
                """
                id: count
                description: Count each note
                source: notes
                batchSize: 1
                pauseBetweenBatches: 20ms
                sql: UPDATE notes SET seen = seen + 1 WHERE id IN (SELECT id FROM batch)
                """);
        assertThat(signalbox("up", notes).exit()).isZero();

        var plan = signalbox("transform", notes, "count", "--detach").out().strip();
        Waiting.until("some rows", () -> sqlite(notes).number(SEEN) > 3);
        assertThat(signalbox("pause", plan).exit()).isZero();
        awaitState(plan, "PAUSED");
        var stood = sqlite(notes).number(SEEN);
        assertThat(stood).isBetween(3L, 299L);
        assertThat(sqlite(notes).number("SELECT max(seen) FROM notes")).isEqualTo(1);

        assertThat(signalbox("resume", plan, "--detach").exit()).isZero();
        Waiting.until("more rows", () -> sqlite(notes).number(SEEN) > stood + 3);
        assertThat(signalbox("cancel", plan, "--reason", "enough").exit()).isZero();
        awaitState(plan, "CANCELLED");
        assertThat(sqlite(notes).number(SEEN))
                .isEqualTo(
                        sqlite(notes).number("SELECT rows_transformed FROM _migration_backfills"));
        assertThat(sqlite(notes).number("SELECT max(seen) FROM notes")).isEqualTo(1);
    }

    @Test
    void failedRuleIsMendedAndGoesOnByRetry() {
        var notes = notes();
        rule(
                notes,
                "strict.yml",
                """
                id: strict
                description: d
                source: notes
                batchSize: 100
                select: SELECT id AS note, text AS code FROM batch
                into: codes
                validate: [{ rule: code NOT LIKE '%E150 %' }]
                """);
        assertThat(signalbox("up", notes).exit()).isZero();

        var failed = signalbox("transform", notes, "strict");
        assertThat(failed.exit()).as(failed.said()).isEqualTo(1);
        assertThat(failed.said()).contains("row [150] of notes cannot be transformed");
        assertThat(sqlite(notes).number("SELECT count(*) FROM codes")).isEqualTo(100);

        sqlite(notes).run("UPDATE notes SET text = 'mended' WHERE id = 150");
        var plan = sqlite(notes).rows("SELECT plan_id FROM _migration_backfills").getFirst();
        var retry = signalbox("retry", plan, "--reason", "mended");
        assertThat(retry.exit()).as(retry.said()).isZero();
        assertThat(sqlite(notes).rows("SELECT count(*), count(DISTINCT note) FROM codes"))
                .containsExactly("300|300");
    }

    @Test
    void badRuleRefusesThePlanWithFileAndLine() {
        var notes = notes();
        rule(notes, "bad.yml", "id: bad\ndescription: d\nafter: 009\nsql: DELETE FROM notes\n");

        var up = signalbox("up", notes);

        assertThat(up.exit()).as(up.said()).isEqualTo(3);
        assertThat(up.said()).contains("transformations/bad.yml:3:8").contains("009");
        assertThat(signalbox("transform", notes).exit()).isEqualTo(3);
        assertThat(signalbox("transform", notes, "nothing").exit()).isEqualTo(3);
    }

    private String notes() {
        var id = shared.newDatabase("notes");
        shared.project()
                .database(id, "migrations/" + id)
                .write(
                        "migrations/" + id + "/001_notes.sql",
                        "-- UP\nCREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, seen INT);\n"
                                + ROWS
                                + "\n-- DOWN\nDROP TABLE notes;\n")
                .write(
                        "migrations/" + id + "/002_codes.sql",
                        "-- UP\nCREATE TABLE codes (note INTEGER, code TEXT);\n"
                                + "-- DOWN\nDROP TABLE codes;\n")
                .write(
                        "migrations/" + id + "/003_more.sql",
                        "-- UP\nCREATE TABLE more (note INTEGER);\n-- DOWN\nDROP TABLE more;\n");
        return id;
    }

    private void rule(String database, String file, String text) {
        shared.project().write("migrations/" + database + "/transformations/" + file, text);
    }

    private Sqlite sqlite(String database) {
        return shared.project().sqlite(database);
    }

    private Command signalbox(String... arguments) {
        return Command.signalbox(shared.project().folder(), arguments);
    }

    private void awaitState(String plan, String state) {
        Waiting.until(
                plan + " is " + state,
                () ->
                        shared.process()
                                .json("/planner/plans/" + plan)
                                .path("state")
                                .asText()
                                .equals(state));
    }
}
