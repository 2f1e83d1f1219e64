package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFormatTest {

    private static final WayBack NOTES =
            new WayBack(
                    "001",
                    "CREATE TABLE notes (id INTEGER PRIMARY KEY); INSERT INTO notes VALUES (7)",
                    "DROP TABLE notes");

    @TempDir Path folder;

    @Test
    void ledgerOfFormatOneIsReadAsItIsAndUpgradedByTheNextLease() {
        TestDatabase database = new TestDatabase(folder.resolve("kb.db"));
        NOTES.apply(database);
        database.run(
                "DROP VIEW migration_health",
                "DROP VIEW schema_migrations",
                "DROP TABLE _migration_slices",
                "DROP TABLE _migration_digests",
                "UPDATE _migration_ledger SET format = 1");
        assertThat(database.observe().ledger().formatVersion()).isEqualTo(1);
        assertThat(database.observe().ledger().applied()).hasSize(1);

        var reverted = NOTES.revert(database);
        NOTES.apply(database);

        assertThat(reverted.proof())
                .containsExactly("the schema is what it was before 001_migration_001");
        assertThat(database.observe().ledger().formatVersion()).isEqualTo(4);
        assertThat(database.rows("SELECT version, status FROM migration_health"))
                .containsExactly("001|applied", "001|rolled_back");
        assertThat(database.rows("SELECT id FROM notes")).containsExactly("7");
    }
}
