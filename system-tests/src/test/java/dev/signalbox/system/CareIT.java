package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database looked after by commands: maintain, health, analyze, logs. */
@ExtendWith(Shared.class)
class CareIT {

    private final Shared.Standalone shared;

    CareIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    private String shop() {
        var shop = shared.newDatabase("care");
        shared.project()
                .database(shop, "jdbc:sqlite:" + shop + ".db", "migrations/" + shop, "test");
        shared.project()
                .write(
                        "migrations/" + shop + "/001_shop.sql",
                        "-- UP\nCREATE TABLE orders (id INTEGER PRIMARY KEY, item);\n"
                                + "CREATE VIEW named AS SELECT item FROM orders;\n");
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        return shop;
    }

    private Command signalbox(String... arguments) {
        return Command.signalbox(shared.project().folder(), arguments);
    }

    @Test
    void maintenanceIsAPlanWithItsEffects() {
        var shop = shop();
        var before = shared.project().sqlite(shop).content();

        var maintain =
                signalbox(
                        "maintain",
                        shop,
                        "--vacuum",
                        "--analyze",
                        "--reindex",
                        "--cleanup",
                        "--reason",
                        "the yearly clean-up");

        assertThat(maintain.exit()).as(maintain.said()).isZero();
        assertThat(maintain.said())
                .contains("KiB became", "statistics of", "indexes were built anew", "ledger's log");
        assertThat(shared.project().sqlite(shop).content()).isEqualTo(before);
        assertThat(signalbox("verify", shop).exit()).isZero();
    }

    @Test
    void healthIsOkUntilAViewDoesNotAnswer() {
        var shop = shop();

        var well = signalbox("health", shop);
        shared.project().sqlite(shop).run("DROP TABLE orders");
        var unwell = signalbox("health", shop);

        assertThat(well.exit()).as(well.said()).isZero();
        assertThat(well.said()).contains("integrity", "performance", "features", "OK");
        assertThat(unwell.exit()).as(unwell.said()).isEqualTo(3);
        assertThat(unwell.said()).contains("PARTIAL", "The view named does not answer");
    }

    @Test
    void aMigrationsTimeIsAnalysedAndADatabasesStoryTold() {
        var shop = shop();

        var analysis = signalbox("analyze", "001", shop);
        var unknown = signalbox("analyze", "777", shop);
        var logs = signalbox("logs", "--database", shop, "--json");

        assertThat(analysis.exit()).as(analysis.said()).isZero();
        assertThat(analysis.said()).contains("001_shop on " + shop, "up completed", "estimated");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.said()).contains("777 was never tried");
        assertThat(logs.said())
                .contains("\"success\" : true", "run.completed", "\"version\" : \"001\"");
    }
}
