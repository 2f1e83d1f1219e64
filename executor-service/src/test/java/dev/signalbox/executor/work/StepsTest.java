package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent.ChecksCompleted;
import dev.signalbox.events.ExecutionEvent.HookCompleted;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.ExecutionEvent.RunPaused;
import dev.signalbox.events.ExecutionEvent.StepCompleted;
import dev.signalbox.events.ExecutionEvent.StepFailed;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.PauseRun;
import dev.signalbox.events.Request.ResumeRun;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, checks and the application's health, as steps of a run. */
class StepsTest {

    private static final DatabaseId KB = new DatabaseId("kb");
    private static final String SHELL = "#!/bin/sh\n";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void aDatabase() {
        executor = new TestExecutor(folder);
        executor.sql("kb", "CREATE TABLE article (n)", "INSERT INTO article VALUES (1), (2)");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    private String state(TestPlan plan) {
        var made = plan.made(executor);
        executor.release(made).work();
        return executor.state(made);
    }

    private TestPlan plan() {
        return new TestPlan("kb").script("001_a", "CREATE TABLE a (x);");
    }

    private StepFailed failure() {
        return executor.told(StepFailed.class).getFirst();
    }

    @Test
    void aCallbackOfFlywayRunsWithItsPlaceholdersReplaced() {
        var made =
                new TestPlan("kb")
                        .form("flyway", Map.of("n", "7"))
                        .hook("after-run", "afterMigrate.sql", "INSERT INTO article VALUES (${n});")
                        .made(executor);

        executor.release(made).work();

        assertThat(executor.state(made)).isEqualTo("COMPLETED");
        assertThat(executor.rows("kb", "SELECT n FROM article WHERE n = 7")).containsExactly("7");
    }

    @Test
    void aHookMayBringTheTransactionThatItRunsInAnyway() {
        var made =
                plan().hook(
                                "after-run",
                                "hooks/after-run.sql",
                                "BEGIN; INSERT INTO article VALUES (7); COMMIT;")
                        .made(executor);

        executor.release(made).work();

        assertThat(executor.state(made)).isEqualTo("COMPLETED");
        assertThat(executor.rows("kb", "SELECT n FROM article WHERE n = 7")).containsExactly("7");
    }

    @Test
    void aHookInSqlRunsOnceThoughTheWorkerDiedBehindIt() {
        var made =
                plan().hook("after-run", "hooks/after-run.sql", "INSERT INTO article VALUES (3);")
                        .made(executor);
        var dead = new AtomicBoolean();
        var worker =
                executor.worker(
                        executor.identity(),
                        name -> {
                            if (name.equals("executor.after-apply")
                                    && executor.told(StepCompleted.class).size() == 1
                                    && dead.compareAndSet(false, true)) {
                                throw new SimulatedCrash(name, 1);
                            }
                        },
                        () -> false);
        executor.release(made);
        assertThatThrownBy(worker::workOff).isInstanceOf(SimulatedCrash.class);
        executor.runs().releaseOwn(executor.identity());

        executor.work();

        assertThat(executor.state(made)).isEqualTo("COMPLETED");
        assertThat(executor.rows("kb", "SELECT count(*) FROM article")).containsExactly("3");
        assertThat(executor.told(HookCompleted.class)).hasSize(1);
    }

    @Test
    void aProgramKnowsWhatItRunsForAndNothingOfTheExecutor() {
        var script =
                SHELL
                        + "echo \"$SIGNALBOX_EVENT of $SIGNALBOX_DATABASE at $SIGNALBOX_VERSION\"\n"
                        + "env | cut -d= -f1 | sort";

        var state = state(plan().hook("after-run", "hooks/after-run.sh", script));

        assertThat(state).isEqualTo("COMPLETED");
        var told = executor.told(HookCompleted.class).getFirst();
        assertThat(told.exit()).isZero();
        assertThat(told.error()).isNull();
        assertThat(told.output().lines().toList())
                .startsWith("after-run of kb at 001")
                .contains("SIGNALBOX_URL", "SIGNALBOX_RUN", "PATH")
                .doesNotContain("JAVA_HOME", "USER", "MAVEN_PROJECTBASEDIR");
    }

    @Test
    void aHookThatFailsFailsItsStepAndIsHeard() {
        var state =
                state(
                        plan().hook(
                                        "after-run",
                                        "hooks/after-run.sh",
                                        SHELL + "echo no disk >&2\nexit 3"));

        assertThat(state).isEqualTo("FAILED");
        assertThat(failure().error()).contains("hooks/after-run.sh").contains("status 3");
        assertThat(failure().hint()).contains("no disk");
        assertThat(executor.told(HookCompleted.class).getFirst().exit()).isEqualTo(3);
        assertThat(executor.rows("kb", "SELECT status FROM _migration_history"))
                .containsExactly("completed");
    }

    @Test
    void aHookThatTakesTooLongIsStoppedWithWhatItStarted() throws IOException {
        var pid = folder.resolve("pid");
        var script = SHELL + "sleep 600 & echo $! > " + pid + "\nwait";

        var state =
                state(
                        plan().hook(
                                        "after-run",
                                        "hooks/after-run.sh",
                                        script,
                                        Duration.ofSeconds(1)));

        assertThat(state).isEqualTo("FAILED");
        assertThat(failure().error()).contains("did not end within 1000 ms");
        var child = Long.parseLong(Files.readString(pid).strip());
        Background.until(
                "the hook's child is gone",
                () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aHookUnderWayIsStoppedByACancel() {
        var started = folder.resolve("started");
        var made =
                plan().hook(
                                "after-run",
                                "hooks/after-run.sh",
                                SHELL + "touch " + started + "\nsleep 600",
                                Duration.ofMinutes(1))
                        .made(executor);
        executor.release(made);
        var worker = new Background(executor.worker(() -> false));
        Background.until("the hook runs", () -> Files.exists(started));

        executor.receive(new CancelRun(KB, made.plan(), "it hangs"));
        worker.join();

        assertThat(executor.state(made)).isEqualTo("CANCELLED");
        assertThat(executor.rows("kb", "SELECT status FROM _migration_history"))
                .containsExactly("completed");
    }

    @Test
    void aReactionThatFailsIsToldAndHoldsUpNothing() {
        var state =
                state(
                        new TestPlan("kb")
                                .script("001_broken", "INSERT INTO nowhere VALUES (1);")
                                .reaction("on-failure", "hooks/on-failure.sh", SHELL + "exit 1"));

        assertThat(state).isEqualTo("FAILED");
        assertThat(failure().error()).contains("nowhere");
        assertThat(executor.told(HookCompleted.class).getFirst().error()).contains("status 1");
    }

    @Test
    void aCheckThatFindsRowsFailsTheRunWithThem() {
        var state = state(plan().check("checks/ones.sql", "SELECT n FROM article;", false));

        assertThat(state).isEqualTo("FAILED");
        assertThat(failure().error()).contains("checks/ones.sql").contains("2 rows");
        var report = executor.told(ChecksCompleted.class).getFirst().report().getFirst();
        assertThat(report.violations()).isEqualTo(2);
        assertThat(report.sample()).hasSize(2);
    }

    @Test
    void aCheckThatPassesIsReportedQueryByQuery() {
        var state =
                state(
                        plan().check(
                                        "checks/whole.sql",
                                        "SELECT 1 WHERE 0;\nSELECT 2 WHERE 0;",
                                        false));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(executor.told(ChecksCompleted.class).getFirst().report())
                .hasSize(2)
                .allMatch(result -> result.passed());
    }

    @Test
    void aWarningPausesTheRunUntilItIsResumed() {
        var made =
                plan().check("checks/ones.sql", "SELECT n FROM article;", true)
                        .script("002_b", "CREATE TABLE b (x);")
                        .made(executor);

        executor.release(made).work();

        assertThat(executor.state(made)).isEqualTo("PAUSED");
        assertThat(executor.told(RunPaused.class).getFirst().why()).contains("checks/ones.sql");

        executor.receive(new ResumeRun(KB, made.plan(), null)).work();

        assertThat(executor.state(made)).isEqualTo("COMPLETED");
    }

    @Test
    void aWarningIsPassedWhereItWasSaidBefore() {
        var state =
                state(
                        plan().continuing()
                                .check("checks/ones.sql", "SELECT n FROM article;", true)
                                .script("002_b", "CREATE TABLE b (x);"));

        assertThat(state).isEqualTo("COMPLETED");
        assertThat(executor.told(RunPaused.class)).isEmpty();
    }

    @Test
    void theFirstGoodAttemptSufficesForHealth() {
        var once = folder.resolve("once");

        var state =
                state(
                        plan().health(
                                        "sh",
                                        "-c",
                                        "test -e " + once + " || { touch " + once + "; exit 1; }"));

        assertThat(state).isEqualTo("COMPLETED");
    }

    @Test
    void anAnswerThatLeadsElsewhereIsNoHealth() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var elsewhere = exchange.getRequestURI().getPath().equals("/login");
                    exchange.getResponseHeaders().add("Location", "/login");
                    exchange.sendResponseHeaders(elsewhere ? 200 : 302, -1);
                    exchange.close();
                });
        server.start();
        try {
            var base = "http://localhost:" + server.getAddress().getPort();

            assertThat(state(plan().healthAt(base + "/health"))).isEqualTo("FAILED");

            assertThat(failure().error()).contains("status 302");
            var other = new TestPlan("logs").script("001_a", "CREATE TABLE a (x);");
            assertThat(state(other.healthAt(base + "/login"))).isEqualTo("COMPLETED");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRestBetweenStepsEndsAtOnceByAPause() {
        var made =
                plan().script("002_b", "CREATE TABLE b (x);")
                        .resting(Duration.ofHours(1))
                        .made(executor);
        executor.release(made);
        var worker = new Background(executor.worker(() -> false));
        Background.until("it rests", () -> !executor.told(StepCompleted.class).isEmpty());

        executor.receive(new PauseRun(KB, made.plan(), null));
        worker.join();

        assertThat(executor.state(made)).isEqualTo("PAUSED");
        assertThat(executor.told(RunCompleted.class)).isEmpty();
    }
}
