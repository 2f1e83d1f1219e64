package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Requests;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Sqlite;
import dev.signalbox.system.harness.Waiting;
import dev.signalbox.testing.CompiledJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Back to solid ground, as an operator goes: by commands, and by events. */
@ExtendWith(Shared.class)
class WayBackIT {

    private final Shared.Standalone shared;

    WayBackIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void downSavesWhatItDropsAndUpPutsItBack() {
        var shop = shop();
        sqlite(shop).run("UPDATE orders SET note = 'by hand' WHERE id = 2");
        var before = sqlite(shop).content();

        var refused = signalbox("down", shop);
        assertThat(refused.exit()).as(refused.said()).isEqualTo(2);
        assertThat(refused.said()).contains("orders").contains("note").contains("--yes");
        assertThat(sqlite(shop).content()).isEqualTo(before);

        var down = signalbox("down", shop, "--yes", "--reason", "release 43 is bad");
        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(shop).applied()).containsExactly("001_shop");
        assertThat(sqlite(shop).rows("SELECT name FROM pragma_table_info('orders')"))
                .containsExactly("id", "item");

        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).content()).isEqualTo(before);
    }

    @Test
    void everythingCanBeUndoneAndDoneAgain() {
        var shop = shop();
        var before = sqlite(shop).content();

        var down = signalbox("rollback", shop, "--target", "0", "--yes");

        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(shop).applied()).isEmpty();
        assertThat(sqlite(shop).content()).isEmpty();

        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).content()).isEqualTo(before);
    }

    @Test
    void failingMigrationTakesThoseOfItsRunBack() {
        var shop = shop();
        var before = sqlite(shop).content();
        migration(
                shop,
                "003_prices.sql",
                "ALTER TABLE orders ADD COLUMN price;",
                "ALTER TABLE orders DROP COLUMN price;");
        migration(shop, "004_bad.sql", "INSERT INTO nowhere VALUES (1);", "SELECT 1;");

        var up = signalbox("up", shop);

        assertThat(up.exit()).as(up.said()).isEqualTo(1);
        assertThat(up.said()).contains("003_prices").containsIgnoringCase("rolled back");
        assertThat(sqlite(shop).content()).isEqualTo(before);
        assertThat(sqlite(shop).applied()).containsExactly("001_shop", "002_note");
        assertThat(plan(shop).path("state").asText()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void failingCheckTakesTheMigrationBack() {
        var shop = shop();
        var before = sqlite(shop).content();
        migration(
                shop,
                "003_prices.sql",
                "ALTER TABLE orders ADD COLUMN price;",
                "ALTER TABLE orders DROP COLUMN price;");
        write(shop, "checks/003_prices.sql", "SELECT id, item FROM orders WHERE price IS NULL;\n");

        var up = signalbox("up", shop);

        assertThat(up.exit()).as(up.said()).isEqualTo(1);
        assertThat(up.said()).contains("checks/003_prices.sql");
        assertThat(sqlite(shop).content()).isEqualTo(before);
        assertThat(plan(shop).path("state").asText()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void restoreBringsTheSnapshotBackWhileTheApplicationStaysConnected() {
        var shop = shop();
        var before = sqlite(shop).content();
        assertThat(signalbox("backup", shop).exit()).isZero();
        sqlite(shop).run("DELETE FROM orders", "DROP TABLE orders");

        var restore = signalbox("restore", shop, "latest", "--reason", "orders are gone", "--yes");

        assertThat(restore.exit()).as(restore.said()).isZero();
        assertThat(sqlite(shop).content()).isEqualTo(before);
        assertThat(sqlite(shop).rows("SELECT how, reason FROM _migration_rollback_history"))
                .containsExactly("restore|orders are gone");
        var verify = signalbox("verify", shop);
        assertThat(verify.exit()).as(verify.said()).isZero();
    }

    @Test
    void runIsPausedResumedAndCancelledByCommandAndByEvent() throws IOException {
        var shop = shop();
        holdAt(shop, "before-each");
        for (var n = 3; n <= 6; n++) {
            migration(
                    shop,
                    "00%d_t.sql".formatted(n),
                    "CREATE TABLE t%d (x);".formatted(n),
                    "DROP TABLE t%d;".formatted(n));
        }
        var plan = signalbox("up", shop, "--detach").out().strip();

        awaitState(plan, "RUNNING");
        var pause = signalbox("pause", plan, "--reason", "look first", "--detach");
        assertThat(pause.exit()).as(pause.said()).isZero();
        letGo(shop);
        awaitState(plan, "PAUSED");
        var applied = sqlite(shop).applied().size();
        assertThat(applied).isLessThan(6);

        shared.kafka().send(Requests.steering("resume", shop, plan));
        awaitState(plan, "COMPLETED");
        assertThat(sqlite(shop).applied()).hasSize(6);

        var late = signalbox("cancel", plan, "--reason", "too late");
        assertThat(late.exit()).as(late.said()).isEqualTo(3);
        assertThat(late.said()).contains("COMPLETED");
        assertThat(shared.process().trail("plan=" + plan))
                .filteredOn(e -> e.path("type").asText().startsWith("dev.signalbox.run.pause"))
                .isNotEmpty();
    }

    @Test
    void cancelledRunEndsAndItsStepLeavesNothing() throws IOException {
        var shop = shop();
        holdAt(shop, "before-each");
        migration(shop, "003_t.sql", "CREATE TABLE t (x);", "DROP TABLE t;");
        var plan = signalbox("up", shop, "--detach").out().strip();
        awaitState(plan, "RUNNING");

        var cancel = signalbox("cancel", plan, "--reason", "not today");

        assertThat(cancel.exit()).as(cancel.said()).isZero();
        awaitState(plan, "CANCELLED");
        assertThat(sqlite(shop).applied()).containsExactly("001_shop", "002_note");
    }

    @Test
    void failedRunIsRetriedOnceItsCauseIsMended() {
        var shop = shop("careless");
        migration(
                shop,
                "003_copy.sql",
                "CREATE TABLE copy AS SELECT * FROM staged;",
                "DROP TABLE copy;");
        var up = signalbox("up", shop, "--force");
        assertThat(up.exit()).as(up.said()).isEqualTo(1);
        var plan = plan(shop).path("plan").asText();
        assertThat(plan(shop).path("waysOut").toString()).contains("retry").contains("cancel");

        sqlite(shop).run("CREATE TABLE staged (x)");
        var retry = signalbox("retry", plan, "--reason", "staged is there");

        assertThat(retry.exit()).as(retry.said()).isZero();
        awaitState(plan, "COMPLETED");
        assertThat(sqlite(shop).applied()).contains("003_copy");
    }

    @Test
    void changedFileIsShownTokenByTokenAndRepaired() {
        var shop = shop();
        migration(
                shop,
                "002_note.sql",
                "ALTER TABLE orders ADD COLUMN note TEXT;",
                "ALTER TABLE orders DROP COLUMN note; SELECT 'again';");
        assertThat(signalbox("up", shop).exit()).isEqualTo(3);

        var shown = signalbox("repair", shop, "--reason", "a select more", "--dry-run");
        assertThat(shown.said()).contains("002_note.sql").contains("'again'");
        var repair = signalbox("repair", shop, "--reason", "a select more", "--yes");

        assertThat(repair.exit()).as(repair.said()).isZero();
        assertThat(signalbox("up", shop).exit()).isZero();
        assertThat(shared.process().trail("database=" + shop))
                .filteredOn(
                        e -> e.path("type").asText().equals("dev.signalbox.history.repaired.v1"))
                .hasSize(1);
    }

    @Test
    void migrationDoneByHandIsMarkedAsAppliedOnlyIfItHolds() {
        var shop = shop();
        migration(shop, "003_t.sql", "CREATE TABLE t (x);", "DROP TABLE t;");
        var assertion = "SELECT count(*) FROM sqlite_schema WHERE name = 't'";

        var refused =
                signalbox(
                        "mark-applied", shop, "003", "--reason", "by hand", "--assert", assertion);
        assertThat(refused.exit()).as(refused.said()).isEqualTo(1);
        assertThat(sqlite(shop).applied()).doesNotContain("003_t");

        sqlite(shop).run("CREATE TABLE t (x)");
        var marked =
                signalbox(
                        "mark-applied", shop, "003", "--reason", "by hand", "--assert", assertion);
        assertThat(marked.exit()).as(marked.said()).isZero();
        assertThat(sqlite(shop).applied()).contains("003_t");
        assertThat(signalbox("up", shop).said()).contains("Nothing to do");
    }

    @Test
    void lockOfAHolderThatIsGoneIsTakenByCommand() {
        var shop = shop();
        sqlite(shop)
                .run(
                        "UPDATE _migration_locks SET owner = 'stranger', released_at = NULL,"
                                + " expires_at = '2999-01-01 00:00:00.000'");

        var unlock = signalbox("unlock", shop, "--reason", "its host is gone", "--yes");

        assertThat(unlock.exit()).as(unlock.said()).isZero();
        assertThat(unlock.said()).contains("stranger");
        migration(shop, "003_t.sql", "CREATE TABLE t (x);", "DROP TABLE t;");
        assertThat(signalbox("up", shop).exit()).isZero();
    }

    @Test
    void migrationInJavaGoesUpAndDownAmongTheFiles() throws IOException {
        var shop = shop();
        var before = sqlite(shop).content();
        var source =
                """
                package shop;
                public class V003_Prices implements dev.signalbox.migration.Migration {
                    public void up(java.sql.Connection c) throws Exception {
                        try (var s = c.createStatement()) {
                            s.execute("ALTER TABLE orders ADD COLUMN price INTEGER");
                            s.execute("UPDATE orders SET price = length(item)");
                        }
                    }
                    public void down(java.sql.Connection c) throws Exception {
                        try (var s = c.createStatement()) {
                            s.execute("ALTER TABLE orders DROP COLUMN price");
                        }
                    }
                }
                """;
        shared.project()
                .write(
                        "migrations/" + shop + "/prices.jar",
                        CompiledJar.of("shop.V003_Prices", source));

        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).applied()).hasSize(3);
        assertThat(sqlite(shop).rows("SELECT price FROM orders ORDER BY id"))
                .containsExactly("3", "3", "3");

        var down = signalbox("down", shop, "--yes");
        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(shop).content()).isEqualTo(before);
    }

    @Test
    void logsTellWhatWentWrong() {
        var shop = shop();
        migration(shop, "003_bad.sql", "INSERT INTO nowhere VALUES (1);", "SELECT 1;");
        assertThat(signalbox("up", shop).exit()).isEqualTo(1);
        var plan = plan(shop).path("plan").asText();
        Waiting.until(
                "the trail has the failure",
                () ->
                        shared.process().trail("plan=" + plan).stream()
                                .anyMatch(e -> e.path("type").asText().contains("run.failed")));

        var logs = signalbox("logs", plan, "--errors");

        assertThat(logs.exit()).as(logs.said()).isZero();
        assertThat(logs.out()).contains("nowhere").doesNotContain("plan.proposed");
    }

    private String shop() {
        return shop("test");
    }

    /** Two migrations and three orders with notes. */
    private String shop(String environment) {
        var shop = shared.newDatabase("back");
        shared.project()
                .database(shop, "jdbc:sqlite:" + shop + ".db", "migrations/" + shop, environment);
        migration(
                shop,
                "001_shop.sql",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL);",
                "DROP TABLE orders;");
        migration(
                shop,
                "002_note.sql",
                "ALTER TABLE orders ADD COLUMN note TEXT;",
                "ALTER TABLE orders DROP COLUMN note;");
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        sqlite(shop)
                .run(
                        "INSERT INTO orders VALUES (1, 'pen', 'blue'), (2, 'ink', NULL), (3, 'nib', 'fine')");
        return shop;
    }

    /** A hook that waits until a file is there, so that a run is where a test wants it. */
    private void holdAt(String shop, String event) throws IOException {
        var file = "migrations/" + shop + "/hooks/" + event + ".sh";
        shared.project()
                .write(
                        file,
                        "#!/bin/sh\nwhile [ ! -e '%s' ]; do sleep 0.05; done\n"
                                .formatted(shared.project().file(shop + ".go")));
        Files.setPosixFilePermissions(
                shared.project().file(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void letGo(String shop) {
        shared.project().write(shop + ".go", "");
    }

    /** One that was asked for a moment ago need not be planned yet. */
    private void awaitState(String plan, String state) {
        Waiting.until(
                "plan " + plan + " is " + state,
                () ->
                        shared.process()
                                .find("/planner/plans/" + plan)
                                .map(found -> found.path("state").asText())
                                .filter(state::equals)
                                .isPresent());
    }

    /** The newest of a database. */
    private JsonNode plan(String shop) {
        return shared.process()
                .json(
                        "/planner/plans/"
                                + shared.process().plans(shop).getFirst().path("plan").asText());
    }

    private void migration(String shop, String file, String up, String down) {
        write(shop, file, "-- UP\n" + up + "\n-- DOWN\n" + down + "\n");
    }

    private void write(String shop, String file, String text) {
        shared.project().write("migrations/" + shop + "/" + file, text);
    }

    private Sqlite sqlite(String shop) {
        return shared.project().sqlite(shop);
    }

    private Command signalbox(String... arguments) {
        return Command.signalbox(shared.project().folder(), arguments);
    }
}
