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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One effect, once: whichever boundary of whichever service the process dies at, what is on record
 * and in the database afterwards is what it would have been without the crash.
 */
class CrashSweepTest {

    private static final int MOST = 5_000;
    private static final int STRIDE = 9;

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    /** The spine at every boundary; the ways back at every so many, from a first one at random. */
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCrashAtABoundaryLeavesOneRunAndOneTrail(Journey journey) throws Exception {
        var stride = journey == Journey.FORWARD ? 1 : STRIDE;
        sweep(journey, 1 + (int) (System.nanoTime() % stride), stride);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FORWARD")
    void aCrashAtAnyBoundaryLeavesOneRunAndOneTrail(Journey journey) throws Exception {
        sweep(journey, 1, 1);
    }

    private void sweep(Journey journey, int first, int stride) throws Exception {
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
            for (var n = first; n <= MOST; n += stride) {
                var scenario = scenario(journey, n, broker, keys, subscriptions);
                scenario.run();
                check(journey, n, scenario);
                if (scenario.crashes().isEmpty()) {
                    swept = n - 1;
                    break;
                }
            }

            assertThat(swept).as("fail points swept").isGreaterThan(journey.leastBoundaries());
            System.out.printf(
                    "Crash sweep %s: %d fail points, one in %d swept, all survived; %d s%n",
                    journey, swept, stride, (System.nanoTime() - start) / 1_000_000_000L);
        }
    }

    private static Subscription subscription(Broker broker, String service) {
        var topics =
                switch (service) {
                    case "planner" -> List.of(Topic.REQUESTS, Topic.EXECUTION, Topic.BACKUPS);
                    case "executor" -> List.of(Topic.REQUESTS, Topic.PLANS, Topic.BACKUPS);
                    case "backup" -> List.of(Topic.REQUESTS, Topic.EXECUTION);
                    default -> List.of(Topic.REQUESTS, Topic.PLANS, Topic.EXECUTION, Topic.BACKUPS);
                };
        return new Subscription(
                broker, "crash-sweep-" + service, topics.stream().map(Topic::wireName).toList());
    }

    private Scenario scenario(
            Journey journey,
            int n,
            Broker broker,
            ServiceKeys keys,
            Map<String, Subscription> subscriptions)
            throws IOException {
        var own = Files.createDirectory(folder.resolve(journey + "-" + n));
        return new Scenario(
                journey, own, "sweep-" + journey + "-" + n, broker, keys, subscriptions, n);
    }

    private static void check(Journey journey, int n, Scenario scenario) {
        var softly = new SoftAssertions();
        softly.assertThat(scenario.state()).as("plan").isEqualTo(journey.state());
        journey.check(scenario.project(), softly);
        checkTrail(scenario, softly);
        try {
            softly.assertAll();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "%s, after fail point %d (%s): %s"
                            .formatted(journey, n, scenario.crashes(), e.getMessage()),
                    e);
        }
    }

    /** Each fact of the last plan once, each step in its turn, no gap and no double. */
    private static void checkTrail(Scenario scenario, SoftAssertions softly) {
        var project = scenario.project();
        var ofPlan = " FROM trail WHERE plan = '" + scenario.plan() + "'";
        softly.assertThat(
                        project.trail(
                                "SELECT type, count(*)"
                                        + ofPlan
                                        + " AND type IN ('dev.signalbox.run.queued.v1',"
                                        + " 'dev.signalbox.run.completed.v1',"
                                        + " 'dev.signalbox.run.failed.v1',"
                                        + " 'dev.signalbox.run.refused.v1',"
                                        + " 'dev.signalbox.plan.released.v1',"
                                        + " 'dev.signalbox.rollback.started.v1',"
                                        + " 'dev.signalbox.rollback.completed.v1',"
                                        + " 'dev.signalbox.restore.needed.v1',"
                                        + " 'dev.signalbox.restore.staged.v1',"
                                        + " 'dev.signalbox.snapshot.completed.v1',"
                                        + " 'dev.signalbox.snapshot.needed.v1')"
                                        + " GROUP BY type HAVING count(*) > 1"))
                .as("told more than once")
                .isEmpty();
        softly.assertThat(
                        project.trail(
                                "SELECT count(*)"
                                        + ofPlan
                                        + " AND type IN ('dev.signalbox.run.completed.v1',"
                                        + " 'dev.signalbox.run.failed.v1')"))
                .as("ends of the run")
                .containsExactly("1");
        for (var what : List.of("started", "completed")) {
            softly.assertThat(
                            project.trail(
                                    "SELECT json_extract(data, '$.step'), count(*)"
                                            + ofPlan
                                            + " AND type = 'dev.signalbox.step."
                                            + what
                                            + ".v1' GROUP BY 1 HAVING count(*) > 1"))
                    .as("steps " + what + " more than once")
                    .isEmpty();
        }
        softly.assertThat(
                        project.trail(
                                "SELECT json_extract(data, '$.migration'), count(*)"
                                        + ofPlan
                                        + " AND type = 'dev.signalbox.migration.reverted.v1' GROUP"
                                        + " BY 1 HAVING count(*) > 1"))
                .as("migrations undone more than once")
                .isEmpty();
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
    }
}
