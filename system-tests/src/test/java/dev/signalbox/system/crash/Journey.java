package dev.signalbox.system.crash;

import dev.signalbox.events.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** A way that a database goes, with what must be true at its end wherever a process died. */
enum Journey {
    /** Three migrations, after a snapshot. */
    FORWARD(150, "COMPLETED") {
        @Override
        List<Goal> goals() {
            return List.of(Goal.latest());
        }

        @Override
        void check(Project project, SoftAssertions softly) {
            softly.assertThat(project.rows(HISTORY))
                    .as("history")
                    .containsExactly(
                            "001_authors|up|completed|in force",
                            "002_move_authors|up|completed|in force",
                            "003_index|up|completed|in force");
            softly.assertThat(project.rows(ARTICLES))
                    .as("articles")
                    .containsExactly("1|ada|1", "2|bob|1", "3|ada|1");
            softly.assertThat(project.rows("SELECT name FROM author ORDER BY id"))
                    .as("authors")
                    .containsExactly("ada", "bob");
            softly.assertThat(project.rows(INDEX)).as("index").containsExactly("1");
        }
    },

    /** The same with rules that transform rows, a transaction for each row. */
    TRANSFORMED(220, "COMPLETED") {
        @Override
        Project project(Path folder, String database) throws IOException {
            return super.project(folder, database).withRules();
        }

        @Override
        List<Goal> goals() {
            return List.of(Goal.latest());
        }

        @Override
        void check(Project project, SoftAssertions softly) {
            softly.assertThat(project.rows(ARTICLES))
                    .as("each article is counted once by the migration and once by the rule")
                    .containsExactly("1|ada|11", "2|bob|11", "3|ada|11");
            softly.assertThat(project.rows("SELECT name FROM author ORDER BY id"))
                    .as("authors")
                    .containsExactly("ada!", "bob!");
            softly.assertThat(
                            project.rows(
                                    "SELECT rule_id, state, rows_transformed, batches FROM"
                                            + " _migration_backfills ORDER BY id"))
                    .as("rules on record")
                    .containsExactly("count|completed|3|3", "greet|completed|2|1");
            softly.assertThat(project.rows("SELECT * FROM migration_progress"))
                    .as("what applications read")
                    .containsExactly("greetings|1|100");
        }
    },

    /** A rule's rows are taken back before the migrations that it ran behind. */
    UNTRANSFORMED(220, "ROLLED_BACK") {
        @Override
        Project project(Path folder, String database) throws IOException {
            return super.project(folder, database).withRules().withFailingMigration();
        }

        @Override
        List<Goal> goals() {
            return List.of(Goal.latest());
        }

        @Override
        void check(Project project, SoftAssertions softly) {
            softly.assertThat(project.rows(ARTICLES))
                    .as("what the rule added is taken off once")
                    .containsExactly("1|ada|1", "2|bob|1", "3|ada|1");
            softly.assertThat(
                            project.rows(
                                    "SELECT rule_id, direction, state FROM _migration_backfills"
                                            + " ORDER BY id"))
                    .as("rules on record")
                    .containsExactly(
                            "count|forward|undone",
                            "greet|forward|completed",
                            "count|undo|completed");
            softly.assertThat(
                            project.rows(
                                    "SELECT count(*) FROM sqlite_schema WHERE name = 'author'"))
                    .as("the table that came with the run")
                    .containsExactly("0");
        }
    },

    /** Two of them undone. */
    BACK(80, "COMPLETED") {
        @Override
        List<Goal> goals() {
            return List.of(Goal.latest(), Goal.RevertTo.ofSteps(2));
        }

        @Override
        void check(Project project, SoftAssertions softly) {
            softly.assertThat(project.rows(HISTORY))
                    .as("history")
                    .containsExactly(
                            "001_authors|up|completed|in force",
                            "002_move_authors|up|completed|reverted",
                            "003_index|up|completed|reverted",
                            "003_index|down|completed|in force",
                            "002_move_authors|down|completed|in force");
            softly.assertThat(project.rows("SELECT count(*) FROM author"))
                    .as("authors")
                    .containsExactly("0");
            softly.assertThat(project.rows(INDEX)).as("index").containsExactly("0");
            softly.assertThat(
                            project.rows(
                                    "SELECT migration_id, status FROM _migration_rollback_history"
                                            + " ORDER BY id"))
                    .as("rollbacks on record")
                    .containsExactly("003_index|completed", "002_move_authors|completed");
            softly.assertThat(
                            project.rows(
                                    "SELECT migration_id, source_table FROM _migration_slices"
                                            + " ORDER BY 1, 2"))
                    .as("what was saved")
                    .containsExactly("002_move_authors|author");
        }
    },

