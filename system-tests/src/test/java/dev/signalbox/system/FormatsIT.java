package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Sqlite;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another tool's files as they are, through all of the product. */
@ExtendWith(Shared.class)
class FormatsIT {

    private final Shared.Standalone shared;

    FormatsIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void flywaysFilesGoUpAreRepeatedWhenTheyChangeAndGoDown() {
        var shop = database("test", Map.of("table", "orders"));
        file(shop, "V1__orders.sql", "CREATE TABLE ${table} (id INTEGER PRIMARY KEY, n);");
        file(shop, "U1__orders.sql", "DROP VIEW IF EXISTS big; DROP TABLE ${table};");
        file(shop, "R__big.sql", view("n > 5"));
        file(shop, "afterMigrate.sql", "INSERT INTO ${table} (n) VALUES (7);");

        var up = signalbox("up", shop);

        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).applied()).containsExactly("V1__orders", "R__big");
        assertThat(sqlite(shop).rows("SELECT n FROM big")).containsExactly("7");
        assertThat(signalbox("up", shop).said()).contains("Nothing to do");

        file(shop, "R__big.sql", view("n > 50"));
        var again = signalbox("up", shop);
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(sqlite(shop).rows("SELECT n FROM big")).isEmpty();
        var verify = signalbox("verify", shop);
        assertThat(verify.exit()).as(verify.said()).isZero();

        var down = signalbox("down", shop, "--yes");
        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(shop).applied()).containsExactly("R__big");
        assertThat(sqlite(shop).rows("SELECT name FROM sqlite_schema WHERE name = 'orders'"))
                .isEmpty();
    }

    @Test
    void pairsGoUpAndDownFromTheirTwoFiles() {
        var shop = database("test", Map.of());
        file(shop, "1_orders.up.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);");
        file(shop, "1_orders.down.sql", "DROP TABLE orders;");

        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        var down = signalbox("down", shop, "--yes");
        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(shop).applied()).isEmpty();
        var again = signalbox("up", shop);
        assertThat(again.exit()).as(again.said()).isZero();
        assertThat(sqlite(shop).applied()).containsExactly("1_orders");
    }

    @Test
    void whatComesLateFromABranchIsAppliedOnlyWhereTheOrderDoesNotMatter() {
        var shop = database("proving", Map.of());
        file(shop, "001_orders.sql", "-- UP\nCREATE TABLE orders (id INTEGER PRIMARY KEY);");
        file(shop, "003_notes.sql", "-- UP\nCREATE TABLE notes (id INTEGER PRIMARY KEY);");
        assertThat(signalbox("up", shop).exit()).isZero();

        file(shop, "002_tags.sql", "-- UP\nALTER TABLE notes ADD COLUMN tags;");
        var refused = signalbox("up", shop);
        assertThat(refused.exit()).as(refused.said()).isEqualTo(3);
        assertThat(refused.said()).contains("002_tags does not run in the order of versions");

        file(shop, "002_tags.sql", "-- UP\nALTER TABLE orders ADD COLUMN tags;");
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(up.said()).contains("both orders make the same schema");
        assertThat(sqlite(shop).applied()).endsWith("002_tags");
    }

    private static String view(String condition) {
        return "DROP VIEW IF EXISTS big;\nCREATE VIEW big AS SELECT n FROM orders WHERE %s;\n"
                .formatted(condition);
    }

    private String database(String environment, Map<String, String> placeholders) {
        var shop = shared.newDatabase("format");
        shared.project()
                .database(
                        shop,
                        "jdbc:sqlite:" + shop + ".db",
                        "migrations/" + shop,
                        environment,
                        placeholders);
        return shop;
    }

    private void file(String shop, String file, String text) {
        shared.project().write("migrations/" + shop + "/" + file, text);
    }

    private Sqlite sqlite(String shop) {
        return shared.project().sqlite(shop);
    }

    private Command signalbox(String... arguments) {
        return Command.signalbox(shared.project().folder(), arguments);
    }
}
