package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MaintenanceOutcome;
import dev.signalbox.database.MaintenanceOutcome.Done;
import dev.signalbox.database.MaintenanceRequest;
import dev.signalbox.database.MaintenanceRequest.Work;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is looked after says the same before and after. */
class MaintenanceTest {

    private static final Duration KEEP = Duration.ofDays(90);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestDatabase database;

    @BeforeEach
    void aDatabaseWithRoomInIt() {
        database = withRoomInIt("kb.db", 2_000);
    }

    private TestDatabase withRoomInIt(String name, int rows) {
        var made = new TestDatabase(folder.resolve(name));
        made.run(
                "CREATE TABLE a (id INTEGER PRIMARY KEY, x)",
                "CREATE INDEX ax ON a (x)",
                "INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < "
                        + rows
                        + ") SELECT i, hex(randomblob(100)) FROM n",
                "DELETE FROM a WHERE id % 4 <> 0");
        return made;
    }

    private static MaintenanceRequest request(Work work, boolean savedData, Duration keep) {
        return new MaintenanceRequest(
                work,
                keep,
                savedData,
                WaitPolicy.NONE,
                () -> false,
                new RunContext("plan-1", "hash-1", "run-1", "local:alice", "host-a"));
    }

    private static MaintenanceRequest request(Work work) {
        return request(work, false, KEEP);
    }

    private MaintenanceOutcome maintain(MaintenanceRequest request) {
        var session = database.acquire("worker");
        var outcome = session.maintain(request);
        session.release();
        return outcome;
    }

    private static List<String> rows(TestDatabase of) {
        return of.rows("SELECT id, x FROM a ORDER BY id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal", "delete"})
    void vacuumGivesBackWhatIsFree(String mode) throws Exception {
        database.run("PRAGMA journal_mode=" + mode);
        var before = rows(database);
        var bytes = Files.size(folder.resolve("kb.db"));

        var done = (Done) maintain(request(Work.VACUUM));

        assertThat(done.effects().getFirst()).contains("KiB became", "pages given back");
        assertThat(rows(database)).isEqualTo(before);
        assertThat(Files.size(folder.resolve("kb.db"))).isLessThan(bytes / 2);
        assertThat(database.rows("PRAGMA journal_mode")).containsExactly(mode);
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void whatARunHasDoneItDoesNotDoAgain() {
        maintain(request(Work.ANALYZE));

        assertThat(maintain(request(Work.ANALYZE)))
                .isInstanceOf(MaintenanceOutcome.DoneBefore.class);
        assertThat(maintain(request(Work.REINDEX))).isInstanceOf(Done.class);
    }

    @Test
    void statisticsAndIndexesAreNoDrift() {
        database.apply("CREATE TABLE b (y); CREATE INDEX byy ON b (y);");

        var analysed = (Done) maintain(request(Work.ANALYZE));
        var indexed = (Done) maintain(request(Work.REINDEX));
        maintain(request(Work.VACUUM));

        assertThat(analysed.rows()).isPositive();
        assertThat(indexed.effects().getFirst()).contains("indexes were built anew");
        assertThat(database.observe().drift()).isEmpty();
    }

    @Test
    void oldRowsOfTheLogGoAndTheHistoryStays() {
        database.apply("CREATE TABLE b (y);");
        database.run(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)"
                        + " INSERT INTO _migration_audit_log (at, action, epoch)"
                        + " SELECT '2020-01-01 00:00:00.000', 'old', 1 FROM n");

        var done = (Done) maintain(request(Work.CLEANUP));

        assertThat(done.rows()).isBetween(45L, 60L);
        assertThat(database.rows("SELECT count(*) FROM _migration_audit_log WHERE action <> 'old'"))
                .isNotEqualTo(List.of("0"));
        assertThat(database.rows("SELECT count(*) FROM _migration_history")).containsExactly("1");
    }

    @Test
    void savedRowsGoOnlyWhenAskedAndOnlyWhenTheyAreOfNoUse() {
        var books =
                new WayBack(
                        "001",
                        "CREATE TABLE books (id INTEGER PRIMARY KEY, t);",
                        "DROP TABLE books;");
        books.apply(database);
        database.run("INSERT INTO books VALUES (1, 'a')");
        books.revert(database);
        books.apply(database);
        database.run("INSERT INTO books VALUES (2, 'b')");
        books.revert(database);
        var saved =
                "SELECT name FROM sqlite_schema WHERE name LIKE '@_signalbox@_slice%' ESCAPE '@'";
        var waiting = database.rows(saved);

        maintain(request(Work.CLEANUP, true, Duration.ZERO));

        assertThat(waiting).hasSize(1);
        assertThat(database.rows(saved)).isEqualTo(waiting);
        assertThat(books.apply(database).notes().toString()).contains("2 of 2 saved rows");
    }

