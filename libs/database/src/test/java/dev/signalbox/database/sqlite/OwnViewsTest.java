package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Schema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnViewsTest {

    private static final String VIEWS =
            "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";

    @TempDir Path folder;

    private TestDatabase database() {
        return new TestDatabase(folder.resolve("kb.db"));
    }

    private static void apply(TestDatabase database, String id, String script) {
        assertThat(database.apply(migration(id, script), ApplyOptions.DEFAULT))
                .isInstanceOf(ApplyOutcome.Applied.class);
    }

    @Test
    void viewsTellWhatTheLedgerHas() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");
        new WayBack("002", "CREATE TABLE tags (id)", "DROP TABLE tags").apply(database);
        new WayBack("002", "CREATE TABLE tags (id)", "DROP TABLE tags").revert(database);
        database.apply(migration("003", "CREATE TABLE notes (id);"), ApplyOptions.DEFAULT);

        assertThat(database.rows("SELECT version, status FROM migration_health"))
                .containsExactly("003|failed", "002|rolled_back", "001|applied");
        assertThat(
                        database.rows(
                                "SELECT version, direction, status, completed_at IS NOT NULL,"
                                        + " error IS NOT NULL FROM schema_migrations"
                                        + " ORDER BY version"))
                .containsExactly(
                        "001|up|completed|1|0", "002|down|completed|1|0", "003|up|failed|1|1");
        assertThat(
                        database.rows(
                                "SELECT name FROM pragma_table_info('migration_health') UNION ALL"
                                        + " SELECT name FROM pragma_table_info('schema_migrations')"))
                .containsExactly(
                        "version",
                        "name",
                        "applied_at",
                        "execution_time",
                        "status",
                        "id",
                        "version",
                        "name",
                        "direction",
                        "status",
                        "started_at",
                        "completed_at",
                        "error",
                        "duration_ms");
    }

    @Test
    void theTenNewestAreTold() {
        var database = database();
        for (var n = 10; n < 25; n++) {
            apply(database, "0" + n, "CREATE TABLE t" + n + " (id);");
        }

        assertThat(database.rows("SELECT version FROM migration_health"))
                .hasSize(10)
                .startsWith("024")
                .endsWith("015");
    }

    @Test
    void viewsAreNoPartOfTheSchema() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");

        var observed = database.observe();

        assertThat(observed.schema().views()).isEmpty();
        assertThat(observed.drift()).isEmpty();
        database.run("DROP VIEW migration_health");
        assertThat(database.observe().drift()).isEmpty();
    }

    @Test
    void theUsersOwnOfThoseNamesStayAndAreHers() {
        var database = database();
        database.run(
                "CREATE TABLE Schema_Migrations (version TEXT)",
                "CREATE VIEW migration_health AS SELECT 1 AS mine");

        apply(database, "001", "CREATE TABLE notes (id);");

        assertThat(database.rows("SELECT mine FROM migration_health")).containsExactly("1");
        assertThat(database.observe().schema().views())
                .extracting(Schema.View::name)
                .containsExactly("migration_health");
        assertThat(database.observe().schema().table("schema_migrations")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE schema_migrations (version TEXT)",
                "CREATE TABLE IF NOT EXISTS schema_migrations (version TEXT)",
                "CREATE TABLE IF NOT EXISTS \"SCHEMA_MIGRATIONS\" (version TEXT)",
                "DROP TABLE IF EXISTS schema_migrations; CREATE TABLE schema_migrations (version)",
                "CREATE TABLE other (version); ALTER TABLE other RENAME TO schema_migrations",
                "CREATE VIRTUAL TABLE schema_migrations USING fts5(version)"
            })
    void viewGivesWayToATableOfTheUsers(String script) {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");

        new WayBack("002", script + "; INSERT INTO schema_migrations VALUES ('hers')", "SELECT 1")
                .apply(database);

        assertThat(database.rows("SELECT version FROM schema_migrations")).containsExactly("hers");
        assertThat(database.rows(VIEWS)).containsExactly("migration_health");
        assertThat(database.observe().schema().table("schema_migrations")).isPresent();
        assertThat(database.observe().drift()).isEmpty();
    }

    @Test
    void viewGivesWayToAViewOfTheUsers() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");

        apply(database, "002", "CREATE VIEW migration_health AS SELECT 1 AS mine;");

        assertThat(database.rows("SELECT mine FROM migration_health")).containsExactly("1");
        assertThat(database.observe().drift()).isEmpty();
    }

    @Test
    void failingMigrationLeavesTheViewWhereItWas() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");

        database.apply(
                migration(
                        "002",
                        "CREATE TABLE schema_migrations (version); INSERT INTO nowhere VALUES (1);"),
                ApplyOptions.DEFAULT);

        assertThat(database.rows(VIEWS)).containsExactly("migration_health", "schema_migrations");
    }

    @Test
    void viewComesBackWhenTheNameIsFreeAgain() {
        var database = database();
        var hers =
                new WayBack(
                        "001",
                        "CREATE TABLE schema_migrations (version)",
                        "DROP TABLE schema_migrations");
        hers.apply(database);
        assertThat(database.rows(VIEWS)).containsExactly("migration_health");

        hers.revert(database);
        database.acquire("worker").release();

        assertThat(database.rows(VIEWS)).containsExactly("migration_health", "schema_migrations");
        assertThat(database.observe().schema()).isEqualTo(Schema.EMPTY);
        hers.apply(database);
        assertThat(database.observe().schema().table("schema_migrations")).isPresent();
    }

    @Test
    void migrationInJavaMayTakeTheName() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");

        var java = migration("002", "");
        var outcome =
                database.apply(
                        new MigrationToApply(
                                java.id(),
                                java.name(),
                                java.version(),
                                java.checksum(),
                                java.rawChecksum(),
                                java.foreignKeys(),
                                List.of(),
                                connection -> {
                                    try (var statement = connection.createStatement()) {
                                        statement.execute(
                                                "CREATE TABLE schema_migrations (version)");
                                    }
                                },
                                true,
                                java.context()),
                        ApplyOptions.DEFAULT);

        assertThat(outcome).isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(database.rows(VIEWS)).containsExactly("migration_health");
        assertThat(database.observe().drift()).isEmpty();
    }

    @Test
    void viewThatAnEarlierVersionMadeIsMadeAnew() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");
        var sql =
                database.rows("SELECT sql FROM sqlite_schema WHERE name = 'migration_health'")
                        .getFirst();
        database.run("DROP VIEW migration_health", sql.replace("LIMIT 10", "LIMIT 3"));
        assertThat(database.observe().schema().views()).isEmpty();

        database.acquire("worker").release();

        assertThat(database.rows("SELECT sql FROM sqlite_schema WHERE name = 'migration_health'"))
                .containsExactly(sql);
    }

    @Test
    void restoredDatabaseHasThemAsBefore() {
        var database = database();
        apply(database, "001", "CREATE TABLE notes (id);");
        var snapshot = folder.resolve("snapshot.db");
        new SqliteSnapshot(database.address())
                .take(snapshot, (done, of) -> {}, SnapshotPolicy.DEFAULT);

        assertThat(FileContents.of(snapshot).fingerprint())
                .isEqualTo(database.observe().schema().fingerprint());
        assertThat(FileContents.of(snapshot).rows()).containsOnlyKeys("notes");
    }
}
