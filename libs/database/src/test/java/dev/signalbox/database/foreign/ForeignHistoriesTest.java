package dev.signalbox.database.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.foreign.ForeignEntry.Kind;
import dev.signalbox.database.sqlite.SqliteDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as their tools make them on SQLite, in real files. */
class ForeignHistoriesTest {

    private static final String RUNNER =
            "CREATE TABLE schema_migrations (id INTEGER PRIMARY KEY, version TEXT, name TEXT,"
                    + " direction TEXT, status TEXT, started_at TEXT, completed_at TEXT,"
                    + " error TEXT, duration_ms INTEGER)";

    @TempDir private Path folder;

    private List<ForeignHistory> found(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        var address = DatabaseAddress.parse("jdbc:sqlite:a.db", folder);
        try (var reader = SqliteDatabase.at(address).openReader()) {
            return reader.foreignHistories();
        }
    }

    private List<ForeignEntry> entries(ForeignTool tool, String... statements) throws SQLException {
        var found = found(statements);
        assertThat(found).extracting(ForeignHistory::tool).containsExactly(tool);
        return found.getFirst().entries();
    }

    @Test
    void golangMigrateKnowsOneVersionAndWhetherItIsDirty() throws SQLException {
        var entries =
                entries(
                        ForeignTool.GOLANG_MIGRATE,
                        "CREATE TABLE schema_migrations (version uint64,dirty bool)",
                        "CREATE UNIQUE INDEX version_unique ON schema_migrations (version)",
                        "INSERT INTO schema_migrations VALUES (20240102030405, 0)");
        assertThat(entries)
                .extracting(ForeignEntry::kind, ForeignEntry::version)
                .containsExactly(tuple(Kind.APPLIED_UP_TO, "20240102030405"));

        assertThat(entries(ForeignTool.GOLANG_MIGRATE, "UPDATE schema_migrations SET dirty = 1"))
                .extracting(ForeignEntry::kind)
                .containsExactly(Kind.HALF_DONE);
        assertThat(entries(ForeignTool.GOLANG_MIGRATE, "DELETE FROM schema_migrations")).isEmpty();
    }

