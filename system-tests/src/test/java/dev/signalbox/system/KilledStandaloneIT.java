package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Ledger;
import dev.signalbox.system.harness.Project;
import dev.signalbox.system.harness.RawKafka;
import dev.signalbox.system.harness.Requests;
import dev.signalbox.system.harness.StandaloneProcess;
import dev.signalbox.system.harness.Trail;
import dev.signalbox.system.harness.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone killed again and again in the middle of its work, and what is left in the end. */
class KilledStandaloneIT {

    private static final List<String> MIGRATIONS =
            IntStream.rangeClosed(1, 40).mapToObj("%03d_rows"::formatted).toList();

    /** Enough for a migration to take a good part of a second, most of it inside a transaction. */
    private static final int ROWS = 60_000;

    @TempDir private Path folder;

    private final long seed = Long.getLong("signalbox.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final List<String> databases = new ArrayList<>();
    private Project project;
    private StandaloneProcess standalone;

    @BeforeEach
    void start() {
        System.out.println("Kills at random moments, -Dsignalbox.seed=" + seed);
        project = new Project(folder);
        for (var name : MIGRATIONS) {
            var number = name.substring(0, 3);
            project.migration(
                    "migrations/" + name,
                    """
                    CREATE TABLE t%1$s (n INTEGER PRIMARY KEY, text TEXT NOT NULL);
                    INSERT INTO t%1$s
                    WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %2$d)
                    SELECT n, 'row ' || n FROM c;
                    CREATE INDEX i%1$s ON t%1$s (text);"""
                            .formatted(number, ROWS));
        }
        project.database("none", "none");
        standalone = StandaloneProcess.start(folder).awaitReady();
    }

    @AfterEach
    void end() {
        standalone.close();
    }

    @Test
    void aFewKillsLoseAndDoubleNothing() {
        killInTheMiddleOfWork(6);
    }

    @Test
    @Tag("long")
    void twentyKillsLoseAndDoubleNothing() {
        killInTheMiddleOfWork(20);
    }

    /**
     * Kafka waits for consumers that died without a word, unless their successor has their name.
     */
    @Test
    void whatIsAskedAfterAKillDoesNotWaitForTheDead() {
        standalone.kill();
        standalone.close();
        standalone = StandaloneProcess.start(folder).awaitReady();

        request("kb");

        Waiting.until(
                "the plan is released",
                Duration.ofSeconds(10),
                () ->
                        standalone.plans("kb").stream()
                                .anyMatch(p -> !p.path("state").asText().equals("REQUESTED")));
    }

    private void killInTheMiddleOfWork(int kills) {
        for (var kill = 1; kill <= kills; kill++) {
            if (databases.isEmpty() || isDone(databases.getLast())) {
                request("kb" + (databases.size() + 1));
            }
            var moment = Duration.ofMillis(random.nextInt(2_500));
            letPass(moment);
            var database = databases.getLast();
            standalone.kill();
            System.out.printf(
                    "kill %d, %d ms after it was ready: %s had %d of %d%n",
                    kill,
                    moment.toMillis(),
                    database,
                    project.sqlite(database).applied().size(),
                    MIGRATIONS.size());
            standalone.close();
            standalone = StandaloneProcess.start(folder);
            if (random.nextInt(4) == 0 && kill < kills) {
                // While it starts and recovers, too.
                kill++;
                var early = Duration.ofMillis(500 + random.nextInt(3_500));
                letPass(early);
                standalone.kill();
                System.out.printf("kill %d, %d ms after its start%n", kill, early.toMillis());
                standalone.close();
                standalone = StandaloneProcess.start(folder);
            }
            standalone.awaitReady();
        }
        databases.forEach(this::awaitCompletion);
        databases.forEach(this::assertRightDatabase);
        var starts = assertWholeTrail();
        assertThat(starts)
                .as("runs were interrupted, not only what comes before them")
                .isGreaterThanOrEqualTo(databases.size() + kills / 3);
    }

    /** Acknowledged by the broker, so it must be carried out whatever happens from now on. */
    private void request(String database) {
        project.database(database, "migrations");
        try (var kafka = new RawKafka(standalone.kafka())) {
            kafka.send(Requests.structured(Requests.newId(), database, Requests.latest(database)));
        }
        databases.add(database);
    }

    private boolean isDone(String database) {
        return project.sqlite(database).applied().size() == MIGRATIONS.size();
    }

    private void awaitCompletion(String database) {
        Waiting.until(
                database + " is migrated",
                Duration.ofMinutes(2),
                () ->
                        standalone.plans(database).stream()
                                .anyMatch(p -> p.path("state").asText().equals("COMPLETED")));
        assertThat(standalone.plans(database)).hasSize(1);
    }

    private void assertRightDatabase(String id) {
        var database = project.sqlite(id);
        Ledger.assertEachOnce(database, MIGRATIONS);
        Ledger.assertEpochsNeverInterleave(database);
        for (var name : MIGRATIONS) {
            assertThat(database.number("SELECT count(*) FROM t" + name.substring(0, 3)))
                    .isEqualTo(ROWS);
        }
        assertThat(standalone.json("/planner/databases/" + id).path("version").asText())
                .isEqualTo("040");
    }

    /** How often runs were started or resumed. */
    private long assertWholeTrail() {
        Waiting.until(
                "the trail knows every end",
                () ->
                        Trail.count(standalone.trail("type=run.completed"), "run.completed")
                                == databases.size());
        var trail = standalone.trail("");
        Trail.assertWhole(trail);
        for (var database : databases) {
            var own = standalone.trail("database=" + database);
            assertThat(Trail.count(own, "plan.request")).isEqualTo(1);
            assertThat(Trail.count(own, "plan.released")).isEqualTo(1);
            assertThat(Trail.count(own, "run.queued")).isEqualTo(1);
            // One before the migrations and one behind them examines the database.
            assertThat(Trail.count(own, "step.started")).isEqualTo(MIGRATIONS.size() + 2);
            assertThat(Trail.count(own, "step.completed")).isEqualTo(MIGRATIONS.size() + 2);
            assertThat(Trail.count(own, "run.completed")).isEqualTo(1);
            assertThat(Trail.count(own, "run.failed")).isZero();
        }
        var starts = Trail.count(trail, "run.started");
        System.out.printf(
                "%d entries in the trail, %d starts and resumptions of %d runs%n",
                trail.size(), starts, databases.size());
        return starts;
    }

    /** Time itself is what is wanted here: the process goes on meanwhile, wherever it is. */
    private static void letPass(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        Waiting.until("a moment", duration.plusSeconds(10), () -> System.nanoTime() >= end);
    }
}
