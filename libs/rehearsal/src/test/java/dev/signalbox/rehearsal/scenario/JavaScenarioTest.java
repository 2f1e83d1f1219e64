package dev.signalbox.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.CompiledJar;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project's own Java: scenarios, migrations and generators. */
class JavaScenarioTest {

    @TempDir Path path;

    private Folder folder;

    @BeforeEach
    void project() throws IOException {
        folder = new Folder(path).usual();
    }

    private void scenario(String body) throws IOException {
        folder.write(
                "tests/scenarios.jar",
                CompiledJar.of(
                        "shop.Keeps",
                        """
                        package shop;
                        import dev.signalbox.migration.*;
                        import java.util.*;
                        public class Keeps implements MigrationScenario {
                            public void setUp(TestDatabase db) throws Exception {
                                db.run("INSERT INTO entries VALUES (1, 'a'); INSERT INTO entries VALUES (2, 'bb')");
                            }
                            public void execute(TestDatabase db) throws Exception {
                                %s
                            }
                            public void cleanUp(TestDatabase db) throws Exception {
                                db.run("DELETE FROM entries");
                            }
                        }
                        """
                                .formatted(body),
                        "dev.signalbox.migration.MigrationScenario"));
    }

    private String problems(String timeout) throws Exception {
        return folder.problems("at: \"001\"\ntimeout: " + timeout + "\njava: shop.Keeps\n");
    }

    private String problems() throws Exception {
        return problems("60s");
    }

    @Test
    void migratesAsksAndAsserts() throws Exception {
        scenario(
                """
                db.expect("001".equals(db.version()), "at " + db.version());
                db.up("latest");
                db.expectRow("SELECT sum(score), 'x' FROM entries", 3, "x");
                db.expect(db.query("SELECT id FROM entries").equals(List.of(List.of(1L), List.of(2L))), "ids");
                db.down("001");
                try (var s = db.connection().createStatement()) { s.execute("DELETE FROM entries"); }
                """);

        assertThat(problems()).isEmpty();
    }

    @Test
    void failedAssertionAndFailedMigrationAreTold() throws Exception {
        scenario("db.expectRow(\"SELECT count(*) FROM entries\", 7);");
        assertThat(problems()).contains("expected the row (7), found (2)");

        scenario("db.up(\"009\");");
        assertThat(problems()).contains("there is no migration '009'");

        scenario("throw new IllegalStateException(\"no more\");");
        assertThat(problems())
                .contains("its code failed with")
                .contains("no more")
                .contains("at shop.Keeps");
    }

    @Test
    void codeThatWaitsForEverIsInterrupted() throws Exception {
        scenario("new java.util.concurrent.CountDownLatch(1).await();");

        assertThat(problems("2s"))
                .contains("it was not finished within 2000 ms, and was stopped here");
    }

    @Test
    void codeThatEndsTooLateWithoutAnErrorIsTooLate() throws Exception {
        scenario(
                """
                try { new java.util.concurrent.CountDownLatch(1).await(); }
                catch (InterruptedException e) { /* as careless code does */ }
                """);

        assertThat(problems("1s")).contains("it was not finished within 1000 ms");
    }

    @Test
    void errorOfAnyKindIsTold() throws Exception {
        scenario("throw new Error(\"broken\");");

        assertThat(problems()).contains("its code failed with java.lang.Error: broken");
    }

    @Test
    void sqlOfTheCleanUpRunsAlsoWhenItsCodeFails() throws Exception {
        scenario("db.run(\"DROP TABLE entries\");");

        assertThat(folder.problems("at: \"001\"\njava: shop.Keeps\ncleanup: SELECT absent(1)\n"))
                .contains("one.yml:5: in the clean-up, ")
                .contains("no such table: entries")
                .contains("one.yml:6: in the clean-up, ")
                .contains("no such function: absent");
    }

    @Test
    void statementsThatNeedNoTransactionRunOutsideOfOne() throws Exception {
        scenario(
                """
                db.run("PRAGMA foreign_keys=OFF");
                db.expectRow("PRAGMA foreign_keys", 0);
                db.run("BEGIN; DELETE FROM entries; COMMIT");
                db.expectRow("SELECT count(*) FROM entries", 0);
                """);

        assertThat(problems()).isEmpty();
    }

    @Test
    void wholeNumbersAreComparedToTheLastDigit() throws Exception {
        scenario("db.expectRow(\"SELECT 9007199254740993\", 9007199254740992L);");

        assertThat(problems()).contains("expected the row (9007199254740992)");
    }

    @Test
    void missingClassIsToldWithWhereItWasLookedFor() throws Exception {
        assertThat(problems())
                .contains("shop.Keeps is no MigrationScenario that can be loaded")
                .contains("jars of migrations/tests");
    }

    @Test
    void migrationInJavaRuns() throws Exception {
        folder.write(
                "003.jar",
                CompiledJar.of(
                        "shop.V003_Doubled",
                        """
                        package shop;
                        public class V003_Doubled implements dev.signalbox.migration.Migration {
                            public void up(java.sql.Connection c) throws Exception {
                                try (var s = c.createStatement()) { s.execute("UPDATE entries SET score = score * 2"); }
                            }
                        }
                        """));

        assertThat(
                        folder.problems(
                                """
                                at: "001"
                                setup: INSERT INTO entries VALUES (1, 'abc')
                                execute:
                                  - up: latest
                                  - expect: SELECT score FROM entries
                                    equals: 6
                                """))
                .isEmpty();
    }

    @Test
    void generatorOfTheProjectIsFoundAndAnUnknownOneRefused() throws Exception {
        folder.write(
                "tests/data.jar",
                CompiledJar.of(
                        "shop.Data",
                        """
                        package shop;
                        import java.util.Map;
                        public class Data implements dev.signalbox.migration.DataGenerator {
                            public String name() { return "shop"; }
                            public void fill(java.sql.Connection c, String version, Map<String, Long> rows, long seed)
                                    throws java.sql.SQLException {
                                try (var s = c.prepareStatement("INSERT INTO entries (title) VALUES (?)")) {
                                    for (long i = 0; i < rows.get("entries"); i++) {
                                        s.setString(1, version + "/" + seed);
                                        s.executeUpdate();
                                    }
                                }
                            }
                        }
                        """,
                        "dev.signalbox.migration.DataGenerator"));
        var scenario =
                """
                at: "001"
                data: { generator: shop, rows: { entries: 3 }, seed: 5 }
                execute:
                  - expect: SELECT title, count(*) FROM entries GROUP BY 1
                    rows: [["001/5", 3]]
                """;

        assertThat(folder.problems(scenario)).isEmpty();
        assertThat(folder.problems(scenario.replace("shop", "none")))
                .contains("there is no generator 'none'; there is: shop");
    }
}
