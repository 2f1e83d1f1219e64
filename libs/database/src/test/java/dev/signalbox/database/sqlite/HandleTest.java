package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.DatabaseException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

class HandleTest {

    /** Of SQLite's machine, between two looks. */
    private static final int STEPS = 5;

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

    @Test
    void schemaWhoseReadingWasCutShortAnywhereIsReadAgain() throws SQLException {
        TestDatabase database = new TestDatabase(folder.resolve("kb.db")).run("CREATE TABLE t (a)");
        try (Handle handle = Connections.changing(database.address())) {
            int made = 0;
            boolean cutShort;
            do {
                int steps = ++made;
                String name = "t" + made;
                handle.run("BEGIN");
                assertThat(handle.schema().table("t")).isPresent();
                handle.run("CREATE TABLE " + name + " (a)");
                cutShort = cutShort(handle, name, steps);

                assertThat(handle.schema().table(name)).as("after %d steps", steps).isPresent();
                handle.run("COMMIT");
            } while (cutShort);
            assertThat(made).isGreaterThan(10);
        }
    }

    /** Whether the reading needs more steps than that. */
    private static boolean cutShort(Handle handle, String name, int steps) throws SQLException {
        AtomicInteger left = new AtomicInteger(steps);
        ProgressHandler.setHandler(
                handle.connection(),
                STEPS,
                new ProgressHandler() {
                    @Override
                    protected int progress() {
                        return left.decrementAndGet() < 0 ? 1 : 0;
                    }
                });
        try {
            return !handle.schemaAfter(Set.of(name)).table(name).isPresent();
        } catch (DatabaseException e) {
            return true;
        } finally {
            ProgressHandler.clearHandler(handle.connection());
        }
    }
}
