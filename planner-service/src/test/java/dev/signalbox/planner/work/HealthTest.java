package dev.signalbox.planner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.planner.TestPlanner;
import dev.signalbox.planner.store.ManifestStore;
import dev.signalbox.planner.work.Health.State;
import dev.signalbox.runtime.project.ProjectSettings;
import dev.signalbox.settings.LoadedOrRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a database is, by a look at it. */
class HealthTest {

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestPlanner planner;

    @BeforeEach
    void aProject() {
        planner = new TestPlanner(folder, "development");
        planner.file("001_a.sql", "-- UP\nCREATE TABLE a (x);\n");
    }

    private void sql(String... statements) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kb.db"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Health.Report health() {
        var settings = new ProjectSettings(folder, Map.of());
        var current = ((LoadedOrRefused.Loaded) settings.current()).settings();
        var database = current.database("kb").orElseThrow();
        return new Health(
                        new ObservedDatabases(settings),
                        planner.plans(),
                        new ManifestStore(planner.spine().store()),
                        Clock.systemUTC())
                .of(
                        database,
                        new Projects(planner.uploads())
                                .folder(database.migrations(), database.placeholders()));
    }

    private static List<String> codes(Health.Report report, String aspect) {
        return report.aspects().stream()
                .filter(a -> a.aspect().equals(aspect))
                .flatMap(a -> a.findings().stream())
                .map(Finding::code)
                .toList();
    }

    @Test
    void whatIsWellIsOkInAllAspects() throws SQLException {
        sql("CREATE TABLE a (x)", "CREATE VIEW v AS SELECT x FROM a");

        var report = health();

        assertThat(report.state()).isEqualTo(State.OK);
        assertThat(report.aspects())
                .extracting(Health.Aspect::aspect)
                .containsExactly("integrity", "performance", "features");
    }

    @Test
    void aReferenceThatPointsAtNothingIsAFailure() throws SQLException {
        sql(
                "CREATE TABLE p (id INTEGER PRIMARY KEY)",
                "CREATE TABLE c (p REFERENCES p)",
                "INSERT INTO c VALUES (7)");

        assertThat(health().state()).isEqualTo(State.FAILED);
    }

    @Test
    void aFileOfWhichMuchIsFreeIsSlowerThanItCouldBe() throws SQLException {
        sql(
                "CREATE TABLE a (x)",
                "INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 1000) SELECT randomblob(3000) FROM n",
                "DELETE FROM a");

        var report = health();

        assertThat(report.state()).isEqualTo(State.DEGRADED);
        assertThat(codes(report, "performance")).containsExactly("much-free");
    }

    @Test
    void aViewThatDoesNotAnswerIsMissed() throws SQLException {
        sql("CREATE TABLE a (x)", "CREATE VIEW v AS SELECT y FROM gone");

        var report = health();

        assertThat(report.state()).isEqualTo(State.PARTIAL);
        assertThat(codes(report, "features")).containsExactly("no-answer");
    }

    @Test
    void aQueryThatCannotBeTimedIsNamed() throws SQLException {
        sql("CREATE TABLE a (x)");
        planner.file("timings/a.sql", "-- name: lost\nSELECT y FROM a;\n");

        assertThat(codes(health(), "performance")).containsExactly("query-not-timed");
    }

    @Test
    void whatIsNoDatabaseIsAFailureWithAWayOut() throws Exception {
        Files.writeString(folder.resolve("kb.db"), "this is no database".repeat(99));

        var report = health();

        assertThat(report.state()).isEqualTo(State.FAILED);
        assertThat(report.aspects().getFirst().findings().getFirst().remedy())
                .contains("signalbox restore kb latest");
    }
}
