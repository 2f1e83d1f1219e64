package dev.signalbox.cli.demo;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.cli.follow.Follower;
import dev.signalbox.cli.follow.Shutdown;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Instance;
import dev.signalbox.cli.server.Launch;
import dev.signalbox.cli.server.Launcher;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Plans;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.Amounts;
import dev.signalbox.cli.text.Ending;
import dev.signalbox.cli.text.SnapshotText;
import dev.signalbox.cli.text.Times;
import dev.signalbox.cli.text.TrailText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The demo from its first file to its last word. */
final class Journey {

    private static final int PLAN_MILLIS = 30_000;
    private static final int STOP_MILLIS = 30_000;
    private static final int POLL_MILLIS = 10;

    private final Surroundings around;
    private final Console console;
    private final int rows;
    private final boolean stay;
    private final Stopwatch watch = new Stopwatch();
    private final Checks checks = new Checks();
    private final Map<String, Object> document = new LinkedHashMap<>();

    Journey(Surroundings around, int rows, boolean stay) {
        this.around = around;
        this.console = around.console();
        this.rows = rows;
        this.stay = stay;
    }

    /** Returns what was not as it must be. */
    List<String> travel() throws IOException {
        var project = SampleProject.create(rows);
        // Whoever is interrupted leaves nothing behind either.
        var removal = new Thread(() -> removeQuietly(project));
        if (!stay) {
            Runtime.getRuntime().addShutdownHook(removal);
        }
        try {
            var database = new KnowledgeBase(project.database());
            var before = database.rows();
            heading("A knowledge base in " + project.folder());
            before.forEach((t, n) -> say("  " + t + "  " + Amounts.count(n, "row", "rows")));
            watch.lap("sample made");
            var instance = start(project);
            migrate(instance);
            verify(database, before, instance.server());
            trail(instance.server());
            summary(project, instance);
        } finally {
            if (!stay) {
                stop(project);
                project.remove();
                Shutdown.forget(removal);
            }
        }
        return checks.deviations();
    }

    private Instance start(SampleProject project) {
        heading("A signalbox: four services and a Kafka broker in one JVM");
        // If this command dies, what it started ends by itself.
        var launch = new Launch(project.folder(), 0, 0, stay ? null : "PT60S");
        var instance = new Launcher(Surroundings.home(), around.environment()).background(launch);
        say("  HTTP " + instance.url() + ", Kafka " + instance.kafka());
        watch.lap("signalbox ready");
        return instance;
    }

    private void migrate(Instance instance) {
        var user = System.getProperty("user.name", "operator");
        var reason = "signalbox demo " + UUID.randomUUID();
        heading("An operator asks, by a CloudEvent on the topic signalbox.requests");
        var event =
                KafkaOperator.requestPlan(instance.kafka(), SampleProject.DATABASE, user, reason);
        say("  event " + event + " of " + user);
        watch.lap("event sent");
        var plan = awaitPlan(instance.server(), reason);
        watch.lap("plan known");
        heading("The plan travels");
        var followed = new Follower(instance.server(), console, false).follow(plan);
        var view = new Plans(instance.server()).view(plan);
        var ending = Ending.of(followed.state(), view, followed.lastOfRun());
        ending.lines().forEach(console::note);
        watch.lap("planned, saved and migrated");
        document.put("event", event);
        document.put("plan", plan);
        document.put("state", followed.state());
        checks.expect("the plan is completed", "COMPLETED", followed.state());
        checks.expect("the actor is only claimed", false, view.flag("authenticated"));
    }

    /** The plan that the event caused, known by its reason, which nobody else gives. */
    private static String awaitPlan(Server server, String reason) {
        for (var waited = 0; waited < PLAN_MILLIS; waited += POLL_MILLIS) {
            for (var plan : server.json("/planner/plans?database=kb&limit=50").items()) {
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

    private void verify(KnowledgeBase database, Map<String, Long> before, Server server)
            throws IOException {
        heading("The database, looked at by this command itself");
        checks.database(database, before);
        checks.status(server.json("/planner/databases/kb"));
        var snapshots = server.json("/backup/snapshots?database=kb").items();
        checks.snapshots(snapshots, before.getOrDefault("entries", 0L));
        checks.held().forEach(sentence -> console.note(Line.good("  ok  " + sentence)));
        var times = Times.here();
        snapshots.forEach(s -> say("  " + SnapshotText.line(s, times).text()));
        document.put("snapshots", snapshots);
        watch.lap("verified");
    }

    private void trail(Server server) {
        heading("The trail");
        var entries = DemoTrail.of(server);
        var times = Times.here();
        entries.forEach(e -> say("  " + TrailText.line(e, times).text()));
        checks.expect("the trail tells the run's end", true, DemoTrail.isWhole(entries));
        checks.expect("the trail has the request", 1L, count(entries, "plan.request"));
        checks.expect(
                "the trail has every step's end",
                count(entries, "step.started"),
                count(entries, "step.completed"));
        document.put("trail", entries);
        watch.lap("trail read");
    }

    private static long count(List<Node> entries, String type) {
        return entries.stream().filter(e -> TrailText.type(e).equals(type)).count();
    }

    private void summary(SampleProject project, Instance instance) {
        var deviations = checks.deviations();
        var phases = new LinkedHashMap<String, Object>();
        watch.phases().forEach((name, took) -> phases.put(name, took.toString()));
        document.put("phases", phases);
        document.put("checks", checks.held());
        document.put("deviations", deviations);
        if (stay) {
            document.put("folder", project.folder().toString());
            document.put("url", instance.url());
            document.put("kafka", instance.kafka());
        }
        if (console.json()) {
            console.document(document);
        }
        heading("In all");
        watch.phases()
                .forEach((name, took) -> result("  " + padded(name) + Amounts.duration(took)));
        result("  " + padded("together") + Amounts.duration(watch.total()));
        console.result(
                deviations.isEmpty()
                        ? Line.good(
                                "The knowledge base went through "
                                        + SampleProject.MIGRATIONS.size()
                                        + " migrations; "
                                        + checks.held().size()
                                        + " checks hold.")
                        : Line.bad(
                                Amounts.count(deviations.size(), "check fails.", "checks fail.")));
        if (stay) {
            result("It stays: cd " + project.folder() + " and signalbox status");
            result("To end it: signalbox stop there, then remove the folder.");
        }
    }

    private static void stop(SampleProject project) {
        var instance = Instance.of(project.folder());
        if (instance.isEmpty()) {
            return;
        }
        try {
            instance.get().server().post("/standalone/stop", Map.of());
        } catch (Failure e) {
            // It is gone already, or will end by itself when nobody uses it.
        }
        for (var waited = 0;
                instance.get().processLives() && waited < STOP_MILLIS;
                waited += POLL_MILLIS) {
            Pause.millis(POLL_MILLIS);
        }
    }

    private static void removeQuietly(SampleProject project) {
        try {
            stop(project);
            project.remove();
        } catch (IOException | Failure e) {
            // Nobody is left to be told; the system's clean-up of temporary files remains.
        }
    }

    private void heading(String text) {
        console.note(Line.plain(""));
        console.note(Line.strong(text));
    }

    private void say(String text) {
        console.note(Line.plain(text));
    }

    private void result(String text) {
        console.result(Line.plain(text));
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(1, 30 - text.length()));
    }
}