    @Test
    void prismaKeepsAttemptsAndOnlyTheSettledOnesCount() throws SQLException {
        var entries =
                entries(
                        ForeignTool.PRISMA,
                        "CREATE TABLE \"_prisma_migrations\" (\"id\" TEXT PRIMARY KEY NOT NULL,"
                                + " \"checksum\" TEXT NOT NULL, \"finished_at\" DATETIME,"
                                + " \"migration_name\" TEXT NOT NULL, \"logs\" TEXT,"
                                + " \"rolled_back_at\" DATETIME, \"started_at\" DATETIME NOT NULL"
                                + " DEFAULT current_timestamp,"
                                + " \"applied_steps_count\" INTEGER UNSIGNED NOT NULL DEFAULT 0)",
                        "INSERT INTO _prisma_migrations VALUES ('a', '"
                                + "17db4fd369edb9244b9f91d9aeed145c3d04ad8ba6e95d06247f07a63527d11a"
                                + "', 1700000001500, '20240101000000_init', NULL, NULL,"
                                + " 1700000000000, 1)",
                        "INSERT INTO _prisma_migrations VALUES ('b', 'x', NULL,"
                                + " '20240102000000_bad', 'boom', 1700000003000, 1700000002000, 0)",
                        "INSERT INTO _prisma_migrations VALUES ('c', 'x', NULL,"
                                + " '20240103000000_open', 'boom', NULL, 1700000002000, 0)");

        assertThat(entries)
                .extracting(ForeignEntry::kind, ForeignEntry::name)
                .containsExactly(
                        tuple(Kind.APPLIED, "20240101000000_init"),
                        tuple(Kind.HALF_DONE, "20240103000000_open"));
        var first = entries.getFirst();
        assertThat(first.appliedAt()).isEqualTo(Instant.parse("2023-11-14T22:13:21.500Z"));
        assertThat(first.duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(first.checksum())
                .satisfies(
                        sum ->
                                assertThat(
                                                sum.matches(
                                                        "SELECT 1;"
                                                                .getBytes(StandardCharsets.UTF_8)))
                                        .isTrue());
    }

    @Test
    void runnerKeepsOneRowForEachVersionAndWay() throws SQLException {
        var entries =
                entries(
                        ForeignTool.MIGRATION_RUNNER,
                        RUNNER,
                        "INSERT INTO schema_migrations (version, name, direction, status,"
                                + " completed_at, duration_ms) VALUES"
                                + " ('001', 'users', 'up', 'completed', '2024-01-01 10:00:00+00', 12),"
                                + " ('002', 'posts', 'up', 'completed', NULL, 3),"
                                + " ('002', 'posts', 'down', 'completed', NULL, 3),"
                                + " ('003', 'tags', 'up', 'failed', NULL, 3),"
                                + " ('004', 'later', 'up', 'pending', NULL, NULL)");

        assertThat(entries)
                .extracting(ForeignEntry::kind, ForeignEntry::label)
                .containsExactly(
                        tuple(Kind.APPLIED, "001 users"), tuple(Kind.HALF_DONE, "003 tags"));
        assertThat(entries.getFirst().appliedAt()).isEqualTo(Instant.parse("2024-01-01T10:00:00Z"));
    }

    @Test
    void migrationsTableLeavesOutWhatWasRolledBack() throws SQLException {
        var entries =
                entries(
                        ForeignTool.MIGRATIONS_TABLE,
                        "CREATE TABLE migrations (id TEXT PRIMARY KEY, version VARCHAR(10) UNIQUE,"
                                + " name TEXT, checksum VARCHAR(64), applied_at TIMESTAMP,"
                                + " execution_time INTEGER, success BOOLEAN, error TEXT,"
                                + " rolled_back_at TIMESTAMP)",
                        "INSERT INTO migrations VALUES ('a', '0001', 'users', 'abc',"
                                + " '2024-01-01T10:00:00.000Z', 5, 1, NULL, NULL),"
                                + " ('b', '0002', 'posts', 'abc', '2024-01-02', 5, 1, NULL,"
                                + " '2024-01-03'),"
                                + " ('c', '0003', 'tags', 'abc', 'yesterday', 5, 0, 'boom', NULL)");

        assertThat(entries)
                .extracting(ForeignEntry::kind, ForeignEntry::version, ForeignEntry::appliedAt)
                .containsExactly(
                        tuple(Kind.APPLIED, "0001", Instant.parse("2024-01-01T10:00:00Z")),
                        tuple(Kind.HALF_DONE, "0003", null));
    }

    @Test
    void managerLeavesOutWhatItsRollbacksUndid() throws SQLException {
        var entries =
                entries(
                        ForeignTool.MIGRATION_MANAGER,
                        "CREATE TABLE __migrations__ (id TEXT PRIMARY KEY, name TEXT,"
                                + " applied_at INTEGER)",
                        "CREATE TABLE __migration_rollbacks__ (id INTEGER PRIMARY KEY,"
                                + " migration_id TEXT, rolled_back_at INTEGER)",
                        "INSERT INTO __migrations__ VALUES ('001_users', 'Users', 1700000000),"
                                + " ('002_posts', 'Posts', 1700000001),"
                                + " ('003_tags', 'Tags', 1700000009)",
                        "INSERT INTO __migration_rollbacks__ (migration_id, rolled_back_at) VALUES"
                                + " ('002_posts', 1700000005), ('003_tags', 1700000005)");

        assertThat(entries).extracting(ForeignEntry::name).containsExactly("001_users", "003_tags");
    }

    @Test
    void gooseCountsTheLastRowOfEachVersion() throws SQLException {
        assertThat(
                        entries(
                                ForeignTool.GOOSE,
                                "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY"
                                        + " AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied"
                                        + " INTEGER NOT NULL, tstamp TIMESTAMP)",
                                "INSERT INTO goose_db_version (version_id, is_applied) VALUES"
                                        + " (0, 1), (1, 1), (2, 1), (2, 0), (3, 1)"))
                .extracting(ForeignEntry::version)
                .containsExactly("1", "3");
    }

    @Test
    void liquibaseKnowsChangesetsByIdAndFile() throws SQLException {
        assertThat(
                        entries(
                                ForeignTool.LIQUIBASE,
                                "CREATE TABLE DATABASECHANGELOG (ID TEXT NOT NULL, AUTHOR TEXT NOT"
                                        + " NULL, FILENAME TEXT NOT NULL, DATEEXECUTED TEXT NOT"
                                        + " NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE TEXT NOT"
                                        + " NULL, MD5SUM TEXT)",
                                "CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER PRIMARY KEY, LOCKED"
                                        + " INTEGER NOT NULL)",
                                "INSERT INTO DATABASECHANGELOG VALUES"
                                        + " ('1', 'ada', 'db/001_users.sql', '2024-01-01', 1,"
                                        + " 'EXECUTED', '9:a'),"
                                        + " ('add-posts', 'ada', 'db/002_posts.sql', '2024-01-01',"
                                        + " 2, 'MARK_RAN', '9:b'),"
                                        + " ('3', 'ada', 'db/003.sql', '2024-01-01', 3, 'SKIPPED',"
                                        + " NULL)"))
                .extracting(ForeignEntry::version, ForeignEntry::name)
                .containsExactly(
                        tuple(null, "001_users.sql!ada:1"),
                        tuple(null, "002_posts.sql!ada:add-posts"));
    }

    @Test
    void listsOfVersionsAreThoseOfDieselAndOfDbmate() throws SQLException {
        assertThat(
                        entries(
                                ForeignTool.DIESEL,
                                "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50)"
                                        + " PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT"
                                        + " CURRENT_TIMESTAMP)",
                                "INSERT INTO __diesel_schema_migrations (version) VALUES"
                                        + " ('20240101000000'), ('20240313')"))
                .extracting(ForeignEntry::version)
                .containsExactly("20240101000000", "20240313000000");
        assertThat(
                        found(
                                "DROP TABLE __diesel_schema_migrations",
                                "CREATE TABLE \"schema_migrations\" (version varchar(128) primary"
                                        + " key)",
                                "INSERT INTO schema_migrations VALUES ('2'), ('1')"))
                .singleElement()
                .satisfies(
                        history -> {
                            assertThat(history.tool()).isEqualTo(ForeignTool.DBMATE);
                            assertThat(history.entries())
                                    .extracting(ForeignEntry::version)
                                    .containsExactly("1", "2");
                        });
    }

    @Test
    void tableOfTheNameAloneIsNoHistory() throws SQLException {
        assertThat(
                        found(
                                "CREATE TABLE schema_migrations (bird TEXT, went TEXT)",
                                "CREATE TABLE migrations (bird TEXT, version TEXT)",
                                "CREATE TABLE documents (version TEXT, name TEXT, checksum TEXT,"
                                        + " applied_at TEXT)"))
                .isEmpty();
    }

    @Test
    void severalHistoriesAreAllTold() throws SQLException {
        assertThat(found("CREATE TABLE golang (version uint64,dirty bool)", RUNNER))
                .extracting(ForeignHistory::table)
                .containsExactlyInAnyOrder("golang", "schema_migrations");
    }
}
