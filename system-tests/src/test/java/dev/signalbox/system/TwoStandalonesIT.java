package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.system.harness.Ledger;
import dev.signalbox.system.harness.Project;
import dev.signalbox.system.harness.RawKafka;
import dev.signalbox.system.harness.Requests;
import dev.signalbox.system.harness.Sqlite;
import dev.signalbox.system.harness.StandaloneProcess;
import dev.signalbox.system.harness.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two standalones that know nothing of each other, on one database file. */
class TwoStandalonesIT {

    private static final String[] OPTIONS = {
        "-Dsignalbox.executor.database-lease=2s", "-Dsignalbox.executor.lock-notice=500ms"
    };

    private static final List<String> MANY =
            IntStream.rangeClosed(1, 150).mapToObj("%03d_table"::formatted).toList();

    @TempDir private static Path folder;

    private static Project here;
    private static Project there;
    private static StandaloneProcess holder;
    private static StandaloneProcess rival;

    @BeforeAll
    static void startBoth() {
        here = new Project(folder.resolve("here"));
        there = new Project(folder.resolve("there"));
        here.database("none", "none");
        there.database("none", "none");
        // Not taken for small, each has a transaction of its own to be stopped behind.
        for (var name : MANY) {
            here.write(
                    "many/" + name + ".sql",
                    """
                    -- @metadata { "estimatedDuration": 100 }
                    -- UP
                    CREATE TABLE t%1$s (n INTEGER);
                    INSERT INTO t%1$s VALUES (1);
                    """
                            .formatted(name.substring(0, 3)));
        }
        // Slow, and nearly all of it inside one transaction.
        here.migration("slow/001_first", "CREATE TABLE first (n INTEGER);");
        // Who reads it cannot know how long it takes; taken for small, it would not be alone.
        here.write(
                "slow/002_long.sql",
                """
                -- @metadata { "estimatedDuration": 5000 }
                -- UP
                CREATE TABLE sums (n INTEGER);
                INSERT INTO sums
                WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 12000000)
                SELECT sum(n) FROM c;
                """);
        here.migration("slow/003_last", "CREATE TABLE last (n INTEGER);");
        holder = StandaloneProcess.start(here.folder(), OPTIONS);
        rival = StandaloneProcess.start(there.folder(), OPTIONS);
        holder.awaitReady();
        rival.awaitReady();
    }

    @AfterAll
    static void endBoth() {
        holder.close();
        rival.close();
    }

    @Test
    void theOtherSaysWhoHoldsItAndDoesNothingAgain() {
        var database = share("waits", "slow");
        request(holder, "waits");
        awaitInside(database, "001_first");

        request(rival, "waits");

        var waited = awaitEvent(rival, "waits", "lock.waited");
        assertThat(waited.path("data").path("holder").asText())
                .contains("process " + holder.pid())
                .contains("run ");
        assertThat(ending(holder, "waits").path("state").asText()).isEqualTo("COMPLETED");
        assertClear(ending(rival, "waits"));
        assertSlowOnce(database);
    }

    @Test
    void holderStoppedBetweenTransactionsIsOvertakenAndCannotWrite() {
        var database = share("stopped", "many");
        request(holder, "stopped");
        var applied = stopBetweenTransactions(database);
        awaitLeaseRunOut(database);

        request(rival, "stopped");
        Waiting.until("the rival writes", () -> database.applied().size() > applied);
        holder.resume();

        assertManyOnceWithoutInterleaving(database, "stopped");
        assertOvertaken(database, applied);
    }

    @Test
    void lockRowDeletedByHandLetsInNoSecondWriter() {
        var database = share("deleted", "many");
        request(holder, "deleted");
        var applied = stopBetweenTransactions(database);
        assertThat(database.number("SELECT expires_at > datetime('now') FROM _migration_locks"))
                .as("the lease holds still, so only the deletion lets the rival in")
                .isEqualTo(1);
        database.run("DELETE FROM _migration_locks");

        request(rival, "deleted");
        Waiting.until("the rival writes", () -> database.applied().size() > applied);
        holder.resume();

        assertManyOnceWithoutInterleaving(database, "deleted");
        assertOvertaken(database, applied);
    }

    @Test
    void lockRowDeletedWhileBothRunLetsInNoSecondWriter() {
        var database = share("running", "many");

        request(holder, "running");
        request(rival, "running");
        for (var size = 10; size < 100; size += 30) {
            var enough = size;
            Waiting.until("somebody works", () -> database.applied().size() > enough);
            database.run("DELETE FROM _migration_locks");
        }

        assertManyOnceWithoutInterleaving(database, "running");
    }

