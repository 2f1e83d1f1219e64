package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.Drifted;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.GuardTripped;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RevertOptions;
import dev.signalbox.database.RevertOptions.Save;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.RevertOutcome.AlreadyReverted;
import dev.signalbox.database.RevertOutcome.NotReverted;
import dev.signalbox.database.RevertOutcome.Reverted;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevertTest {

    private static final WayBack NOTES =
            new WayBack(
                    "001",
                    "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);"
                            + " INSERT INTO notes VALUES (1, 'a'), (2, 'b')",
                    "DROP TABLE notes");
    private static final WayBack STARS =
            new WayBack(
                    "002",
                    "ALTER TABLE notes ADD COLUMN stars INTEGER; UPDATE notes SET stars = 5",
                    "ALTER TABLE notes DROP COLUMN stars");

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    @Test
    void schemaAndDataAreProvedToBeWhatTheyWere() {
        NOTES.apply(database);
        var before = WayBack.digests(database);
        STARS.apply(database);

        Reverted reverted = STARS.revert(database);

        assertThat(reverted.asBefore()).isTrue();
        assertThat(reverted.proof())
                .containsExactly(
                        "the schema is what it was before 002_migration_002",
                        "table notes: 2 rows, as they were");
        assertThat(reverted.saved())
                .containsExactly("table notes: 2 rows, in _signalbox_slice_run1_1");
        assertThat(WayBack.digests(database)).isEqualTo(before);
        assertThat(database.observe().drift()).isEmpty();
        assertThat(database.observe().ledger().version()).contains("001");
    }

    @Test
    void ledgerTellsTheWayBack() {
        NOTES.apply(database);
        STARS.apply(database);

        STARS.revert(database);

        assertThat(
                        database.rows(
                                "SELECT id, migration_id, direction, status, reverted_by"
                                        + " FROM _migration_history ORDER BY id"))
                .containsExactly(
                        "1|001|up|completed|null",
                        "2|002|up|completed|3",
                        "3|002|down|completed|null");
        assertThat(database.rows("SELECT version, schema_after IS NULL FROM _migration_versions"))
                .containsExactly("001|0");
        assertThat(
                        database.rows(
                                "SELECT migration_id, status, how, reason, actor"
                                        + " FROM _migration_rollback_history"))
                .containsExactly("002|completed|down script|to try|local:alice");
        assertThat(
                        database.rows(
                                "SELECT details FROM _migration_audit_log"
                                        + " WHERE action = 'migration reverted'"))
                .containsExactly("to try");
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.rollbacks(5)).hasSize(1);
            assertThat(reader.rollbacks(5).getFirst().how()).isEqualTo("down script");
        }
    }

    @Test
    void lastVersionRevertedLeavesNoStamp() {
        NOTES.apply(database);

        NOTES.revert(database);

        assertThat(database.observe().ledger().latestStamp()).isEmpty();
        assertThat(database.observe().ledger().applied()).isEmpty();
    }

    @Test
    void whatIsNotInForceIsAlreadyReverted() {
        NOTES.apply(database);
        NOTES.revert(database);

        RevertOutcome again = NOTES.tryRevert(database, NOTES.toRevert(), WayBack.SAVING);

        assertThat(again).isInstanceOf(AlreadyReverted.class);
        assertThat(database.rows("SELECT count(*) FROM _migration_history")).containsExactly("2");
    }

    @Test
    void otherSchemaIsRefusedWithoutForce() {
        NOTES.apply(database);
        database.run("CREATE INDEX added ON notes (text)");

        ApplyOutcome refused = stopped(NOTES.tryRevert(database, NOTES.toRevert(), WayBack.SAVING));
        RevertOutcome forced =
                NOTES.tryRevert(
                        database,
                        NOTES.toRevert(),
                        new RevertOptions(new Save.WhatChanges(), true, ApplyOptions.DEFAULT));

        assertThat(refused).isInstanceOf(Drifted.class);
        assertThat(refused.message()).contains("added");
        assertThat(forced).isInstanceOf(Reverted.class);
    }

    @Test
    void failureLeavesEverythingAndIsOnRecordAsAFailedWayBack() {
        WayBack bad = new WayBack("001", NOTES.up(), "DELETE FROM notes; DROP TABLE nothing");
        bad.apply(database);

        ApplyOutcome outcome = stopped(bad.tryRevert(database, bad.toRevert(), WayBack.SAVING));

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).error().index()).isEqualTo(2);
        assertThat(((Failed) outcome).recorded()).isTrue();
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("2");
        assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name LIKE '%slice_run%'"))
                .isEmpty();
        assertThat(database.rows("SELECT direction, status FROM _migration_history WHERE id > 1"))
                .containsExactly("down|failed");
        assertThat(
                        database.rows(
                                "SELECT status, error LIKE '%nothing%'"
                                        + " FROM _migration_rollback_history"))
                .containsExactly("failed|1");
        try (var reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.failures(5)).isEmpty();
        }
    }

    @Test
    void emptyWayBackOnlyTakesItOffTheRecord() {
        NOTES.apply(database);
        WayBack none = new WayBack("001", NOTES.up(), "");

        RevertOutcome outcome = none.tryRevert(database, none.toRevert(), WayBack.SAVING);

        assertThat(outcome).isInstanceOf(Reverted.class);
        assertThat(((Reverted) outcome).asBefore()).isFalse();
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("2");
        assertThat(database.rows("SELECT how FROM _migration_rollback_history"))
                .containsExactly("off the record");
        assertThat(database.observe().ledger().applied()).isEmpty();
    }

    @Test
    void writesSinceAreToldAndNotCalledAsBefore() {
        NOTES.apply(database);
        STARS.apply(database);
        database.run("INSERT INTO notes VALUES (3, 'c', 1)");

        Reverted reverted = STARS.revert(database);

        assertThat(reverted.asBefore()).isFalse();
        assertThat(reverted.proof()).contains("table notes: was written since: 2 rows then, 3 now");
    }

    @Test
    void whoeverWasOvertakenRevertsNothing() {
        NOTES.apply(database);
        LeasedDatabase first = database.acquire("first");
        database.expireLease();
        database.acquire("second");

        ApplyOutcome outcome = stopped(first.revert(NOTES.toRevert(), WayBack.SAVING));

        assertThat(outcome).isInstanceOf(Overtaken.class);
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("2");
    }

    @Test
    void cancelledWayBackIsRolledBack() {
        WayBack slow =
                new WayBack(
                        "001",
                        NOTES.up(),
                        "INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 9 UNION ALL SELECT i + 1"
                                + " FROM n) SELECT i, 'x' FROM n");
        slow.apply(database);
        long start = System.nanoTime();

        ApplyOutcome outcome =
                stopped(
                        slow.tryRevert(
                                database,
                                slow.toRevert(),
                                new RevertOptions(
                                        new Save.Nothing(),
                                        false,
                                        ApplyOptions.DEFAULT.withCancelled(
                                                () -> System.nanoTime() - start > 50_000_000))));

        assertThat(outcome).isInstanceOf(Interrupted.class);
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("2");
    }

    @Test
    void rowsOfOtherTablesThatWouldVanishStopIt() {
        WayBack children =
                new WayBack(
                        "001",
                        ForeignKeys.ON,
                        """
                        CREATE TABLE p (id INTEGER PRIMARY KEY);
                        CREATE TABLE c (id INTEGER PRIMARY KEY,
                          p INTEGER REFERENCES p ON DELETE CASCADE);
                        INSERT INTO p VALUES (1);
                        INSERT INTO c VALUES (1, 1);""",
                        "DROP TABLE p; CREATE TABLE p (id INTEGER PRIMARY KEY)");
        children.apply(database);

        ApplyOutcome outcome =
                stopped(children.tryRevert(database, children.toRevert(), WayBack.SAVING));

        assertThat(outcome).isInstanceOf(GuardTripped.class);
        assertThat(database.rows("SELECT count(*) FROM c")).containsExactly("1");
    }

    @Test
    void danglingReferencesStopIt() {
        WayBack children =
                new WayBack(
                        "001",
                        """
                        CREATE TABLE p (id INTEGER PRIMARY KEY);
                        CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p);
                        INSERT INTO p VALUES (1);
                        INSERT INTO c VALUES (1, 1);""",
                        "DELETE FROM p");
        children.apply(database);

        ApplyOutcome outcome =
                stopped(children.tryRevert(database, children.toRevert(), WayBack.SAVING));

        assertThat(outcome.message()).contains("has no row in p");
        assertThat(database.rows("SELECT count(*) FROM p")).containsExactly("1");
    }

    @Test
    void transactionControlIsRefused() {
        WayBack ending = new WayBack("001", NOTES.up(), "DROP TABLE notes; COMMIT");
        ending.apply(database);

        ApplyOutcome outcome =
                stopped(ending.tryRevert(database, ending.toRevert(), WayBack.SAVING));

        assertThat(outcome.message()).contains("COMMIT");
        assertThat(database.rows("SELECT count(*) FROM notes")).containsExactly("2");
    }

    @Test
    void savesWhatItIsTold() {
        database.run("CREATE TABLE other (a)", "INSERT INTO other VALUES (1)");
        NOTES.apply(database);
        MigrationToRevert way = NOTES.toRevert();

        RevertOutcome some =
                NOTES.tryRevert(
                        database,
                        way,
                        new RevertOptions(
                                new Save.Tables(List.of("OTHER", "missing")),
                                false,
                                ApplyOptions.DEFAULT));

        assertThat(((Reverted) some).saved())
                .containsExactly("table other: 1 rows, in _signalbox_slice_run1_1");
    }

    @Test
    void appliedAgainAfterAWayBackItIsInForceOnce() {
        NOTES.apply(database);
        NOTES.revert(database);

        Applied again = NOTES.apply(database);

        assertThat(again.historyId()).isEqualTo(3);
        assertThat(database.observe().drift()).isEmpty();
    }

    private static ApplyOutcome stopped(RevertOutcome outcome) {
        assertThat(outcome).isInstanceOf(NotReverted.class);
        return ((NotReverted) outcome).outcome();
    }
}
