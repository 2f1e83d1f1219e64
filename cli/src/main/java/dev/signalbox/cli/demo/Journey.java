package dev.signalbox.cli.demo;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.cli.follow.Shutdown;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Instance;
import dev.signalbox.cli.server.Launch;
import dev.signalbox.cli.server.Launcher;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.text.Amounts;
import dev.signalbox.cli.text.SnapshotText;
import dev.signalbox.cli.text.Times;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo from its first file to its last word. */
final class Journey {

    private static final int STOP_MILLIS = 30_000;
    private static final int POLL_MILLIS = 10;
    private static final List<String> OF_LATER_VERSIONS =
            List.of(
                    "idz_projects",
                    "code_templates",
                    "governance_policies",
                    "ml_incident_features");

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
        var project = SampleProject.create();
        // Whoever is interrupted leaves nothing behind either.
        var removal = new Thread(() -> removeQuietly(project));
        if (!stay) {
            Runtime.getRuntime().addShutdownHook(removal);
        }
        try {
            var instance = start(project);
            var operator = new Operator(instance, console, checks);
            var database = project.database();
            begin(operator, database);
            forward(operator, database, instance);
            back(operator, database);
            var plans = operator.plans();
            trail(instance, plans.size());
            document.put("plans", plans);
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
        say("  the project: " + project.folder());
        watch.lap("signalbox ready");
        return instance;
    }

    private void begin(Operator operator, SampleDatabase database) throws IOException {
        heading("MVP1: the first version of the knowledge base");
        operator.ask(Map.of("migrateTo", "001"), "the first version goes live");
        watch.lap("MVP1 made");
        heading("An application works with it");
        database.fill(rows);
        tell(database.rows());
        watch.lap("entries written");
    }

    private void forward(Operator operator, SampleDatabase database, Instance instance)
            throws IOException {
        heading("MVP1 to MVP5, with what the transformations make of the rows");
        operator.ask(Map.of("migrateTo", "latest"), "release 5");
        watch.lap("MVP1 to MVP5");
        checks.sound(database);
        checks.transformed(database, rows);
        var status = instance.server().json("/planner/databases/" + SampleProject.DATABASE);
        checks.expect("nothing is pending", 0, status.items("pending").size());
        checks.expect("there is no drift", 0, status.items("drift").size());
        checked();
        tell(database.rows());
        snapshots(instance.server().json("/backup/snapshots?database=kb").items());
        watch.lap("looked at");
    }

    /** All that the later versions hold is saved, and comes back. */
    private void back(Operator operator, SampleDatabase database) throws IOException {
        var tables = database.tables();
        var before = database.digests(tables);
        heading("Back to MVP3: what the way back drops is saved first");
        operator.ask(
                Map.of("revertTo", Map.of("version", "003")), "the code templates have to wait");
        watch.lap("back to MVP3");
        var left = database.tables();
        checks.expect(
                "nothing of MVP4 and MVP5 is left in sight",
                List.of(),
                OF_LATER_VERSIONS.stream().filter(left::contains).toList());
        checks.sound(database);
        checked();
        heading("Forward again: the data comes back");
        operator.ask(Map.of("migrateTo", "latest"), "the code templates are wanted after all");
        watch.lap("forward again");
        checks.expect("every table is there again", tables, database.tables());
        checks.expect(
                "each of them holds exactly what it held before the way back",
                List.of(),
                differing(before, database.digests(tables)));
        checks.sound(database);
        checked();
        watch.lap("compared");
    }

    private static List<String> differing(Map<String, String> before, Map<String, String> after) {
        return before.entrySet().stream()
                .filter(it -> !it.getValue().equals(after.get(it.getKey())))
                .map(it -> it.getKey() + " (" + it.getValue() + "; " + after.get(it.getKey()) + ")")
                .toList();
    }

    private void trail(Instance instance, int runs) {
        heading("The story, as the audit service has it on its trail");
        var entries = DemoTrail.of(instance.server(), runs);
        Story.lines(entries, Times.here()).forEach(console::note);
        checks.expect(
                "the trail has the end of every run",
                (long) runs,
                DemoTrail.count(entries, "run.completed"));
        checks.expect(
                "the trail has every step's end",
                DemoTrail.count(entries, "step.started"),
                DemoTrail.count(entries, "step.completed"));
        checked();
        document.put("trail", entries);
        watch.lap("trail read");
    }

    private void snapshots(List<Node> snapshots) {
        var times = Times.here();
        snapshots.forEach(s -> say("  " + SnapshotText.line(s, times).text()));
        document.put("snapshots", snapshots);
    }

    private void checked() {
        checks.news().forEach(sentence -> console.note(Line.good("  ok  " + sentence)));
    }

    private void tell(Map<String, Long> rowsByTable) {
        var text = new StringBuilder();
        rowsByTable.forEach(
                (table, count) -> {
                    if (count > 0) {
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(table)
                                .append(' ')
                                .append(Amounts.count(count));
                    }
                });
        say("  " + text);
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
                                "The knowledge base went from MVP1 to MVP5, back to MVP3 and forward"
                                        + " again; "
                                        + checks.held().size()
                                        + " checks hold.")
                        : Line.bad(
                                Amounts.count(deviations.size(), "check fails.", "checks fail.")));
        next(project);
    }

    private void next(SampleProject project) {
        if (stay) {
            result("It stays. To look around:");
            result("  cd " + project.folder());
            result("  signalbox status --verbose, signalbox transform, signalbox logs");
            result("  signalbox test --suite rollback, signalbox benchmark");
            result("To end it: signalbox stop there, then remove the folder.");
        } else {
            result("To try next:");
            result("  signalbox demo --stay          keep it, and look around in it");
            result("  signalbox init                 your own project, in its folder");
            result("  docs/getting-started.md        the same by hand");
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
