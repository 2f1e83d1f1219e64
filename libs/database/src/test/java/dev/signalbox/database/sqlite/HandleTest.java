package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandleTest {

    @TempDir Path folder;

    @Test
    void schemaOfATransactionThatWasRolledBackIsForgotten() {
        TestDatabase database = new TestDatabase(folder.resolve("kb.db")).run("CREATE TABLE t (a)");
        try (Handle handle = Connections.changing(database.address())) {
            handle.run("BEGIN");
            handle.run("CREATE TABLE gone (a)");
            assertThat(handle.schema().table("gone")).isPresent();
            handle.rollBack();

            handle.run("BEGIN");
            handle.run("SAVEPOINT s");
            handle.run("CREATE TABLE next (a)");
            assertThat(handle.schema().table("gone")).isEmpty();
            assertThat(handle.schema().table("next")).isPresent();
            handle.run("ROLLBACK TO s");
            handle.run("CREATE TABLE last (a)");

            assertThat(handle.schema().table("next")).isEmpty();
            assertThat(handle.schema().table("last")).isPresent();
            handle.rollBack();
        }
    }
}
