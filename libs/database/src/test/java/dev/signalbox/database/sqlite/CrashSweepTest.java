package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.BackupRecord;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashSweepTest {

    private static final List<MigrationToApply> MIGRATIONS =
            List.of(
                    migration(
                            "001",
                            """
                            CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
                            INSERT INTO t (a) VALUES ('x'), ('y');"""),
                    migration("002", "INSERT INTO t (a) SELECT a || a FROM t;"),
                    migration(
                            "003",
                            """
                            CREATE INDEX t_a ON t (a);
                            UPDATE t SET a = a || '!';"""));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void crashedAnywhereEachMigrationIsInForceExactlyOnce(String mode) {
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            TestDatabase database = new TestDatabase(folder.resolve(mode + n + ".db"));
            database.run("PRAGMA journal_mode=" + mode);
            try {
                run(database, failPoints);
            } catch (SimulatedCrash crash) {
                mustBeWhole(database);
                run(database, FailPoints.NONE);
            }
            mustBeDone(database);
        } while (failPoints.crashed());

        assertThat(n).isGreaterThan(30);
    }

    @Test
    void sweepPassesEveryBoundaryOfARun() {
        Set<String> passed = new HashSet<>();

        run(new TestDatabase(folder.resolve("all.db")), passed::add);

        for (DatabaseFailPoint point : DatabaseFailPoint.values()) {
            var name = point.name();
            if (!name.startsWith("SNAPSHOT")
                    && !name.startsWith("RESTORE")
                    && !name.startsWith("REVERT")
                    && !name.startsWith("BATCH")) {
                assertThat(passed).contains(point.label());
            }
        }
    }

    private static void run(TestDatabase database, FailPoints failPoints) {
        LeasedDatabase session = database.acquire("worker", failPoints);
        session.record(
                new BackupRecord(
                        "b-1", "completed", null, 1, null, null, Instant.ofEpochSecond(0)));
        for (MigrationToApply migration : MIGRATIONS) {
            ApplyOutcome outcome = session.apply(migration, ApplyOptions.DEFAULT);
            assertThat(outcome).isInstanceOfAny(Applied.class, AlreadyApplied.class);
        }
        session.release();
    }

    /** Whatever the ledger says is in force is what the schema and the rows show. */
    private static void mustBeWhole(TestDatabase database) {
        var seen = database.observe();
        assertThat(seen.drift()).isEmpty();
        int applied = seen.ledger().applied().size();
        assertThat(seen.schema().tables()).hasSize(applied > 0 ? 1 : 0);
        if (applied > 0) {
            assertThat(database.rows("SELECT count(*) FROM t"))
                    .containsExactly(applied > 1 ? "4" : "2");
        }
    }

    private static void mustBeDone(TestDatabase database) {
        assertThat(database.rows("SELECT a FROM t ORDER BY id"))
                .containsExactly("x!", "y!", "xx!", "yy!");
        assertThat(database.rows("SELECT migration_id, status FROM _migration_history ORDER BY id"))
                .containsExactly("001|completed", "002|completed", "003|completed");
        assertThat(database.rows("SELECT count(*) FROM _backup_history")).containsExactly("1");
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(database.observe().drift()).isEmpty();
    }
}
