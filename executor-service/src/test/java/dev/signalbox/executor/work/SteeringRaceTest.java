package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Event;
import dev.signalbox.events.ExecutionEvent.RunCancelled;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.PauseRun;
import dev.signalbox.events.Request.ResumeRun;
import dev.signalbox.events.Request.RetryRun;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Pause, resume, cancel and retry against each other and against the run's own end. */
class SteeringRaceTest {

    private static final int ROUNDS = 1_000;

    @TempDir(factory = InMemory.class)
    Path folder;

    /** A thousand runs need not wait for a disk. */
    static final class InMemory implements TempDirFactory {

        @Override
        public Path createTempDirectory(
                AnnotatedElementContext elementContext, ExtensionContext extensionContext)
                throws IOException {
            var memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "race")
                    : Files.createTempDirectory("race");
        }
    }

    @Test
    void whateverComesFirstThereIsOneLegalEndAndNoDoubleEffect() throws Exception {
        var seed = Long.getLong("signalbox.seed", new Random().nextLong());
        System.out.println("Races of steering, -Dsignalbox.seed=" + seed);
        var random = new Random(seed);
        var ends = new ArrayList<String>();
        try (var executor = new TestExecutor(folder);
                // SQLite tidies up whenever the last connection of a store is closed.
                var open =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("executor.db"));
                var statement = open.createStatement()) {
            statement.execute("SELECT count(*) FROM run");
            for (var round = 0; round < ROUNDS; round++) {
                ends.add(race(executor, "race-" + round, random));
            }
        }
        assertThat(ends).contains("COMPLETED", "CANCELLED");
    }

    private static String race(TestExecutor executor, String database, Random random)
            throws InterruptedException {
        var fails = random.nextInt(3) == 0;
        var plan =
                new TestPlan(database)
                        .script("001_a", "CREATE TABLE a (n); INSERT INTO a VALUES (1);")
                        .script(
                                "002_b",
                                fails
                                        ? "INSERT INTO gate VALUES (1);"
                                        : "CREATE TABLE b (n); INSERT INTO a VALUES (2);")
                        .script("003_c", "INSERT INTO a VALUES (3);")
                        .made(executor);
        var before = executor.told().size();
        executor.release(plan);
        var requests = requests(plan, random);
        var pauses = random.ints(requests.size(), 0, 3_000_000).toArray();

        together(
                executor::work,
                () -> {
                    for (var i = 0; i < requests.size(); i++) {
                        LockSupport.parkNanos(pauses[i]);
                        executor.receive(requests.get(i));
                    }
                });

        var end = settled(executor, plan);
        check(
                executor,
                database,
                plan,
                end,
                executor.told().subList(before, executor.told().size()));
        return end;
    }

    private static List<Event> requests(PlanDocument plan, Random random) {
        var all = new ArrayList<Event>();
        for (var i = 1 + random.nextInt(4); i > 0; i--) {
            all.add(
                    switch (random.nextInt(7)) {
                        case 0, 1 -> new PauseRun(plan.database(), plan.plan(), "race");
                        case 2, 3 -> new ResumeRun(plan.database(), plan.plan(), "race");
                        case 4 -> new CancelRun(plan.database(), plan.plan(), "race");
                        default -> new RetryRun(plan.database(), plan.plan(), "race");
                    });
        }
        return all;
    }

    /** Whoever waits for somebody is helped on, until the run has ended. */
    private static String settled(TestExecutor executor, PlanDocument plan) {
        for (var i = 0; i < 20; i++) {
            executor.work();
            switch (executor.state(plan)) {
                case "PAUSED" ->
                        executor.receive(new ResumeRun(plan.database(), plan.plan(), "on"));
                case "FAILED" -> {
                    executor.sql(plan.database().value(), "CREATE TABLE IF NOT EXISTS gate (n)");
                    executor.receive(new RetryRun(plan.database(), plan.plan(), "gate is there"));
                }
                case "QUEUED", "RUNNING" -> {}
                default -> {
                    return executor.state(plan);
                }
            }
        }
        throw new IllegalStateException("Still " + executor.state(plan));
    }

    private static void check(
            TestExecutor executor,
            String database,
            PlanDocument plan,
            String end,
            List<Event> told) {
        assertThat(end).isIn("COMPLETED", "CANCELLED");
        assertThat(
                        told.stream()
                                .filter(
                                        e ->
                                                e instanceof RunCompleted
                                                        || e instanceof RunCancelled))
                .as("ends of %s: %s", database, told)
                .hasSize(1);
        if (!Files.exists(executor.file(database))) {
            assertThat(end).isEqualTo("CANCELLED");
            return;
        }
        var applied =
                executor.rows(
                                        database,
                                        "SELECT name FROM sqlite_schema WHERE name = '_migration_history'")
                                .isEmpty()
                        ? List.<String>of()
                        : executor.rows(
                                database,
                                "SELECT migration_id FROM _migration_history WHERE status ="
                                        + " 'completed' ORDER BY id");
        assertThat(applied)
                .as("in force on %s, each once, in order", database)
                .isEqualTo(List.of("001_a", "002_b", "003_c").subList(0, applied.size()));
        if (end.equals("COMPLETED")) {
            assertThat(applied).hasSize(3);
        }
        if (!applied.isEmpty()) {
            assertThat(executor.rows(database, "SELECT count(*) FROM a WHERE n = 1"))
                    .containsExactly("1");
        }
        var unanswered =
                executor.spine()
                        .store()
                        .read(tx -> tx.query("SELECT plan FROM wish", row -> row.text("plan")));
        assertThat(unanswered).as("wishes that nobody answered").isEmpty();
    }

    private static void together(Runnable one, Runnable other) throws InterruptedException {
        var start = new CountDownLatch(1);
        var failure = new AtomicReference<@Nullable Throwable>();
        var threads =
                List.of(one, other).stream()
                        .map(
                                task ->
                                        Thread.ofPlatform()
                                                .start(
                                                        () -> {
                                                            try {
                                                                start.await();
                                                                task.run();
                                                            } catch (Throwable e) {
                                                                failure.compareAndSet(null, e);
                                                            }
                                                        }))
                        .toList();
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }
}
