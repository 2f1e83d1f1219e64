package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.ScriptOutcome;
import dev.signalbox.database.ScriptOutcome.Done;
import dev.signalbox.database.ScriptOutcome.DoneBefore;
import dev.signalbox.database.ScriptOutcome.NotDone;
import dev.signalbox.database.ScriptToRun;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptRunTest {

    private static final String ENDLESS =
            "INSERT INTO log WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT i FROM n;";

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db")).run("CREATE TABLE log (a)");
    }

    @Test
    void scriptRunsOnceForEachRunAndKey() {
        LeasedDatabase session = database.acquire("worker");
        String script = "INSERT INTO log VALUES (1), (2);";

        ScriptOutcome first = session.run(script("before-run/a", script), ApplyOptions.DEFAULT);
        ScriptOutcome second = session.run(script("before-run/a", script), ApplyOptions.DEFAULT);
        ScriptOutcome other = session.run(script("before-run/b", script), ApplyOptions.DEFAULT);

        assertThat(first)
                .isInstanceOfSatisfying(Done.class, it -> assertThat(it.rows()).isEqualTo(2));
        assertThat(second).isInstanceOf(DoneBefore.class);
        assertThat(other).isInstanceOf(Done.class);
        assertThat(database.rows("SELECT count(*) FROM log")).containsExactly("4");
        assertThat(
                        database.rows(
                                "SELECT details, run_id, actor FROM _migration_audit_log"
                                        + " WHERE action = 'script run'"))
                .containsExactly(
                        "before-run/a|run-1|local:alice", "before-run/b|run-1|local:alice");
        assertThat(database.observe().ledger().applied()).isEmpty();
    }

    @Test
    void crashedAnywhereItHasRunOnce() {
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            TestDatabase crashing =
                    new TestDatabase(folder.resolve("crash-" + n + ".db"))
                            .run("CREATE TABLE log (a)");
            try {
                runOnce(crashing, failPoints);
            } catch (SimulatedCrash crash) {
                runOnce(crashing, FailPoints.NONE);
            }
            assertThat(crashing.rows("SELECT count(*) FROM log")).containsExactly("1");
        } while (failPoints.crashed());

        assertThat(n).isGreaterThan(8);
    }

    private static void runOnce(TestDatabase database, FailPoints failPoints) {
        assertThat(
                        database.acquire("worker", failPoints)
                                .run(
                                        script("k", "INSERT INTO log VALUES (1);"),
                                        ApplyOptions.DEFAULT))
                .isInstanceOfAny(Done.class, DoneBefore.class);
    }

    @Test
    void failedScriptChangesNothingAndMayRunAgain() {
        LeasedDatabase session = database.acquire("worker");

        ApplyOutcome outcome =
                notDone(
                        session.run(
                                script(
                                        "k",
                                        "INSERT INTO log VALUES (1);\nINSERT INTO none VALUES (1);"),
                                ApplyOptions.DEFAULT));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class,
                        it -> {
                            assertThat(it.error().index()).isEqualTo(2);
                            assertThat(it.recorded()).isFalse();
                        });
        assertThat(database.rows("SELECT * FROM log")).isEmpty();
        assertThat(session.run(script("k", "INSERT INTO log VALUES (1);"), ApplyOptions.DEFAULT))
                .isInstanceOf(Done.class);
    }

    @Test
    void whatMayNotBeInAMigrationMayNotBeInAScript() {
        LeasedDatabase session = database.acquire("worker");

        assertThat(
                        notDone(
                                        session.run(
                                                script("k", "DELETE FROM _migration_history;"),
                                                ApplyOptions.DEFAULT))
                                .message())
                .contains("_migration_history");
        assertThat(notDone(session.run(script("k", "COMMIT;"), ApplyOptions.DEFAULT)).message())
                .contains("would end");
    }

    @Test
    void timeLimitAndCancellationRollItBack() {
        LeasedDatabase session = database.acquire("worker");

        assertThat(
                        notDone(
                                session.run(
                                        script("k", ENDLESS),
                                        ApplyOptions.DEFAULT.withTimeout(Duration.ofMillis(50)))))
                .isInstanceOf(TimedOut.class);
        assertThat(
                        notDone(
                                session.run(
                                        script("k", ENDLESS),
                                        ApplyOptions.DEFAULT.withCancelled(() -> true))))
                .isInstanceOf(Interrupted.class);
        assertThat(database.rows("SELECT * FROM log")).isEmpty();
    }

    @Test
    void whoeverWasOvertakenRunsNothing() {
        LeasedDatabase session = database.acquire("worker");
        database.expireLease();
        database.acquire("rival");

        assertThat(
                        notDone(
                                session.run(
                                        script("k", "INSERT INTO log VALUES (1);"),
                                        ApplyOptions.DEFAULT)))
                .isInstanceOf(Overtaken.class);
        assertThat(database.rows("SELECT * FROM log")).isEmpty();
    }

    private static ApplyOutcome notDone(ScriptOutcome outcome) {
        assertThat(outcome).isInstanceOf(NotDone.class);
        return ((NotDone) outcome).outcome();
    }

    private static ScriptToRun script(String key, String text) {
        RunContext context = migration("x", "SELECT 1").context();
        return new ScriptToRun(key, key, Script.of(text), context);
    }
}
