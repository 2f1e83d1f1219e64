package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.AppliedTogether;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.failpoint.CountingFailPoints;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static final List<MigrationToApply> FOUR =
            List.of(
                    migration("001", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);"),
                    migration("002", "INSERT INTO t (a) VALUES ('x'), ('y');"),
                    migration("003", "ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'none';"),
                    migration("004", "CREATE INDEX t_b ON t (b);\nUPDATE t SET a = a || '!';"));

    private static final String HISTORY =
            "SELECT migration_id, status, rows_changed FROM _migration_history ORDER BY id";

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    private static AppliedTogether together(LeasedDatabase session, MigrationToApply... more) {
        var all = new ArrayList<>(FOUR);
        all.addAll(List.of(more));
        return session.applyTogether(all, ApplyOptions.DEFAULT, LONG);
    }

    @Test
    void eachIsOnRecordAsIfItHadBeenAppliedAlone() {
        LeasedDatabase session = database.acquire("worker");
        AppliedTogether outcome = together(session);
        session.release();

        TestDatabase alone = new TestDatabase(folder.resolve("alone.db"));
        FOUR.forEach(one -> alone.apply(one, ApplyOptions.DEFAULT));
        assertThat(outcome.applied()).extracting(one -> one.rows()).containsExactly(0L, 2L, 0L, 2L);
        assertThat(database.rows(HISTORY)).isEqualTo(alone.rows(HISTORY)).hasSize(4);
        assertThat(database.rows("SELECT a, b FROM t")).containsExactly("x!|none", "y!|none");
        var seen = database.observe();
        assertThat(seen.drift()).isEmpty();
        assertThat(seen.schema().fingerprint())
                .isEqualTo(alone.observe().schema().fingerprint())
                .isEqualTo(outcome.applied().getLast().after());
    }

    @Test
    void othersSeeAllOrNone() {
        LeasedDatabase session = database.acquire("worker");
        var seen = new ArrayList<String>();
        ApplyOptions looking =
                ApplyOptions.DEFAULT.withCancelled(
                        () -> {
                            seen.add(
                                    database.rows("SELECT count(*) FROM _migration_history")
                                            .getFirst());
                            return false;
                        });

        session.applyTogether(
                List.of(
                        FOUR.get(0),
                        FOUR.get(1),
                        migration(
                                "003",
                                "INSERT INTO t (a) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
                                        + " SELECT i + 1 FROM n WHERE i < 300000)"
                                        + " SELECT 'n' FROM n WHERE i = 1;")),
                looking,
                LONG);

        assertThat(seen).isNotEmpty().containsOnly("0");
        assertThat(database.rows("SELECT count(*) FROM _migration_history")).containsExactly("3");
    }

    @Test
    void oneThatFailsLeavesNothingOfTheOthersNorOnRecord() {
        LeasedDatabase session = database.acquire("worker");

        AppliedTogether outcome =
                together(session, migration("005", "INSERT INTO gone VALUES (1);"));

        assertThat(outcome).isEqualTo(AppliedTogether.alone(5));
        assertThat(database.observe().schema().tables()).isEmpty();
        assertThat(database.rows(HISTORY)).isEmpty();
        assertThat(session.apply(FOUR.getFirst(), ApplyOptions.DEFAULT)).isNotNull();
        assertThat(
                        session.apply(
                                migration("005", "INSERT INTO gone VALUES (1);"),
                                ApplyOptions.DEFAULT))
                .isInstanceOf(Failed.class);
    }

    @Test
    void referenceThatOnlyTheCommitChecksLeavesNothing() {
        database = database.withForeignKeys(ForeignKeys.ON);
        LeasedDatabase session = database.acquire("worker");

        AppliedTogether outcome =
                together(
                        session,
                        migration(
                                "005",
                                """
                                CREATE TABLE c (t INT REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED);
                                INSERT INTO c VALUES (99);"""));

        assertThat(outcome.applied()).isEmpty();
        assertThat(database.rows(HISTORY)).isEmpty();
    }

    @Test
    void oneWithAPragmaIsLeftOut() {
        LeasedDatabase session = database.acquire("worker");
        MigrationToApply pragma = migration("005", "PRAGMA foreign_keys=OFF;\nCREATE TABLE u (a);");

        assertThat(together(session, pragma).applied()).hasSize(4);
        assertThat(
                        session.applyTogether(
                                List.of(pragma, migration("006", "CREATE TABLE v (a);")),
                                ApplyOptions.DEFAULT,
                                LONG))
                .isEqualTo(AppliedTogether.alone(1));
    }

    @Test
    void noFurtherOneBeginsWhenTheLockWasHeldForLongEnough() {
        LeasedDatabase session = database.acquire("worker");

        AppliedTogether outcome = session.applyTogether(FOUR, ApplyOptions.DEFAULT, Duration.ZERO);

        assertThat(outcome.applied()).hasSize(1);
        assertThat(database.rows(HISTORY)).hasSize(1);
    }

    @Test
    void schemaThatIsNotTheExpectedOneLeavesNothing() {
        LeasedDatabase session = database.acquire("worker");

        AppliedTogether outcome =
                session.applyTogether(
                        FOUR,
                        ApplyOptions.DEFAULT.expecting(new Fingerprint("sqlite-schema-2", "00")),
                        LONG);

        assertThat(outcome).isEqualTo(AppliedTogether.alone(1));
        assertThat(database.rows(HISTORY)).isEmpty();
    }

    @Test
    void whatIsInForceAlreadyIsLeftToItself() {
        LeasedDatabase session = database.acquire("worker");
        session.apply(FOUR.get(0), ApplyOptions.DEFAULT);

        assertThat(together(session)).isEqualTo(AppliedTogether.alone(1));
        assertThat(session.apply(FOUR.get(0), ApplyOptions.DEFAULT))
                .isInstanceOf(AlreadyApplied.class);
    }

    @Test
    void overtakenAppliesNothing() {
        LeasedDatabase session = database.acquire("worker");
        database.expireLease();
        database.acquire("other");

        assertThat(together(session).applied()).isEmpty();
        assertThat(database.rows(HISTORY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void crashedAnywhereEachIsInForceExactlyOnce(String mode) {
        int n = 0;
        CountingFailPoints failPoints;
        do {
            n++;
            failPoints = new CountingFailPoints(n);
            TestDatabase crashed = new TestDatabase(folder.resolve(mode + n + ".db"));
            crashed.run("PRAGMA journal_mode=" + mode);
            try {
                applyAll(crashed, failPoints);
            } catch (SimulatedCrash crash) {
                assertThat(crashed.observe().drift()).isEmpty();
                assertThat(crashed.observe().ledger().applied().size()).isIn(0, 2, 4);
                applyAll(crashed, FailPoints.NONE);
            }
            assertThat(crashed.rows("SELECT a, b FROM t")).containsExactly("x!|none", "y!|none");
            assertThat(crashed.rows(HISTORY)).hasSize(4);
            assertThat(crashed.observe().drift()).isEmpty();
        } while (failPoints.crashed());
        assertThat(n).isGreaterThan(20);
    }

    /** Two and two; after a crash what is left, however many. */
    private static void applyAll(TestDatabase database, FailPoints failPoints) {
        LeasedDatabase session = database.acquire("worker", failPoints);
        for (int i = 0; i < FOUR.size(); i += 2) {
            List<MigrationToApply> two = FOUR.subList(i, i + 2);
            if (session.applyTogether(two, ApplyOptions.DEFAULT, LONG).applied().isEmpty()) {
                two.forEach(one -> session.apply(one, ApplyOptions.DEFAULT));
            }
        }
        session.release();
    }
}
