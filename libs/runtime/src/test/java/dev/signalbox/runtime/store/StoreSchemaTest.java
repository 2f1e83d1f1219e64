package dev.signalbox.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.runtime.StoreFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSchemaTest {

    @TempDir Path folder;
    private StoreFile file;
    private Store store;

    @BeforeEach
    void open() {
        file = new StoreFile(folder.resolve("store.db"));
        store = new Store(file.dataSource());
    }

    @Test
    void storeIsBroughtToTheNewestVersionOnce() {
        StoreSchema.migrate(store, "fixture");
        store.change(tx -> tx.update("INSERT INTO note (text) VALUES ('kept')"));
        StoreSchema.migrate(store, "fixture");

        assertThat(file.column("SELECT part || ' ' || version AS x FROM store_version ORDER BY 1"))
                .containsExactly("fixture 2", "runtime 1");
        assertThat(file.count("note")).isOne();
    }

    @Test
    void olderStoreGetsOnlyWhatItLacks() {
        StoreSchema.migrate(store, "fixture");
        store.change(
                tx -> {
                    tx.update("DROP TABLE kept");
                    tx.update("UPDATE store_version SET version = 1 WHERE part = 'fixture'");
                });

        StoreSchema.migrate(store, "fixture");

        assertThat(file.count("kept")).isZero();
    }

    @Test
    void newerStoreIsRefusedAndLeftAlone() {
        StoreSchema.migrate(store, "fixture");
        store.change(
                tx -> tx.update("UPDATE store_version SET version = 3 WHERE part = 'fixture'"));

        assertThatThrownBy(() -> StoreSchema.migrate(store, "fixture"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'fixture' has version 3")
                .hasMessageContaining("knows up to 2")
                .hasMessageContaining("run that one");
        assertThat(file.column("SELECT version AS x FROM store_version WHERE part = 'fixture'"))
                .containsExactly("3");
    }

    @Test
    void scriptThatFailsLeavesNothing() {
        assertThatThrownBy(() -> StoreSchema.migrate(store, "broken"))
                .hasMessageContaining("already exists");

        assertThat(file.column("SELECT name AS x FROM sqlite_schema")).isEmpty();
    }

    @Test
    void triggersKeepTheirSemicolons() {
        StoreSchema.migrate(store, "fixture");
        store.change(tx -> tx.update("INSERT INTO kept (text) VALUES ('a')"));

        assertThatThrownBy(() -> store.change(tx -> tx.update("DELETE FROM kept")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kept; for ever");
    }
}
