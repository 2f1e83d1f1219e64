package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a plan finds before and after its changes, through commands, REST and the trail. */
@ExtendWith(Shared.class)
class ExaminationsIT {

    private final Shared.Standalone shared;

    ExaminationsIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    private String shop() {
        var shop = shared.newDatabase("examined");
        shared.project()
                .database(shop, "jdbc:sqlite:" + shop + ".db", "migrations/" + shop, "test");
        write(shop, "001_shop.sql", "-- UP\nCREATE TABLE orders (id INTEGER PRIMARY KEY, item);\n");
        return shop;
    }

    private void write(String shop, String file, String text) {
        shared.project().write("migrations/" + shop + "/" + file, text);
    }

    private Command signalbox(String... arguments) {
        return Command.signalbox(shared.project().folder(), arguments);
    }

    @Test
    void theReportIsKeptAndShown() {
        var shop = shop();
        write(shop, "timings/orders.sql", "-- name: newest\nSELECT max(id) FROM orders;\n");
        signalbox("up", shop);
        write(shop, "002_note.sql", "-- UP\nALTER TABLE orders ADD COLUMN note;\n");

        var up = signalbox("up", shop, "--verbose");

        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(up.said()).contains("disk-space").contains("newest");
        var run =
                shared.process()
                        .json("/executor/runs?database=" + shop)
                        .path(0)
                        .path("run")
                        .asText();
        var kept = shared.process().json("/executor/runs/" + run + "/examinations");
        assertThat(kept).hasSize(2);
        assertThat(kept.path(0).path("rows").path("orders").asLong(-1)).isZero();
        assertThat(kept.path(1).path("timings").path(0).path("median").asText()).startsWith("PT");
        var logs = signalbox("logs");
        assertThat(logs.said()).contains("examination.completed").contains("nothing wrong");
    }

    @Test
    void aForcedPlanPassesDamageAndSaysSo() {
        var shop = shop();
        signalbox("up", shop);
        shared.project()
                .sqlite(shop)
                .run(
                        "INSERT INTO orders VALUES (1, NULL)",
                        "PRAGMA writable_schema=ON",
                        "UPDATE sqlite_schema SET sql = replace(sql, 'item)', 'item NOT NULL)')"
                                + " WHERE name = 'orders'");
        write(shop, "002_more.sql", "-- UP\nCREATE TABLE more (x);\n");

        var up = signalbox("up", shop, "--force", "--reason", "the drift is known");
        var more = shared.project().sqlite(shop).rows("SELECT name FROM pragma_table_list('more')");

        assertThat(up.said()).contains("NULL value in orders.item");
        assertThat(more).as(up.said()).containsExactly("more");
    }
}
