package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.LeasedDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitoring queries as operators know them, with CURRENT_TIMESTAMP for NOW(). */
class GuideQueriesTest {

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void migrateOnceAndFailOnce() {
        database = new TestDatabase(folder.resolve("kb.db"));
        LeasedDatabase session = database.acquire("worker-a");
        session.apply(migration("001", "CREATE TABLE t (a);"), ApplyOptions.DEFAULT);
        session.apply(migration("002", "INSERT INTO nowhere VALUES (1);"), ApplyOptions.DEFAULT);
    }

    @Test
    void durationTrendsAreAnswered() {
        assertThat(
                        database.rows(
                                """
                                SELECT
                                  name,
                                  AVG(duration_ms) as avg_duration,
                                  MAX(duration_ms) as max_duration,
                                  COUNT(*) as execution_count
                                FROM _migration_history
                                GROUP BY name
                                ORDER BY avg_duration DESC"""))
                .hasSize(2)
                .allMatch(row -> row.endsWith("|1"));
    }

    @Test
    void failedMigrationsAreListed() {
        assertThat(
                        database.rows(
                                """
                                SELECT * FROM _migration_history
                                WHERE status = 'failed'
                                ORDER BY applied_at DESC"""))
                .singleElement()
                .asString()
                .contains("migration 002")
                .contains("no such table: nowhere");
    }

    @Test
    void heldLocksAreListed() {
        assertThat(
                        database.rows(
                                """
                                SELECT * FROM _migration_locks
                                WHERE expires_at > CURRENT_TIMESTAMP"""))
                .singleElement()
                .asString()
                .startsWith("migration_lock|worker-a");
    }

    @Test
    void expiredLocksAreNot() {
        database.run(
                "UPDATE _migration_locks SET expires_at ="
                        + " strftime('%Y-%m-%d %H:%M:%f', 'now', '-1.5 seconds')");

        assertThat(
                        database.rows(
                                "SELECT * FROM _migration_locks"
                                        + " WHERE expires_at > CURRENT_TIMESTAMP"))
                .isEmpty();
    }

    @Test
    void theLedgersPageNamesEveryObjectForItsRemoval() throws Exception {
        String readme = java.nio.file.Files.readString(Path.of("../../docs/ledger.md"));
        String views =
                readme.lines()
                        .filter(it -> it.startsWith("SELECT 'DROP VIEW"))
                        .findFirst()
                        .orElseThrow();
        database.run(database.rows(views).toArray(String[]::new));
        String drops =
                readme.lines()
                        .filter(line -> line.startsWith("DROP TABLE"))
                        .reduce("", (all, line) -> all + line + "\n");

        database.run(drops.split("\n"));

        assertThat(database.rows("SELECT name FROM sqlite_schema ORDER BY name"))
                .containsExactly("sqlite_sequence", "t");
    }
}
