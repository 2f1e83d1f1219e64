package dev.signalbox.system.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Topic;
import dev.signalbox.events.signing.SigningKey;
import dev.signalbox.events.signing.TrustedKeys;
import dev.signalbox.runtime.security.ServiceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One effect, once: whichever boundary of whichever service the process dies at, what is on record
 * and in the database afterwards is what it would have been without the crash.
 */
class CrashSweepTest {

    private static final int MOST = 5_000;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    @Test
    void aCrashAtAnyBoundaryLeavesOneRunAndOneTrail() throws Exception {
        var key = SigningKey.generate();
        var keys = new ServiceKeys(key, TrustedKeys.of("planner", key.publicKey()));
        var start = System.nanoTime();
        try (var broker = new Broker();
                var planner = subscription(broker, "planner");
                var executor = subscription(broker, "executor");
                var backup = subscription(broker, "backup");
                var audit = subscription(broker, "audit")) {
            var subscriptions = new LinkedHashMap<String, Subscription>();
            subscriptions.put("planner", planner);
            subscriptions.put("executor", executor);
            subscriptions.put("backup", backup);
            subscriptions.put("audit", audit);

            var swept = 0;
            for (var n = 1; n <= MOST; n++) {
                var scenario = scenario(n, broker, keys, subscriptions);
                scenario.run();
                check(n, scenario);
                if (scenario.crashes().isEmpty()) {
                    swept = n - 1;
                    break;
                }
            }

            assertThat(swept).as("fail points swept").isGreaterThan(150);
            System.out.printf(
                    "Crash sweep: %d fail points, each survived; %d s%n",
                    swept, (System.nanoTime() - start) / 1_000_000_000L);
        }
    }

    private static Subscription subscription(Broker broker, String service) {
        var topics =
                switch (service) {
                    case "planner" -> List.of(Topic.REQUESTS, Topic.EXECUTION, Topic.BACKUPS);
                    case "executor" -> List.of(Topic.PLANS, Topic.BACKUPS);
                    case "backup" -> List.of(Topic.REQUESTS, Topic.EXECUTION);
                    default -> List.of(Topic.REQUESTS, Topic.PLANS, Topic.EXECUTION, Topic.BACKUPS);
                };
        return new Subscription(
                broker, "crash-sweep-" + service, topics.stream().map(Topic::wireName).toList());
    }

    private Scenario scenario(
            int n, Broker broker, ServiceKeys keys, Map<String, Subscription> subscriptions)
            throws IOException {
        var own = Files.createDirectory(folder.resolve("run-" + n));
        return new Scenario(own, "sweep-" + n, broker, keys, subscriptions, n);
    }

    private static void check(int n, Scenario scenario) {
        var project = scenario.project();
        var ofPlan = " FROM trail WHERE plan = '" + scenario.plan() + "'";
        var softly = new SoftAssertions();
        softly.assertThat(scenario.state()).as("plan").isEqualTo("COMPLETED");
        softly.assertThat(
                        project.rows(
                                "SELECT migration_id, status FROM _migration_history ORDER BY id"))
                .as("history")
                .containsExactly(
                        "001_authors|completed",
                        "002_move_authors|completed",
                        "003_index|completed");
        softly.assertThat(project.rows("SELECT id, author, views FROM article ORDER BY id"))
                .as("articles")
                .containsExactly("1|ada|1", "2|bob|1", "3|ada|1");
        softly.assertThat(project.rows("SELECT name FROM author ORDER BY id"))
                .as("authors")
                .containsExactly("ada", "bob");
        softly.assertThat(
                        project.rows(
                                "SELECT count(*) FROM sqlite_master WHERE name = 'article_author'"))
                .as("index")
                .containsExactly("1");
        softly.assertThat(
                        project.trail(
                                "SELECT type, count(*)"
                                        + ofPlan
                                        + " AND type IN ('dev.signalbox.run.queued.v1',"
                                        + " 'dev.signalbox.run.completed.v1',"
                                        + " 'dev.signalbox.run.failed.v1',"
                                        + " 'dev.signalbox.run.refused.v1',"
                                        + " 'dev.signalbox.plan.released.v1',"
                                        + " 'dev.signalbox.snapshot.completed.v1',"
                                        + " 'dev.signalbox.snapshot.needed.v1')"
                                        + " GROUP BY type ORDER BY type"))
                .as("once in the trail")
                .containsExactly(
                        "dev.signalbox.plan.released.v1|1",
                        "dev.signalbox.run.completed.v1|1",
                        "dev.signalbox.run.queued.v1|1",
                        "dev.signalbox.snapshot.completed.v1|1",
                        "dev.signalbox.snapshot.needed.v1|1");
        softly.assertThat(
                        project.trail(
                                "SELECT json_extract(data, '$.step')"
                                        + ofPlan
                                        + " AND type = 'dev.signalbox.step.completed.v1'"
                                        + " ORDER BY sequence"))
                .as("steps completed")
                .containsExactly("1", "2", "3", "4");
        softly.assertThat(
                        project.trail(
                                "SELECT json_extract(data, '$.step')"
                                        + ofPlan
                                        + " AND type = 'dev.signalbox.step.started.v1'"
                                        + " ORDER BY sequence"))
                .as("steps started")
                .containsExactly("1", "2", "3", "4");
        softly.assertThat(
                        project.trail(
                                "SELECT count(*)"
                                        + ofPlan
                                        + " AND type = 'dev.signalbox.run.started.v1'"
                                        + " AND json_extract(data, '$.resumed') = 0"))
                .as("first starts")
                .containsExactly("1");
        softly.assertThat(
                        project.trail(
                                "SELECT source FROM (SELECT source, count(*) AS n,"
                                        + " count(DISTINCT sequence) AS d, min(sequence) AS least,"
                                        + " max(sequence) AS most"
                                        + ofPlan
                                        + " AND sequence IS NOT NULL GROUP BY source)"
                                        + " WHERE n <> d OR least <> 1 OR most <> n"))
                .as("sources with a gap or a double")
                .isEmpty();
        softly.assertThat(
                        project.trail(
                                "SELECT source, event_id, count(*) FROM trail GROUP BY 1, 2 HAVING"
                                        + " count(*) > 1"))
                .as("entered twice")
                .isEmpty();
        softly.assertThat(project.trail("SELECT kind, reason FROM trail WHERE kind <> 'event'"))
                .as("dead letters")
                .isEmpty();
        try {
            softly.assertAll();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "After fail point %d (%s): %s".formatted(n, scenario.crashes(), e.getMessage()),
                    e);
        }
    }
}
