package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Sqlite;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Coming from another tool, and going back to it. */
@ExtendWith(Shared.class)
class AdoptingIT {

    private static final String SHOP =
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL);\n";
    private static final String NOTE = "ALTER TABLE orders ADD COLUMN note TEXT;\n";

    /** It could not run twice. */
    private static final String ROWS = "INSERT INTO orders VALUES (1, 'pen', 'blue');\n";

    private final Shared.Standalone shared;

    AdoptingIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void flywaysDatabaseIsAdoptedTakenFurtherAndGivenBack() {
        var shop = database();
        file(shop, "V1__shop.sql", SHOP);
        file(shop, "V2__note.sql", NOTE);
        file(shop, "V3__rows.sql", ROWS);
        var flyway = flyway(shop);
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(3);
        var before = sqlite(shop).content();

        var tooEarly = signalbox("up", shop);
        assertThat(tooEarly.exit()).as(tooEarly.said()).isEqualTo(3);
        assertThat(tooEarly.said()).contains("signalbox adopt " + shop);

        var look = signalbox("adopt", shop, "--dry-run");
        assertThat(look.exit()).as(look.said()).isZero();
        assertThat(look.said()).contains("V1__shop", "V2__note", "V3__rows", "Flyway");
        assertThat(sqlite(shop).applied()).isEmpty();

        var adopt = signalbox("adopt", shop, "--from", "flyway", "--reason", "we move");
        assertThat(adopt.exit()).as(adopt.said()).isZero();
        assertThat(sqlite(shop).content()).isEqualTo(before);
        assertThat(sqlite(shop).applied()).containsExactly("V1__shop", "V2__note", "V3__rows");
        assertThat(
                        sqlite(shop)
                                .rows(
                                        "SELECT h.applied_at = f.installed_on FROM"
                                                + " _migration_history h JOIN flyway_schema_history f"
                                                + " USING (version)"))
                .containsExactly("1", "1", "1");
        var nothing = signalbox("up", shop);
        assertThat(nothing.exit()).as(nothing.said()).isZero();
        assertThat(sqlite(shop).content()).isEqualTo(before);
        var verify = signalbox("verify", shop);
        assertThat(verify.exit()).as(verify.said()).isZero();

        file(shop, "V4__price.sql", "ALTER TABLE orders ADD COLUMN price;\n");
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).applied()).endsWith("V4__price");
        assertThat(sqlite(shop).rows("SELECT id, item FROM orders")).containsExactly("1|pen");

        leave(shop);
        flyway.validate();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().all())
                .extracting(MigrationInfo::getState)
                .containsOnly(MigrationState.SUCCESS);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void whatSignalboxMadeIsTakenOverByFlyway() {
        var shop = database();
        file(shop, "V1__shop.sql", SHOP);
        file(shop, "V1_1__it's_a_note.sql", NOTE.replace("\n", "\r\n"));
        file(shop, "V2__rows.sql", ROWS);
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();

        leave(shop);

        var flyway = flyway(shop);
        flyway.validate();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().all())
                .extracting(i -> i.getVersion() + " " + i.getDescription())
                .containsExactly("1 shop", "1.1 it's a note", "2 rows");
        file(shop, "V3__price.sql", "ALTER TABLE orders ADD COLUMN price;\n");
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    }

    @Test
    void golangMigratesDatabaseIsAdoptedAndTakenFurther() {
        var shop = database();
        file(shop, "1_shop.up.sql", SHOP);
        file(shop, "1_shop.down.sql", "DROP TABLE orders;\n");
        file(shop, "2_note.up.sql", NOTE);
        file(shop, "2_note.down.sql", "ALTER TABLE orders DROP COLUMN note;\n");
        file(shop, "3_rows.up.sql", ROWS);
        file(shop, "3_rows.down.sql", "DELETE FROM orders WHERE id = 1;\n");
        sqlite(shop)
                .run(
                        "CREATE TABLE schema_migrations (version uint64,dirty bool)",
                        "CREATE UNIQUE INDEX version_unique ON schema_migrations (version)",
                        "INSERT INTO schema_migrations VALUES (2, 1)",
                        SHOP,
                        NOTE);

        var dirty = signalbox("adopt", shop);
        assertThat(dirty.exit()).as(dirty.said()).isEqualTo(3);
        assertThat(dirty.said()).contains("migrate force");
        sqlite(shop).run("UPDATE schema_migrations SET dirty = 0", "CREATE TABLE by_hand (id)");
        var differs = signalbox("adopt", shop);
        assertThat(differs.exit()).as(differs.said()).isEqualTo(3);
        assertThat(differs.said()).contains("by_hand");
        assertThat(sqlite(shop).applied()).isEmpty();
        sqlite(shop).run("DROP TABLE by_hand");

        var adopt = signalbox("adopt", shop);
        assertThat(adopt.exit()).as(adopt.said()).isZero();
        assertThat(sqlite(shop).applied()).hasSize(2);
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).rows("SELECT id, item, note FROM orders"))
                .containsExactly("1|pen|blue");
        assertThat(sqlite(shop).rows("SELECT version, dirty FROM schema_migrations"))
                .containsExactly("2|0");

        var down = signalbox("down", shop, "--target", "1", "--yes");
        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(shop).rows("SELECT name FROM pragma_table_info('orders')"))
                .containsExactly("id", "item");
    }

    @Test
    void databaseWithoutAHistoryBeginsAtItsBaseline() {
        var shop = database();
        sqlite(shop).run(SHOP);
        file(shop, "1_shop.sql", "-- UP\n" + SHOP + "-- DOWN\nDROP TABLE orders;\n");
        file(shop, "2_note.sql", "-- UP\n" + NOTE + "-- DOWN\nSELECT 1;\n");

        var none = signalbox("adopt", shop);
        assertThat(none.exit()).as(none.said()).isEqualTo(3);
        assertThat(none.said()).contains("--baseline");
        var tooFar = signalbox("adopt", shop, "--baseline", "2");
        assertThat(tooFar.exit()).as(tooFar.said()).isEqualTo(3);

        var adopt = signalbox("adopt", shop, "--baseline", "1");
        assertThat(adopt.exit()).as(adopt.said()).isZero();
        var up = signalbox("up", shop);
        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(shop).applied()).containsExactly("1_shop", "2_note");

        var rename = signalbox("leave", shop, "--to", "flyway");
        assertThat(rename.exit()).as(rename.said()).isEqualTo(3);
        assertThat(rename.said()).contains("V1__shop.sql", "V2__note.sql", "DOWN");
    }

    /** With the SQL run on the database, as the command says. */
    private void leave(String shop) {
        var file = shop + "-history.sql";
        var leave = signalbox("leave", shop, "--to", "flyway", "--output", file);
        assertThat(leave.exit()).as(leave.said()).isZero();
        sqlite(shop).script(shared.project().file(file));
    }

    private Flyway flyway(String shop) {
        return Flyway.configure()
                .dataSource("jdbc:sqlite:" + sqlite(shop).file(), "", "")
                .locations("filesystem:" + shared.project().file("migrations/" + shop))
                .load();
    }

    private String database() {
        var shop = shared.newDatabase("adopt");
        shared.project()
                .database(shop, "jdbc:sqlite:" + shop + ".db", "migrations/" + shop, "test");
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
