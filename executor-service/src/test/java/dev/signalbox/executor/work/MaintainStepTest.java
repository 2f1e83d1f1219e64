package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.MaintenanceTask;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainStepTest {

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void aDatabase() {
        executor = new TestExecutor(folder);
        executor.sql(
                "kb",
                "CREATE TABLE article (id INTEGER PRIMARY KEY, n)",
                "CREATE INDEX an ON article (n)",
                "INSERT INTO article SELECT value, value FROM json_each('[1,2,3]')");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void eachPieceIsAStepWithItsEffect() {
        var made =
                new TestPlan("kb")
                        .maintain(MaintenanceTask.CLEANUP)
                        .maintain(MaintenanceTask.REINDEX)
                        .maintain(MaintenanceTask.VACUUM)
                        .maintain(MaintenanceTask.ANALYZE)
                        .made(executor);

        executor.release(made).work();

        assertThat(executor.state(made)).isEqualTo("COMPLETED");
        assertThat(executor.told(StepCompleted.class))
                .extracting(e -> e.notes().getFirst())
                .satisfiesExactly(
                        note -> assertThat(note).contains("0 rows of the ledger's log"),
                        note -> assertThat(note).contains("indexes were built anew"),
                        note -> assertThat(note).contains("KiB became"),
                        note -> assertThat(note).contains("statistics of"));
        assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("3");
    }

    @Test
    void whatMustNotBeDoneSaysWhyAndWhatToDo() {
        executor.sql(
                "kb",
                "CREATE TABLE notes (t)",
                "CREATE VIRTUAL TABLE found USING fts5(t, content='notes')");
        var made = new TestPlan("kb").maintain(MaintenanceTask.VACUUM).made(executor);

        executor.release(made).work();

        assertThat(executor.state(made)).isEqualTo("FAILED");
        assertThat(executor.told(StepFailed.class).getFirst().hint())
                .contains("INTEGER PRIMARY KEY");
    }
}
