package dev.signalbox.cli.demo;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.follow.Follower;
import dev.signalbox.cli.server.Instance;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Plans;
import dev.signalbox.cli.text.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks by events, and watches what comes of them. */
final class Operator {

    private static final int PLAN_MILLIS = 30_000;
    private static final int POLL_MILLIS = 10;

    private final Instance instance;
    private final Console console;
    private final Checks checks;
    private final String user = System.getProperty("user.name", "operator");
    private final List<Map<String, Object>> plans = new ArrayList<>();

    Operator(Instance instance, Console console, Checks checks) {
        this.instance = instance;
        this.console = console;
        this.checks = checks;
    }

    /** Sends the request as a CloudEvent, and follows its plan to the end. */
    void ask(Map<String, Object> goal, String why) {
        var reason = why + " [" + UUID.randomUUID().toString().substring(0, 8) + "]";
        var event =
                KafkaOperator.requestPlan(
                        instance.kafka(), SampleProject.DATABASE, user, goal, reason);
        console.note(
                Line.faint("  event " + event + " on signalbox.requests: " + goal + ", " + why));
        var plan = awaitPlan(reason);
        var followed = new Follower(instance.server(), console, false).follow(plan);
        var view = new Plans(instance.server()).view(plan);
        Ending.of(followed.state(), view, followed.lastOfRun()).lines().forEach(console::note);
        var told = new LinkedHashMap<String, Object>();
        told.put("event", event);
        told.put("plan", plan);
        told.put("state", followed.state());
        plans.add(told);
        checks.expect("the plan for '" + why + "' is completed", "COMPLETED", followed.state());
        checks.expect("its actor is only claimed", false, view.flag("authenticated"));
        if (!followed.state().equals("COMPLETED")) {
            throw new Failure(
                    Exit.FAILED,
                    "The demo cannot go on: its plan is " + followed.state(),
                    "Run it with --stay and see `signalbox logs` in its folder.");
        }
    }

    /** Event, plan and final state of each that was asked for. */
    List<Map<String, Object>> plans() {
        return List.copyOf(plans);
    }

    /** The plan that the event caused, known by its reason, which nobody else gives. */
    private String awaitPlan(String reason) {
        for (var waited = 0; waited < PLAN_MILLIS; waited += POLL_MILLIS) {
            for (var plan : instance.server().json("/planner/plans?database=kb&limit=50").items()) {
                if (plan.text("reason").equals(reason)) {
                    return plan.text("plan");
                }
            }
            Pause.millis(POLL_MILLIS);
        }
        throw new Failure(
                Exit.FAILED,
                "The event reached Kafka, and no plan came of it within 30 s",
                "Run the demo with --stay and see `signalbox audit query --all` in its folder.");
    }
}
