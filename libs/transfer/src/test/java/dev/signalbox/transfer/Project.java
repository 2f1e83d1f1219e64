package dev.signalbox.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.LeaseOutcome.Acquired;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.sqlite.SqliteDatabase;
import dev.signalbox.events.Finding;
import dev.signalbox.sql.migration.ForeignKeys;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A project's files, and a database beside them. */
final class Project {

    static final RunContext CONTEXT =
            new RunContext("plan-1", "hash-1", "run-1", "local:alice", "host-a");

    private final List<SourceFile> files = new ArrayList<>();

    /** With two tables, notes and words. */
    Project() {
        with("001_notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);");
        with("002_words.sql", "CREATE TABLE words (note INTEGER, word TEXT);");
    }

    static Project of(String path, String text) {
        Project project = new Project();
        project.files.clear();
        return project.with(path, text);
    }

    Project with(String path, String text) {
        return with(path, text.getBytes(UTF_8));
    }

    Project with(String path, byte[] bytes) {
        files.add(new SourceFile(path, bytes));
        return this;
    }

    Project rule(String text) {
        return with("transformations/rule.yml", text);
    }

    RuleFiles.Outcome read() {
        LoadOutcome outcome = new MigrationLoader().read(files);
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        return RuleFiles.read((LoadOutcome.Loaded) outcome);
    }

    RuleSet rules() {
        RuleFiles.Outcome outcome = read();
        assertThat(outcome).isInstanceOf(RuleFiles.Outcome.Read.class);
        return ((RuleFiles.Outcome.Read) outcome).rules();
    }

    List<Finding> findings() {
        RuleFiles.Outcome outcome = read();
        assertThat(outcome).isInstanceOf(RuleFiles.Outcome.Refused.class);
        return ((RuleFiles.Outcome.Refused) outcome).findings();
    }

    static LeasedDatabase database(Path file, FailPoints failPoints, String... statements) {
        run(file, statements);
        LeaseRequest request =
                new LeaseRequest(
                        "worker",
                        "host-a",
                        4711,
                        "run-1",
                        0,
                        Duration.ofMinutes(1),
                        WaitPolicy.NONE,
                        true,
                        false);
        var outcome =
                new SqliteDatabase(new SqliteFile(file, ForeignKeys.UNSPECIFIED), failPoints)
                        .acquire(request);
        return ((Acquired) outcome).session();
    }

    static void run(Path file, String... statements) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static String value(Path file, String query) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static TransferOutcome run(LeasedDatabase database, Rule rule, TransferOptions options)
            throws IOException {
        return RuleRun.run(database, rule, "run-1/1", CONTEXT, options);
    }
}
