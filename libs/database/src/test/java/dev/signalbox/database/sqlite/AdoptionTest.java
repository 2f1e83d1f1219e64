package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MigrationToAdopt;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.sql.Checksum;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {

    private static final Instant THEN = Instant.parse("2020-02-29T23:59:59.123Z");

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void aDatabaseThatAnotherToolMade() {
        database = new TestDatabase(folder.resolve("kb.db"));
        database.run("CREATE TABLE notes (id INTEGER PRIMARY KEY)", "CREATE TABLE tags (id)");
    }

    private static MigrationToAdopt adoption(String id, Checksum checksum) {
        return new MigrationToAdopt(
                id,
                "migration " + id,
                id,
                checksum,
                null,
                "Flyway (table flyway_schema_history)",
                THEN,
                Duration.ofMillis(1500),
                "ada",
                new RunContext("plan-1", "hash-1", "run-1", "local:alice", "host-a"));
    }

    private static MigrationToAdopt adoption(MigrationToApply migration) {
        return adoption(migration.id(), migration.checksum());
    }

    private MendOutcome adopt(MigrationToAdopt migration) {
        LeasedDatabase session = database.acquire("worker");
        MendOutcome outcome = session.adopt(migration);
        session.release();
        return outcome;
    }

    @Test
    void adoptedMigrationIsInForceSinceTheTimeOfItsTool() {
        var notes = TestDatabase.migration("001", "CREATE TABLE notes (id INTEGER PRIMARY KEY);");

        assertThat(adopt(adoption(notes))).isInstanceOf(MendOutcome.Mended.class);

        AppliedMigration row = database.observe().ledger().applied().getFirst();
        assertThat(row.appliedAt()).isEqualTo(THEN);
        assertThat(row.duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(row.isBaseline()).isFalse();
        assertThat(database.rows("SELECT started_at FROM _migration_history"))
                .containsExactly("2020-02-29 23:59:57.623");
        assertThat(
                        database.rows(
                                "SELECT migration_id, actor, details FROM _migration_audit_log"
                                        + " WHERE action = 'migration adopted'"))
                .containsExactly(
                        "001|local:alice|from Flyway (table flyway_schema_history), applied"
                                + " 2020-02-29T23:59:59.123Z by ada");
        assertThat(database.observe().drift()).isEmpty();
        assertThat(database.apply(notes, ApplyOptions.DEFAULT))
                .isInstanceOf(ApplyOutcome.AlreadyApplied.class);
    }

    @Test
    void adoptedTwiceItIsOnRecordOnce() {
        var notes = TestDatabase.migration("001", "CREATE TABLE notes (id INTEGER PRIMARY KEY);");
        adopt(adoption(notes));

        assertThat(adopt(adoption(notes))).isInstanceOf(MendOutcome.MendedBefore.class);
        assertThat(adopt(adoption("001", new Checksum("tokens-1", "other"))))
                .isInstanceOf(MendOutcome.NotMended.class);
        assertThat(database.rows("SELECT count(*) FROM _migration_history")).containsExactly("1");
    }

    @Test
    void crashAtAnyMomentLeavesItOnRecordOnceAfterTheNextAttempt() {
        var notes = TestDatabase.migration("001", "CREATE TABLE notes (id INTEGER PRIMARY KEY);");
        CountingFailPoints failPoints;
        int n = 0;
        do {
            failPoints = new CountingFailPoints(++n);
            try {
                database.acquire("worker", failPoints).adopt(adoption(notes));
            } catch (SimulatedCrash crash) {
                // Every boundary in its turn.
            }
        } while (failPoints.crashed());
        adopt(adoption(notes));

        assertThat(n).isGreaterThan(8);
        assertThat(database.observe().ledger().applied()).hasSize(1);
    }

    @Test
    void baselineHasNoChecksumAndSaysSo() {
        adopt(adoption("5", AppliedMigration.BASELINE));

        assertThat(database.observe().ledger().applied())
                .singleElement()
                .matches(AppliedMigration::isBaseline);
    }

    @Test
    void wayBackOfAnAdoptedMigrationSaysThatNothingIsKnownOfTheTimeBefore() {
        var tags = new WayBack("002", "CREATE TABLE tags (id)", "DROP TABLE tags");
        adopt(adoption("002", tags.toApply().checksum()));

        var reverted = tags.revert(database);

        assertThat(reverted.asBefore()).isTrue();
        assertThat(reverted.proof())
                .containsExactly("what the schema was before 002_migration_002 is not on record");
        assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'tags'")).isEmpty();
    }

    @Test
    void replayTellsWhatMigrationsMakeAndLeavesNothing() {
        var replayed =
                new SqliteDatabase(database.address())
                        .replay(
                                List.of(
                                        TestDatabase.migration(
                                                "001",
                                                "create table notes (id integer primary key);"),
                                        TestDatabase.migration("002", "CREATE TABLE tags (id);")),
                                folder.resolve("scratch"));

        assertThat(replayed).isEqualTo(new Replayed.Made(database.observe().schema()));
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void replayNamesTheMigrationThatCannotRun() {
        var replayed =
                new SqliteDatabase(database.address())
                        .replay(
                                List.of(TestDatabase.migration("001", "DROP TABLE nowhere;")),
                                folder.resolve("scratch"));

        assertThat(replayed)
                .isInstanceOfSatisfying(
                        Replayed.Stopped.class,
                        stopped -> {
                            assertThat(stopped.migration()).isEqualTo("001");
                            assertThat(stopped.problem()).contains("nowhere");
                        });
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }
}