    @Test
    void savedRowsOfATableWithoutKeyComeBackAfterItsRowIdsChanged() {
        var notes = new WayBack("001", "CREATE TABLE notes (t);", "DROP TABLE notes;");
        var loud =
                new WayBack(
                        "002",
                        "ALTER TABLE notes ADD COLUMN loud;",
                        "ALTER TABLE notes DROP COLUMN loud;");
        notes.apply(database);
        loud.apply(database);
        database.run(
                "INSERT INTO notes VALUES ('a', 1), ('b', 2), ('c', 3)",
                "DELETE FROM notes WHERE t = 'a'");
        loud.revert(database);
        var idsBefore = database.rows("SELECT rowid FROM notes");

        var done = (Done) maintain(request(Work.VACUUM));
        loud.apply(database);

        assertThat(idsBefore).containsExactly("2", "3");
        assertThat(done.effects().toString()).contains("Row ids may be others now", "notes");
        assertThat(database.rows("SELECT t, loud FROM notes ORDER BY t"))
                .containsExactly("b|2", "c|3");
    }

    @Test
    void aFullTextIndexThatFindsRowsByIdsKeepsVacuumOut() {
        database.run(
                "CREATE TABLE notes (t)",
                "CREATE VIRTUAL TABLE found USING fts5(t, content='notes')");

        var refused = (MaintenanceOutcome.Refused) maintain(request(Work.VACUUM));

        assertThat(refused.problem()).contains("found of notes");
        assertThat(refused.remedy()).contains("INTEGER PRIMARY KEY");
    }

    @Test
    void withoutRoomTheFileIsNotTouched() {
        var room = new VacuumRoom(database.address(), place -> 10_000);

        assertThat(room.lacking(10_001).orElseThrow().problem()).contains("where 9 KiB are free");
        assertThat(room.lacking(10_000)).isEmpty();
    }

    @Test
    void anotherWriterKeepsItOut() throws SQLException {
        var session = database.acquire("worker");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> session.maintain(request(Work.VACUUM)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.reason()).isEqualTo(DatabaseException.Reason.LOCKED));
        }
        assertThat(session.maintain(request(Work.VACUUM))).isInstanceOf(Done.class);
    }

    @Test
    void cancelledItLeavesTheDatabaseAsItWas() {
        database.run(
                "INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 10001 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 60000) SELECT i, i FROM n",
                "DELETE FROM a WHERE id > 20000");
        var before = database.rows("PRAGMA page_count");
        var like = request(Work.VACUUM);
        var session = database.acquire("worker");

        var outcome =
                session.maintain(
                        new MaintenanceRequest(
                                like.work(),
                                KEEP,
                                false,
                                WaitPolicy.NONE,
                                () -> true,
                                like.context()));

        assertThat(outcome).isInstanceOf(MaintenanceOutcome.Interrupted.class);
        assertThat(database.rows("PRAGMA page_count")).isEqualTo(before);
    }

    @Test
    void aCrashAtAnyBoundaryLeavesTheRowsAndIsMadeGoodBySayingItAgain() {
        for (var work : Work.values()) {
            var crash = 1;
            for (var crashed = true; crashed; crash++) {
                var each = withRoomInIt(work + "-" + crash + ".db", 40);
                var before = rows(each);
                var points = new CountingFailPoints(crash);
                try {
                    maintain(each, work, points);
                } catch (SimulatedCrash e) {
                    assertThat(rows(each)).as("%s", e.getMessage()).isEqualTo(before);
                    if (each.rows("SELECT name FROM sqlite_schema WHERE name = '_migration_locks'")
                                    .size()
                            == 1) {
                        each.expireLease();
                    }
                    maintain(each, work, FailPoints.NONE);
                }
                crashed = points.crashed();

                assertThat(rows(each)).isEqualTo(before);
                assertThat(each.rows("PRAGMA integrity_check")).containsExactly("ok");
                assertThat(
                                each.rows(
                                        "SELECT count(*) FROM _migration_audit_log"
                                                + " WHERE action LIKE 'maintained: %'"))
                        .as("%s, crash %d", work, crash)
                        .containsExactly("1");
            }
            assertThat(crash).isGreaterThan(5);
        }
    }

    private static void maintain(TestDatabase each, Work work, FailPoints points) {
        LeasedDatabase session = each.acquire("worker", points);
        session.maintain(request(work));
        session.release();
    }

    @Test
    void sweepPassesEveryBoundaryOfMaintenance() {
        Set<String> passed = new HashSet<>();

        maintain(database, Work.VACUUM, passed::add);

        for (DatabaseFailPoint point : DatabaseFailPoint.values()) {
            if (point.name().startsWith("MAINTAIN")) {
                assertThat(passed).contains(point.label());
            }
        }
    }
}
