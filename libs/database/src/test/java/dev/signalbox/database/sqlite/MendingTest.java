package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.AlreadyApplied;
import dev.signalbox.database.HistoryRepair;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MendOutcome.Lost;
import dev.signalbox.database.MendOutcome.Mended;
import dev.signalbox.database.MendOutcome.MendedBefore;
import dev.signalbox.database.MendOutcome.NotMended;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.sql.Checksum;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MendingTest {

    private static final Checksum NEW = new Checksum("tokens-1", "abc");
    private static final Checksum NEW_RAW = new Checksum("sha-256", "def");

    @TempDir Path folder;
    private TestDatabase database;
    private LeasedDatabase session;
    private final MigrationToApply first = migration("001", "CREATE TABLE t (a)");

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
        session = database.acquire("worker");
    }

    @Test
    void checksumIsPutRightOnceAndTheReasonIsKept() {
        session.apply(first, ApplyOptions.DEFAULT);
        HistoryRepair repair = repair(first.checksum());

        assertThat(session.repair(repair)).isInstanceOf(Mended.class);
        assertThat(session.repair(repair)).isInstanceOf(MendedBefore.class);

        assertThat(database.observe().ledger().applied().getFirst())
                .satisfies(it -> assertThat(it.checksum()).isEqualTo(NEW))
                .satisfies(it -> assertThat(it.rawChecksum()).isEqualTo(NEW_RAW));
        assertThat(
                        database.rows(
                                "SELECT migration_id, details FROM _migration_audit_log"
                                        + " WHERE action = 'checksum repaired'"))
                .containsExactly(
                        "001|from %s to tokens-1:abc: a comment was corrected"
                                .formatted(first.checksum()));
    }

    @Test
    void checksumThatIsNotTheOneThatWasMeantStays() {
        session.apply(first, ApplyOptions.DEFAULT);

        MendOutcome outcome = session.repair(repair(new Checksum("tokens-1", "other")));

        assertThat(((NotMended) outcome).problem()).contains("tokens-1:other");
        assertThat(database.observe().ledger().applied().getFirst().checksum())
                .isEqualTo(first.checksum());
    }

    @Test
    void migrationThatIsNotOnRecordCannotBeRepaired() {
        assertThat(((NotMended) session.repair(repair(NEW))).problem()).contains("001");
    }

    @Test
    void markedMigrationIsInForceWithoutHavingRun() {
        database.run("CREATE TABLE t (a)");

        MendOutcome outcome =
                session.markApplied(first, "SELECT count(*) FROM sqlite_schema WHERE name = 't'");

        assertThat(outcome).isInstanceOf(Mended.class);
        assertThat(
                        database.rows(
                                "SELECT migration_id, status, duration_ms, rows_changed"
                                        + " FROM _migration_history"))
                .containsExactly("001|completed|0|0");
        assertThat(database.observe().drift()).isEmpty();
        assertThat(database.observe().ledger().version()).contains("001");
        assertThat(
                        database.rows(
                                "SELECT details FROM _migration_audit_log WHERE action = 'marked as applied'"))
                .containsExactly("asserted by SELECT count(*) FROM sqlite_schema WHERE name = 't'");
        assertThat(session.apply(first, ApplyOptions.DEFAULT)).isInstanceOf(AlreadyApplied.class);
        assertThat(session.markApplied(first, "SELECT 0")).isInstanceOf(MendedBefore.class);
    }

    @Test
    void anotherScriptInForceIsForTheRepair() {
        session.apply(first, ApplyOptions.DEFAULT);

        MendOutcome outcome = session.markApplied(migration("001", "CREATE TABLE u (a)"), null);

        assertThat(((NotMended) outcome).remedy()).contains("repair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 0 | returned '0'",
                "SELECT NULL | returned NULL",
                "SELECT '' | returned ''",
                "SELECT 'False' | returned 'False'",
                "SELECT 0.0 | returned '0.0'",
                "SELECT 1 WHERE 0 | returned no row",
                "SELECT a FROM none | no such table",
                "SELECT 1; SELECT 1 | not exactly one query",
                "DELETE FROM t | not exactly one query",
                "SELECT 'open | cannot be read",
                "-- nothing | not exactly one query"
            })
    void assertionThatDoesNotHoldLeavesTheLedgerAsItIs(String assertion, String said) {
        database.run("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");

        MendOutcome outcome = session.markApplied(first, assertion);

        assertThat(outcome).isInstanceOf(NotMended.class);
        assertThat(((NotMended) outcome).problem()).contains(said);
        assertThat(database.observe().ledger().applied()).isEmpty();
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1");
        assertThat(session.renew()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT -0.5;", "SELECT 'yes', 0", "VALUES (2)"})
    void assertionHoldsWhenItsFirstValueIsTrue(String assertion) {
        assertThat(session.markApplied(first, assertion)).isInstanceOf(Mended.class);
    }

    @Test
    void whoeverWasOvertakenMendsNothing() {
        session.apply(first, ApplyOptions.DEFAULT);
        database.expireLease();
        database.acquire("rival");

        assertThat(session.repair(repair(first.checksum()))).isInstanceOf(Lost.class);
        assertThat(session.markApplied(migration("002", "SELECT 1"), null))
                .isInstanceOf(Lost.class);
    }

    private HistoryRepair repair(Checksum recorded) {
        return new HistoryRepair(
                "001", recorded, NEW, NEW_RAW, "a comment was corrected", first.context());
    }
}
