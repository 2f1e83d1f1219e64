package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RevertOutcome.AlreadyReverted;
import dev.signalbox.database.RevertOutcome.Reverted;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevertCrashSweepTest {

    private static final WayBack FIRST =
            new WayBack(
                    "001",
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);"
                            + " INSERT INTO t VALUES (1, 'x'), (2, 'y')",
                    "DROP TABLE t");
    private static final WayBack SECOND =
            new WayBack(
                    "002",
                    "ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = a",
                    "DELETE FROM t WHERE id = 2; ALTER TABLE t DROP COLUMN b");

    @TempDir Path folder;

    @Test
    void crashedAnywhereTheWayBackAndUpAgainEndTheSame() throws Exception {
        Path start = folder.resolve("start.db");
        TestDatabase prepared = new TestDatabase(start);
        FIRST.apply(prepared);
        SECOND.apply(prepared);
        prepared.run("INSERT INTO t VALUES (3, 'z', 'own')");
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            Path file = folder.resolve(n + ".db");
            Files.copy(start, file);
            TestDatabase database = new TestDatabase(file);
            try {
                run(database, failPoints);
            } catch (SimulatedCrash crash) {
                assertThat(database.observe().drift()).isEmpty();
                assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
                run(database, FailPoints.NONE);
            }
            mustBeDone(database);
        } while (failPoints.crashed());

        assertThat(n).isGreaterThan(40);
    }

    @Test
    void sweepPassesEveryBoundaryOfAWayBack() {
        TestDatabase database = new TestDatabase(folder.resolve("all.db"));
        FIRST.apply(database);
        SECOND.apply(database);
        Set<String> passed = new HashSet<>();

        run(database, passed::add);

        for (DatabaseFailPoint point : DatabaseFailPoint.values()) {
            if (point.name().startsWith("REVERT") || point.name().startsWith("APPLY")) {
                assertThat(passed).contains(point.label());
            }
        }
    }

    /** Where it stands is in the ledger: what is done is not done again. */
    private static void run(TestDatabase database, FailPoints failPoints) {
        LeasedDatabase session = database.acquire("worker", failPoints);
        if (database.rows("SELECT count(*) FROM _migration_history WHERE direction = 'down'")
                        .getFirst()
                        .compareTo("2")
                < 0) {
            for (WayBack way : new WayBack[] {SECOND, FIRST}) {
                assertThat(session.revert(way.toRevert(), WayBack.SAVING))
                        .isInstanceOfAny(Reverted.class, AlreadyReverted.class);
            }
        }
        for (WayBack way : new WayBack[] {FIRST, SECOND}) {
            ApplyOutcome outcome = session.apply(way.toApply(), ApplyOptions.DEFAULT);
            assertThat(outcome).isInstanceOfAny(Applied.class, AlreadyApplied.class);
        }
        session.release();
    }

    private static void mustBeDone(TestDatabase database) {
        assertThat(database.rows("SELECT * FROM t ORDER BY id"))
                .containsExactly("1|x|x", "2|y|y", "3|z|own");
        assertThat(
                        database.rows(
                                "SELECT migration_id, direction, status FROM _migration_history"
                                        + " ORDER BY id"))
                .containsExactly(
                        "001|up|completed",
                        "002|up|completed",
                        "002|down|completed",
                        "001|down|completed",
                        "001|up|completed",
                        "002|up|completed");
        assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name LIKE '%slice_run%'"))
                .isEmpty();
        assertThat(database.observe().drift()).isEmpty();
    }
}