    /** The fourth fails, and what the run had applied is undone by itself. */
    FAILING(150, "ROLLED_BACK") {
        @Override
        Project project(Path folder, String database) throws IOException {
            return super.project(folder, database).withFailingMigration();
        }

        @Override
        List<Goal> goals() {
            return List.of(Goal.latest());
        }

        @Override
        void check(Project project, SoftAssertions softly) {
            softly.assertThat(
                            project.rows(
                                    "SELECT name FROM sqlite_schema WHERE type IN ('table',"
                                            + " 'index') AND name NOT LIKE 'sqlite%' AND name NOT"
                                            + " LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE"
                                            + " 'migration%' AND name NOT LIKE 'schema%'"))
                    .as("the schema is as it was")
                    .containsExactly("article");
            softly.assertThat(
                            project.rows(
                                    "SELECT migration_id FROM _migration_history WHERE direction ="
                                            + " 'up' AND status = 'completed' AND reverted_by IS"
                                            + " NULL"))
                    .as("in force")
                    .isEmpty();
            softly.assertThat(
                            project.rows(
                                    "SELECT migration_id FROM _migration_history WHERE direction ="
                                            + " 'down' AND status = 'completed' ORDER BY id"))
                    .as("undone, once each, the last first")
                    .containsExactly("003_index", "002_move_authors", "001_authors");
        }
    },

    /** The snapshot from before the migrations, restored. */
    RESTORED(60, "COMPLETED") {
        @Override
        List<Goal> goals() {
            return List.of(Goal.latest(), new Goal.RestoreTo("latest", null));
        }

        @Override
        void check(Project project, SoftAssertions softly) {
            softly.assertThat(project.rows(ARTICLES))
                    .as("articles")
                    .containsExactly("1|ada|0", "2|bob|0", "3|ada|0");
            softly.assertThat(
                            project.rows(
                                    "SELECT count(*) FROM sqlite_schema WHERE name = 'author'"))
                    .as("the table that came later")
                    .containsExactly("0");
            softly.assertThat(project.rows("PRAGMA integrity_check"))
                    .as("integrity")
                    .containsExactly("ok");
            softly.assertThat(
                            project.rows(
                                    "SELECT how, status FROM _migration_rollback_history ORDER BY"
                                            + " id"))
                    .as("the restore on record")
                    .containsExactly("restore|completed");
            softly.assertThat(project.leftovers()).as("scratch copies").isEmpty();
        }
    };

    private static final String HISTORY =
            "SELECT migration_id, direction, status, CASE WHEN reverted_by IS NULL THEN 'in force'"
                    + " ELSE 'reverted' END FROM _migration_history ORDER BY id";
    private static final String ARTICLES = "SELECT id, author, views FROM article ORDER BY id";
    private static final String INDEX =
            "SELECT count(*) FROM sqlite_schema WHERE name = 'article_author'";

    private final int leastBoundaries;
    private final String state;

    Journey(int leastBoundaries, String state) {
        this.leastBoundaries = leastBoundaries;
        this.state = state;
    }

    Project project(Path folder, String database) throws IOException {
        return Project.in(folder, database);
    }

    /** One after the other; the crash comes in the last. */
    abstract List<Goal> goals();

    abstract void check(Project project, SoftAssertions softly);

    /** Fewer than these would mean that the sweep does not reach what it is for. */
    int leastBoundaries() {
        return leastBoundaries;
    }

    /** Of the last plan, in the end. */
    String state() {
        return state;
    }
}
