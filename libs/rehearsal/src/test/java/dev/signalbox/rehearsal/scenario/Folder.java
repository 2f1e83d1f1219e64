package dev.signalbox.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.suite.ReadSuites;
import dev.signalbox.rehearsal.suite.Scenario;
import dev.signalbox.rehearsal.suite.Suite;
import dev.signalbox.rehearsal.suite.SuiteReader;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.transfer.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project in a folder, written by a test. */
public record Folder(Path path) {

    public static final String ENTRIES =
            """
            -- UP
            CREATE TABLE entries (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
            -- DOWN
            DROP TABLE entries;
            """;

    public static final String SCORES =
            """
            -- UP
            ALTER TABLE entries ADD COLUMN score REAL NOT NULL DEFAULT 0;
            UPDATE entries SET score = length(title);
            -- DOWN
            ALTER TABLE entries DROP COLUMN score;
            """;

    public Folder write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Folder write(String name, byte[] bytes) throws IOException {
        var file = path.resolve("migrations").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    /** With two migrations. */
    public Folder usual() throws IOException {
        return write("001_entries.sql", ENTRIES).write("002_scores.sql", SCORES);
    }

    public Project project() {
        var migrations = path.resolve("migrations");
        var outcome = new MigrationLoader().readFolder(migrations);
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        var files = (LoadOutcome.Loaded) outcome;
        var rules = RuleFiles.read(files);
        assertThat(rules).isInstanceOf(RuleFiles.Outcome.Read.class);
        return new Project(
                "kb",
                migrations,
                files,
                ((RuleFiles.Outcome.Read) rules).rules(),
                ForeignKeys.ON,
                path);
    }

    public List<Suite> suites() {
        var read = new SuiteReader(project()).read();
        assertThat(read).isInstanceOf(ReadSuites.Read.class);
        return ((ReadSuites.Read) read).suites();
    }

    /** Where databases are made. */
    public Path temporary() {
        return path.resolve("temporary");
    }

    public List<ScenarioResult> run() throws IOException, InterruptedException {
        try (var runner = SuiteRunner.of(project(), temporary())) {
            return runner.run(
                    suites(),
                    new SuiteRunner.Listener() {
                        @Override
                        public void begins(Suite suite, Scenario scenario) {}

                        @Override
                        public void ended(ScenarioResult result) {}
                    });
        }
    }

    /** Runs a suite of one scenario, whose lines are indented by four. */
    public ScenarioResult run(String scenario) throws IOException, InterruptedException {
        write(
                "tests/one.yml",
                "suite: one\nscenarios:\n  - id: it\n" + scenario.indent(4).stripTrailing() + "\n");
        return run().getFirst();
    }

    /** The problems of a scenario, as text; empty when it passed. */
    public String problems(String scenario) throws IOException, InterruptedException {
        return problems(run(scenario));
    }

    public static String problems(ScenarioResult result) {
        return switch (result.verdict()) {
            case Verdict.Passed passed -> "";
            case Verdict.Failed failed ->
                    String.join("\n", failed.problems().stream().map(Problem::text).toList());
            case Verdict.NotRun notRun -> "not run: " + notRun.reason();
        };
    }
}
