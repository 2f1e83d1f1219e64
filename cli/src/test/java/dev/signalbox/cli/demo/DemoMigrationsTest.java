package dev.signalbox.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoMigrationsTest {

    private static final int ROWS = 500;
    private SampleProject project;

    @BeforeEach
    void create() throws IOException {
        project = SampleProject.create(ROWS);
    }

    @AfterEach
    void remove() throws IOException {
        project.remove();
        assertThat(project.folder()).doesNotExist();
    }

    @Test
    void theMigrationsMakeEveryCheckHold() throws Exception {
        var database = new KnowledgeBase(project.database());
        var before = database.rows();
        migrate();
        var checks = new Checks();

        checks.database(database, before);

        assertThat(before).containsEntry("entries", (long) ROWS).containsEntry("feedback", 250L);
        assertThat(checks.deviations()).isEmpty();
        assertThat(checks.held()).hasSizeGreaterThan(5);
        assertThat(database.number("SELECT count(*) FROM incidents")).isPositive();
        assertThat(database.texts("SELECT DISTINCT error_code FROM entries ORDER BY 1"))
                .contains("S0C7", "SQLCODE-904");
    }

    @Test
    void lostRowsAreNoticed() throws Exception {
        var database = new KnowledgeBase(project.database());
        var before = database.rows();
        migrate();
        execute(List.of("DELETE FROM feedback WHERE id = 1"));
        var checks = new Checks();

        checks.database(database, before);

        assertThat(checks.deviations()).singleElement().asString().contains("survived");
    }

    @Test
    void theTriggerCounts() throws Exception {
        migrate();
        var database = new KnowledgeBase(project.database());
        var before = database.number("SELECT success_count FROM entries WHERE id = 1");

        execute(List.of("INSERT INTO feedback (entry_id, helpful) VALUES (1, 1)"));

        assertThat(database.number("SELECT success_count FROM entries WHERE id = 1"))
                .isEqualTo(before + 1);
    }

    @Test
    void theSampleIsTheSameEveryTime() throws IOException {
        var other = SampleProject.create(ROWS);
        try {
            var sql = "SELECT problem || solution || tags || usage_count FROM entries";

            assertThat(new KnowledgeBase(other.database()).texts(sql))
                    .isEqualTo(new KnowledgeBase(project.database()).texts(sql));
        } finally {
            other.remove();
        }
    }

    private void migrate() throws SQLException, IOException {
        execute(List.of("CREATE TABLE _migration_history (migration_id TEXT)"));
        for (var migration : SampleProject.MIGRATIONS) {
            var file = SampleProject.resource(migration + ".sql");
            var up = file.substring(file.indexOf("-- UP"));
            var down = up.indexOf("-- DOWN");
            execute(statements(down < 0 ? up : up.substring(0, down)));
            execute(List.of("INSERT INTO _migration_history VALUES ('" + migration + "')"));
        }
    }

    /** Enough for these files: a statement ends with a line's semicolon, a trigger with END. */
    private static List<String> statements(String script) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        for (var line : script.lines().toList()) {
            statement.append(line).append('\n');
            var inTrigger = statement.indexOf("CREATE TRIGGER") >= 0;
            if (line.endsWith(";") && (!inTrigger || line.equals("END;"))) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        return statements;
    }

    private void execute(List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + project.database());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
