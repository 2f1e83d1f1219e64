package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Sqlite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tags and releases, from one database to the next. */
@ExtendWith(Shared.class)
class VersionNamesIT {

    private final Shared.Standalone shared;

    VersionNamesIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void whatWasTaggedOnOneDatabaseIsATargetForTheNext() {
        var staging = shared.newDatabase("staging");
        shared.project().database(staging, "migrations/" + staging);
        migration(
                staging,
                "001_shop.sql",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY);",
                "DROP TABLE orders;");
        migration(
                staging,
                "002_note.sql",
                "ALTER TABLE orders ADD COLUMN note TEXT;",
                "ALTER TABLE orders DROP COLUMN note;");
        var first = signalbox("up", staging);
        assertThat(first.exit()).as(first.said()).isZero();
        var production = shared.newDatabase("next");
        shared.project()
                .database(
                        production,
                        "jdbc:sqlite:" + production + ".db",
                        "migrations/" + staging,
                        "test");

        var tag = signalbox("tag", staging, "001", "tested");
        var release = signalbox("release", staging, "latest", "Spring 2026");
        assertThat(tag.exit()).as(tag.said()).isZero();
        assertThat(release.exit()).as(release.said()).isZero();
        assertThat(signalbox("tag", staging, "002", "tested").exit()).isEqualTo(3);
        assertThat(signalbox("status", staging, "--verbose").said())
                .contains("tag tested")
                .contains("release 'Spring 2026' of");

        var up = signalbox("up", production, "--target", "tested");

        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(sqlite(production).applied()).containsExactly("001_shop");
        var down = signalbox("down", staging, "--tag", "tested", "--yes");
        assertThat(down.exit()).as(down.said()).isZero();
        assertThat(sqlite(staging).applied()).containsExactly("001_shop");
        assertThat(shared.process().trail("database=" + staging))
                .filteredOn(e -> e.path("type").asText().equals("dev.signalbox.version.named.v1"))
                .hasSize(2);
    }

    private void migration(String shop, String file, String up, String down) {
        shared.project()
                .write(
                        "migrations/" + shop + "/" + file,
                        "-- UP\n" + up + "\n-- DOWN\n" + down + "\n");
    }

    private Sqlite sqlite(String shop) {
        return shared.project().sqlite(shop);
    }

    private Command signalbox(String... arguments) {
        return Command.signalbox(shared.project().folder(), arguments);
    }
}
