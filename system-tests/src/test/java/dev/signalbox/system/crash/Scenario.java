package dev.signalbox.system.crash;

import dev.signalbox.database.failpoint.SimulatedCrash;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.security.ServiceKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A journey from signed events to the end of its last run and trail, with one crash in that. */
final class Scenario {

    private static final int MOST_ROUNDS = 60;

    private final String database;
    private final Journey journey;
    private PlanId plan = PlanId.next();
    private final Project project;
    private final Broker broker;
    private final ServiceKeys keys;
    private final Map<String, Subscription> subscriptions;
    private final ArmedFailPoints failPoints;
    private final Map<String, Supplier<Core>> factories = new LinkedHashMap<>();
    private final Map<String, Core> running = new LinkedHashMap<>();
    private final List<String> crashes = new ArrayList<>();

    Scenario(
            Journey journey,
            Path folder,
            String database,
            Broker broker,
            ServiceKeys keys,
            Map<String, Subscription> subscriptions,
            int crashAt)
            throws IOException {
        this.journey = journey;
        this.database = database;
        this.broker = broker;
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.failPoints = new ArmedFailPoints(crashAt);
        this.project = journey.project(folder, database);
        var cores = new Cores(folder, broker, keys, failPoints);
        factories.put("planner", cores::planner);
        factories.put("executor", cores::executor);
        factories.put("backup", cores::backup);
        factories.put("audit", cores::audit);
    }

    Project project() {
        return project;
    }

    PlanId plan() {
        return plan;
    }

    /** Where it crashed; empty when it was never asked to, or ended before. */
    List<String> crashes() {
        return crashes;
    }

    int boundaries() {
        return failPoints.hits();
    }

    void run() throws InterruptedException {
        subscriptions.values().forEach(Subscription::begin);
        var goals = journey.goals();
        for (var goal : goals) {
            if (goal == goals.getLast()) {
                failPoints.arm();
            }
            plan = PlanId.next();
            request(goal);
            untilOver();
        }
        running.values().forEach(core -> core.end().run());
    }

    private void untilOver() throws InterruptedException {
        for (var round = 0; round < MOST_ROUNDS; round++) {
            for (var service : factories.keySet()) {
                turn(service);
            }
            if (isOver()) {
                return;
            }
        }
        throw new IllegalStateException(
                "Not over after %d rounds; crashed at %s, the plan is %s"
                        .formatted(MOST_ROUNDS, crashes, state()));
    }

    private void request(Goal goal) {
        var request = new RequestPlan(new DatabaseId(database), null, goal, null, "the sweep");
        var envelope =
                new Envelope(
                        EventId.next(),
                        URI.create("/signalbox/planner"),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        plan,
                        null,
                        null,
                        Actor.user("local:sweep"),
                        null,
                        null);
        broker.send(new EventCodec().encode(new Message(keys.sign(envelope, request), request)));
    }

    private void turn(String service) throws InterruptedException {
        var subscription = subscriptions.get(service);
        var factory = factories.get(service);
        if (subscription == null || factory == null) {
            throw new IllegalStateException("No service " + service);
        }
        try {
            var core = running.get(service);
            if (core == null) {
                core = factory.get();
                running.put(service, core);
            }
            core.turn(subscription, database, failPoints);
        } catch (SimulatedCrash crash) {
            crashes.add(String.valueOf(crash.getMessage()));
            var dead = running.remove(service);
            if (dead != null) {
                dead.end().run();
            }
            subscription.resumeFromCommitted();
        }
    }

    private boolean isOver() {
        return running.size() == factories.size()
                && subscriptions.values().stream().allMatch(Subscription::isCaughtUp)
                && running.values().stream().allMatch(core -> core.spine().waiting() == 0)
                && atRest();
    }

    private boolean atRest() {
        return planner().view(plan).map(view -> view.state().isAtRest()).orElse(false);
    }

    String state() {
        return running.containsKey("planner")
                ? planner().view(plan).map(view -> view.state().name()).orElse("unknown")
                : "unknown";
    }

    private PlanStore planner() {
        var core = running.get("planner");
        if (core == null) {
            throw new IllegalStateException("The planner is down");
        }
        return new PlanStore(core.spine().store());
    }
}
