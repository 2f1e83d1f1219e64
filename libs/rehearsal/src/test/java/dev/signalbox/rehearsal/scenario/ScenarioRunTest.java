package dev.signalbox.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios on real databases: what passes, what fails, and what is said. */
class ScenarioRunTest {

    @TempDir Path path;

    private Folder folder;

    @BeforeEach
    void project() throws IOException {
        folder = new Folder(path).usual();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        if (Files.exists(folder.temporary())) {
            try (var left = Files.list(folder.temporary())) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void migrationsRulesOfTheGameAndTheWayBackAreTested() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                data: { rows: { entries: 200 }, seed: 7 }
                                setup: |
                                  INSERT INTO entries (id, title) VALUES (9000, 'abc');
                                execute:
                                  - remember: [entries]
                                  - up: "002"
                                  - within: { seconds: 50, rowsPerSecond: 1 }
                                  - expect: SELECT count(*) FROM entries
                                    equals: 201
                                  - expect: SELECT id, title, score, NULL FROM entries WHERE id = 9000
                                    rows: [[9000, abc, 3, null]]
                                  - expect: SELECT 1 FROM entries WHERE score < 0
                                    rows: none
                                  - unchanged: [entries, "entries(id)"]
                                  - sql: UPDATE entries SET score = 1
                                  - down: "001"
                                  - unchanged: entries
                                  - up: latest
                                  - expect: SELECT DISTINCT score FROM entries
                                    equals: 1.0
                                  - check: integrity
                                  - down: 0
                                  - expect: SELECT count(*) FROM sqlite_schema WHERE name = 'entries'
                                    equals: false
                                """))
                .isEmpty();
    }

    @Test
    void failedExpectationShowsBothAndItsPlace() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                execute:
                                  - expect: SELECT count(*) FROM entries
                                    equals: 5
                                """))
                .startsWith("migrations/tests/one.yml:6: expected 5, found 0")
                .contains("query    SELECT count(*) FROM entries");
    }

    @Test
    void failedRowsShowThoseThatDiffer() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                setup: INSERT INTO entries VALUES (1, 'a'), (2, 'b'), (3, 'c')
                                execute:
                                  - expect: SELECT id, title FROM entries ORDER BY id
                                    rows: [[1, a], [2, x]]
                                """))
                .contains("expected 2 rows, found 3")
                .contains("expected row 2: (2, 'x')")
                .contains("found    row 2: (2, 'b')")
                .contains("expected row 3: none")
                .doesNotContain("row 1");
    }

    @Test
    void textIsNoNumber() throws Exception {
        assertThat(folder.problems("execute:\n  - expect: SELECT '5'\n    equals: 5\n"))
                .contains("expected 5, found '5'");
    }

    @Test
    void changedAndLostRowsAreShown() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                setup: INSERT INTO entries VALUES (1, 'a'), (2, 'b'), (3, 'c')
                                execute:
                                  - remember: [entries]
                                  - sql: |
                                      UPDATE entries SET title = 'B' WHERE id = 2;
                                      DELETE FROM entries WHERE id = 3;
                                  - unchanged: [entries]
                                """))
                .contains("entries is not as remembered")
                .contains("2 rows are gone or were changed:")
                .contains("- (2, 'b')")
                .contains("- (3, 'c')")
                .contains("+ (2, 'B')");
    }

    @Test
    void rowsMayChangePlacesButNotTypes() throws Exception {
        folder.write(
                "003_rebuilt.sql",
                """
                -- UP
                CREATE TABLE rebuilt (title TEXT NOT NULL, id INTEGER);
                INSERT INTO rebuilt (title, id) SELECT title, id FROM entries ORDER BY id DESC;
                DROP TABLE entries;
                ALTER TABLE rebuilt RENAME TO entries;
                """);
        var rebuilt =
                """
                at: "002"
                setup: INSERT INTO entries (id, title) VALUES (1, 'a'), (2, 'b'), (30, 'c')
                execute:
                  - remember: [entries]
                  - up: "003"
                  - unchanged: ["entries(id, title)"]
                """;

        assertThat(folder.problems(rebuilt)).isEmpty();
        assertThat(folder.problems(rebuilt.replace("\"entries(id, title)\"", "entries")))
                .contains("the column score is gone");
        assertThat(
                        folder.problems(
                                rebuilt.replace(
                                        "  - unchanged",
                                        "  - sql: UPDATE entries SET title = CAST(title AS BLOB)\n"
                                                + "  - unchanged")))
                .contains("- (1, 'a')")
                .contains("+ (1, X'61')");
    }

    @Test
    void migrationThatFailsIsToldWithItsFileAndLine() throws Exception {
        folder.write(
                "003_bad.sql", "-- UP\nCREATE TABLE ok (a);\nINSERT INTO nowhere VALUES (1);\n");

        assertThat(folder.problems("execute:\n  - up: latest\n"))
                .contains("migrations/tests/one.yml:5: migrations/003_bad.sql:3 (up) failed:")
                .contains("no such table: nowhere");
    }

    @Test
    void expectedFailureIsASuccessAndItsAbsenceAFailure() throws Exception {
        var insert =
                """
                at: "001"
                outcome: failure
                failsWith: NOT NULL constraint failed
                execute:
                  - sql: INSERT INTO entries (title) VALUES (%s)
                """;

        assertThat(folder.problems(insert.formatted("NULL"))).isEmpty();
        assertThat(folder.problems(insert.formatted("'a'")))
                .contains("it was to fail with 'NOT NULL constraint failed', and did not");
        assertThat(folder.problems(insert.formatted("absent(1)")))
                .contains("and failed otherwise")
                .contains("no such function");
    }

    @Test
    void hangingStatementIsInterruptedAndTheCleanUpRuns() throws Exception {
        var result =
                folder.run(
                        """
                        timeout: 2s
                        execute:
                          - sql: |
                              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                              SELECT max(i) FROM n;
                        cleanup: INSERT INTO nowhere VALUES (1)
                        """);

        assertThat(Folder.problems(result))
                .contains("one.yml:6: it was not finished within 2000 ms")
                .contains("in the clean-up, ")
                .contains("no such table: nowhere");
        assertThat(result.duration()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void hangingMigrationIsInterrupted() throws Exception {
        folder.write(
                "003_endless.sql",
                """
                -- UP
                CREATE TABLE endless AS WITH RECURSIVE n(i) AS
                  (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS i FROM n;
                """);

        assertThat(folder.problems("timeout: 2s\nexecute:\n  - up: latest\n"))
                .contains("it was not finished within 2000 ms");
    }

    @Test
    void timeIsNoExpectedFailure() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                timeout: 200ms
                                outcome: failure
                                execute:
                                  - expect: >-
                                      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                                      SELECT max(i) FROM n
                                    equals: 1
                                """))
                .contains("it was not finished within 200 ms");
    }

    @Test
    void setUpThatFailsIsNoExpectedFailure() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                outcome: failure
                                setup: INSERT INTO nowhere VALUES (1)
                                execute:
                                  - sql: SELECT 1
                                """))
                .contains("before the first step, ")
                .contains("no such table");
    }

    @Test
    void failedSqlLeavesNothingOfItsStep() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                outcome: success
                                execute:
                                  - sql: INSERT INTO entries VALUES (1, 'a'); INSERT INTO entries VALUES (1, 'b')
                                cleanup: INSERT INTO entries VALUES (1, 'c')
                                """))
                .contains("UNIQUE constraint failed")
                .doesNotContain("in the clean-up");
    }

    @Test
    void checksOfTheProjectRunAndTellWhatTheyFind() throws Exception {
        folder.write("checks/002_scores.sql", "SELECT id FROM entries WHERE score > 3;\n");

        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                setup: INSERT INTO entries VALUES (1, 'long title')
                                execute:
                                  - up: "002"
                                """))
                .contains("the check migrations/checks/002_scores.sql:1 found 1 row (id = 1)");
    }

    @Test
    void hooksAreNamedAndNotRun() throws Exception {
        folder.write("hooks/after-each.sql", "CREATE TABLE hooked (a);\n");

        assertThat(folder.project().hooksNotRun().orElseThrow())
                .contains("1 hook is not run")
                .contains("hooks/after-each.sql");
        assertThat(
                        folder.problems(
                                "execute:\n  - up: latest\n"
                                        + "  - expect: SELECT 1 FROM sqlite_schema WHERE name = 'hooked'\n"
                                        + "    rows: none\n"))
                .isEmpty();
    }

    @Test
    void suiteOfAnEngineThatIsNotHereIsListedAsNotRun() throws Exception {
        folder.write(
                "tests/pg.yml",
                "suite: pg\nengine: postgresql\nscenarios:\n  - id: a\n    execute: [{ up: latest }]\n");

        assertThat(folder.run())
                .singleElement()
                .satisfies(
                        r ->
                                assertThat(Folder.problems(r))
                                        .startsWith("not run: needs postgresql"));
    }

    @Test
    void downWithoutAWayBackFailsAndSaysSo() throws Exception {
        folder.write("003_one_way.sql", "-- UP\nCREATE TABLE more (a);\n");

        assertThat(folder.problems("execute:\n  - up: latest\n  - down: \"002\"\n"))
                .contains("003_one_way.sql (down) failed: it has no way back");
    }

    @Test
    void dataForATableThatIsNotThereFails() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                data: { rows: { visitors: 10 } }
                                execute:
                                  - up: latest
                                """))
                .contains("one.yml:5: before the first step, there is no table visitors");
    }

    @Test
    void rulesRunBehindTheirMigrationEachTimeItIsApplied() throws Exception {
        folder.write(
                "transformations/002-scores.yml",
                """
                id: lift
                description: Lift the scores
                after: 002_scores
                source: entries
                where: score < 100
                select: SELECT b.id AS id, b.score + 100 AS score FROM batch b
                """);

        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                setup: INSERT INTO entries VALUES (1, 'abc')
                                execute:
                                  - up: "002"
                                  - expect: SELECT score FROM entries
                                    equals: 103
                                  - expect: SELECT regexp_like(title, '^a.c$') FROM entries
                                    equals: 1
                                  - sql: UPDATE entries SET score = 1
                                  - down: "001"
                                  - up: "002"
                                  - expect: SELECT score FROM entries
                                    equals: 101
                                """))
                .isEmpty();
    }

    @Test
    void rememberingAgainReplacesOnlyTheSameTable() throws Exception {
        assertThat(
                        folder.problems(
                                """
                                setup: |
                                  CREATE TABLE a (id INTEGER);
                                  CREATE TABLE b (id INTEGER);
                                  INSERT INTO a VALUES (1);
                                  INSERT INTO b VALUES (2);
                                execute:
                                  - remember: [a, b]
                                  - remember: [a, b]
                                  - unchanged: [a, b]
                                  - sql: UPDATE a SET id = 3
                                  - unchanged: [b]
                                  - remember: [A]
                                  - unchanged: [a, b]
                                """))
                .isEmpty();
    }

    @Test
    void errorThatHasRolledBackIsToldAsItIs() throws Exception {
        var refusing =
                """
                setup: |
                  CREATE TABLE a (id INTEGER);
                  CREATE TRIGGER never BEFORE INSERT ON a BEGIN SELECT RAISE(ROLLBACK, 'never'); END;
                """;

        assertThat(folder.problems(refusing + "execute:\n  - sql: INSERT INTO a VALUES (1)\n"))
                .contains("one.yml:8: ")
                .contains("never")
                .contains("in: INSERT INTO a VALUES (1)");
        assertThat(
                        folder.problems(
                                refusing
                                        + "execute:\n"
                                        + "  - sql: BEGIN; INSERT INTO a VALUES (1); COMMIT\n"))
                .contains("never");
    }
}
