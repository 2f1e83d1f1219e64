package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.events.ExecutionEvent.LockWaited;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunFailed;
import dev.signalbox.events.ExecutionEvent.RunStarted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else has the database. */
class HeldDatabaseTest {

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void aDatabase() {
        executor = new TestExecutor(folder);
        executor.sql("kb", "CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT)");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    private TestExecutor impatient(Duration lockTimeout) {
        executor.close();
        executor =
                new TestExecutor(
                        folder,
                        new WorkLimits(
                                HALF_A_MINUTE, HALF_A_MINUTE, lockTimeout, HALF_A_MINUTE, 1));
        return executor;
    }

    private void releaseAPlan() {
        executor.release(new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor));
    }

    private LeasedDatabase held(String owner, Duration lease) {
        var request =
                new LeaseRequest(
                        owner, "elsewhere", 4711, null, 0, lease, WaitPolicy.NONE, true, false);
        return switch (executor.database("kb").acquire(request)) {
            case LeaseOutcome.Acquired acquired -> acquired.session();
            case LeaseOutcome.HeldBy held -> throw new AssertionError(held.message());
        };
    }

    private Connection locked(String mode) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kb.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("BEGIN " + mode);
        }
        return connection;
    }

    private boolean hasWaited() {
        return !executor.told(LockWaited.class).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMMEDIATE", "EXCLUSIVE"})
    void aRunWaitsForAProgramThatWritesAndThenGoesOn(String mode) throws SQLException {
        releaseAPlan();
        Background working;
        try (var writer = locked(mode)) {
            working = new Background(executor.worker(() -> false));
            Background.until("it says that it waits", this::hasWaited);
            assertThat(executor.told(RunCompleted.class)).isEmpty();
        }
        working.join();

        assertThat(executor.told(RunFailed.class)).isEmpty();
        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.told(LockWaited.class).getFirst().waited()).isPositive();
    }

    @Test
    void aRunWaitsForAnotherExecutorAndSaysWhoItIs() {
        releaseAPlan();
        var other = held("executor-of-bob", HALF_A_MINUTE);
        var working = new Background(executor.worker(() -> false));
        Background.until("it says that it waits", this::hasWaited);

        other.release();
        working.join();

        var waited = executor.told(LockWaited.class).getFirst();
        assertThat(waited.holder()).contains("executor-of-bob").contains("elsewhere");
        assertThat(waited.heldSince()).isNotNull();
        assertThat(waited.heldUntil()).isNotNull();
        assertThat(executor.told(RunCompleted.class)).hasSize(1);
    }

    @Test
    void aHoldThatRanOutIsTakenOver() {
        releaseAPlan();
        held("executor-that-died", Duration.ofMillis(200));

        executor.work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
    }

    @Test
    void whoWaitsTooLongFailsAndSaysForWhom() {
        releaseAPlan();
        held("executor-of-bob", HALF_A_MINUTE);

        impatient(Duration.ofMillis(300)).work();

        assertThat(executor.told(RunFailed.class).getFirst().error()).contains("executor-of-bob");
        assertThat(executor.told(StepFailed.class).getFirst().hint()).contains("Wait");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_master WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void whoWaitsTooLongForAProgramFailsAndSaysThatItIsLocked() throws SQLException {
        releaseAPlan();
        impatient(Duration.ofMillis(300));

        try (var writer = locked("IMMEDIATE")) {
            executor.work();
        }

        assertThat(executor.told(RunFailed.class).getFirst().error())
                .contains("locked by another process");
        assertThat(executor.rows("kb", "SELECT name FROM sqlite_master WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void stoppingWhileWaitingIsNoFailure() {
        releaseAPlan();
        var other = held("executor-of-bob", HALF_A_MINUTE);
        var stopping = new AtomicBoolean();
        var working = new Background(executor.worker(stopping::get));
        Background.until("it says that it waits", this::hasWaited);

        stopping.set(true);
        working.interrupt();
        working.join();
        other.release();
        executor.close();
        executor = new TestExecutor(folder);
        executor.work();

        assertThat(executor.told(RunFailed.class)).isEmpty();
        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.told(RunStarted.class))
                .extracting(RunStarted::resumed)
                .containsExactly(false, true);
    }

    @Test
    void aStepThatIsStoppedIsUndoneAndDoneAfterTheRestart() {
        var plan =
                new TestPlan("kb")
                        .script(
                                "001_much",
                                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n"
                                        + " WHERE x < (SELECT count(*) FROM limits) * 2000000000 + 5)"
                                        + " INSERT INTO article (title) SELECT x FROM n;")
                        .forced()
                        .made(
                                executor.sql(
                                        "kb",
                                        "CREATE TABLE limits (x)",
                                        "INSERT INTO limits VALUES (1)"));
        executor.release(plan);
        var stopping = new AtomicBoolean();
        var working = new Background(executor.worker(stopping::get));
        Background.until(
                "the step is under way",
                () ->
                        !executor.ticks(dev.signalbox.events.ExecutionEvent.StepProgressed.class)
                                .isEmpty());

        stopping.set(true);
        working.join();
        assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("0");
        assertThat(executor.told(RunFailed.class)).isEmpty();
        executor.close();
        executor = new TestExecutor(folder);
        executor.sql("kb", "DELETE FROM limits").work();

        assertThat(executor.told(RunCompleted.class)).hasSize(1);
        assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("5");
    }
}