    @Test
    void holderStoppedInsideATransactionIsNotOvertakenAndItsCommitCounts() {
        var database = share("inside", "slow");
        request(holder, "inside");
        awaitInside(database, "001_first");
        holder.pause();
        assertThat(database.isBeingWritten()).as("stopped inside its transaction").isTrue();
        awaitLeaseRunOut(database);

        request(rival, "inside");

        var waited = awaitEvent(rival, "inside", "lock.waited");
        assertThat(waited.path("data").path("holder").asText()).contains("process " + holder.pid());
        Waiting.until(
                "the rival goes on waiting",
                () -> rival.trail("database=inside&type=lock.waited").size() > 3);
        assertThat(database.applied()).containsExactly("001_first");
        holder.resume();
        ending(holder, "inside");
        assertClear(ending(rival, "inside"));
        assertSlowOnce(database);
        var epochs =
                database.rows("SELECT epoch FROM _migration_history WHERE status = 'completed'");
        assertThat(epochs.get(1)).as("the stopped one's commit counts").isEqualTo(epochs.get(0));
    }

    /** One file in both projects, by the same scripts. In WAL mode, readers see it at any time. */
    private static Sqlite share(String id, String migrations) {
        var file = here.file(id + ".db");
        var database = new Sqlite(file).run("PRAGMA journal_mode = WAL");
        for (var project : List.of(here, there)) {
            project.database(id, "jdbc:sqlite:" + file, here.file(migrations).toString(), "test");
        }
        return database;
    }

    private static void request(StandaloneProcess standalone, String database) {
        try (var kafka = new RawKafka(standalone.kafka())) {
            kafka.send(Requests.structured(Requests.newId(), database, Requests.latest(database)));
        }
    }

    /** Inside the transaction that follows a migration. */
    private static void awaitInside(Sqlite database, String after) {
        Waiting.until(
                "somebody is inside the transaction after " + after,
                () ->
                        database.applied().equals(List.of(after))
                                && database.isBeingWritten()
                                && database.isBeingWritten());
    }

    /** Stops the holder where it is in no transaction; how many it had applied then. */
    private static int stopBetweenTransactions(Sqlite database) {
        Waiting.until("the holder works", () -> database.applied().size() > 10);
        Waiting.until(
                "the holder stands between transactions",
                () -> {
                    holder.pause();
                    if (database.isBeingWritten()) {
                        holder.resume();
                        return false;
                    }
                    return true;
                });
        var applied = database.applied().size();
        assertThat(applied).as("in the middle of its work").isLessThan(MANY.size());
        return applied;
    }

    private static void awaitLeaseRunOut(Sqlite database) {
        Waiting.until(
                "the lease has run out",
                () ->
                        database.number(
                                        "SELECT expires_at <= strftime('%Y-%m-%d %H:%M:%f', 'now')"
                                                + " FROM _migration_locks")
                                == 1);
    }

    private static JsonNode awaitEvent(StandaloneProcess standalone, String database, String type) {
        return Waiting.found(
                type + " of " + database,
                () -> {
                    var entries = standalone.trail("database=" + database + "&type=" + type);
                    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst());
                });
    }

    /** The only plan of a database, once it is at rest. */
    private static JsonNode ending(StandaloneProcess standalone, String database) {
        return Waiting.found(
                "the end of " + database,
                Duration.ofSeconds(60),
                () ->
                        standalone.plans(database).stream()
                                .filter(
                                        p ->
                                                List.of("COMPLETED", "FAILED", "REFUSED")
                                                        .contains(p.path("state").asText()))
                                .findFirst());
    }

    /** Whoever came second found everything done, or says plainly why it did not go on. */
    private static void assertClear(JsonNode plan) {
        if (!plan.path("state").asText().equals("COMPLETED")) {
            assertThat(plan.path("run").path("error").asText())
                    .containsAnyOf("stale", "taken over", "locked by", "was changed since");
        }
    }

    private static void assertSlowOnce(Sqlite database) {
        Ledger.assertEachOnce(database, List.of("001_first", "002_long", "003_last"));
        Ledger.assertEpochsNeverInterleave(database);
        assertThat(database.rows("SELECT count(*) FROM sums")).containsExactly("1");
    }

    /** What the rival found, and then all that it wrote, under an epoch of its own. */
    private static void assertOvertaken(Sqlite database, int applied) {
        var epochs =
                database.rows(
                        "SELECT epoch, executor FROM _migration_history WHERE status = 'completed'"
                                + " ORDER BY id");
        assertThat(epochs.get(applied)).isNotEqualTo(epochs.get(applied - 1));
        assertThat(epochs.getLast()).isNotEqualTo(epochs.getFirst());
    }

    private static void assertManyOnceWithoutInterleaving(Sqlite database, String id) {
        assertClear(ending(holder, id));
        assertClear(ending(rival, id));
        Ledger.assertEachOnce(database, MANY);
        Ledger.assertEpochsNeverInterleave(database);
        for (var name : MANY) {
            assertThat(database.number("SELECT count(*) FROM t" + name.substring(0, 3)))
                    .isEqualTo(1);
        }
    }
}
