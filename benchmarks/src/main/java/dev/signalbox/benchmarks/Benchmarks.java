package dev.signalbox.benchmarks;

import dev.signalbox.events.EventType;
import dev.signalbox.events.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Measures one checkout in one run. Arguments: the checkout's folder, the file of the results, and
 * which parts are measured ({@link Part}, in lower case); all, if none is named. Exit status: 0
 * when every limit is kept, 1 otherwise.
 */
public final class Benchmarks {

    private static final int WARM_UP = 60;
    private static final int ANSWERS = 200;
    private static final int STEPS = 60;
    private static final int STARTS = 5;
    private static final int COMMANDS = 10;
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** Free ones: another process may want the usual ones at the same moment. */
    private static final String PORTS = "-Dsignalbox.http.port=0 -Dsignalbox.kafka.port=0";

    /** From {@link #ANSWERS} on, of one that runs. */
    private enum Part {
        VALIDATE,
        START,
        ANSWERS,
        MIGRATE,
        EVOLVE
    }

    private final Report report = new Report();
    private final Set<Part> parts;
    private final Project project;
    private final Commands commands;
    private final Peer peer;

    private Benchmarks(Path home, Project project, Set<Part> parts) throws IOException {
        this.parts = parts;
        this.project = project;
        this.commands = new Commands(home, project.folder());
        this.peer = new Peer(commands, project);
    }

    public static void main(String... args) throws Exception {
        var parts = parts(List.of(args).subList(2, args.length));
        System.out.println(Report.machine());
        System.out.printf("Load before: %s%n%n", Report.load());
        var kept = false;
        try (var project = Project.with(WARM_UP + STEPS + COMMANDS)) {
            var benchmarks = new Benchmarks(Path.of(args[0]), project, parts);
            benchmarks.measure();
            System.out.printf("%nLoad after: %s%n", Report.load());
            benchmarks.report.write(Path.of(args[1]));
            kept = benchmarks.report.allKept();
        }
        if (!kept) {
            System.exit(1);
        }
    }

    private static Set<Part> parts(List<String> names) {
        return names.isEmpty()
                ? EnumSet.allOf(Part.class)
                : names.stream()
                        .map(Benchmarks::part)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static Part part(String name) {
        var known = EnumSet.allOf(Part.class).stream().map(p -> p.name().toLowerCase(Locale.ROOT));
        return EnumSet.allOf(Part.class).stream()
                .filter(part -> part.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no part %s to measure; there are: %s"
                                                .formatted(
                                                        name,
                                                        known.collect(Collectors.joining(", ")))));
    }

    private void measure() throws Exception {
        if (parts.contains(Part.VALIDATE)) {
            validation();
        }
        if (parts.contains(Part.START)) {
            starts("start, with its cache", PORTS, 3_000);
            starts("start, without a cache", PORTS + withoutCache(), 6_000);
        }
        if (parts.stream().anyMatch(part -> part.compareTo(Part.ANSWERS) >= 0)) {
            running();
        }
    }

    private void running() throws Exception {
        start(PORTS);
        try {
            var running = Running.in(project.folder());
            if (parts.contains(Part.ANSWERS)) {
                idleMemory(running);
                status();
                steps(running);
                answers(running);
                migrations();
            }
            if (parts.contains(Part.MIGRATE)) {
                new Migrating(project, report, commands, peer).measure(running);
            }
            if (parts.contains(Part.EVOLVE)) {
                new Evolving(project, report, commands).measure(running);
            }
        } finally {
            stop();
        }
    }

    private void validation() throws IOException, InterruptedException {
        new Validating(project).measure(report, commands, peer);
    }

    /** A JVM that knows no such caches does not know the option either. */
    private static String withoutCache() {
        return Runtime.version().feature() < 25 ? "" : " -XX:AOTMode=off";
    }

    private Duration start(String options) throws IOException, InterruptedException {
        return commands.signalbox(Map.of("SIGNALBOX_JAVA_OPTIONS", options), "start");
    }

    /** Asks it to end, and waits until its process is gone: the next start needs its ports. */
    private void stop() throws IOException, InterruptedException {
        var process = process();
        commands.signalbox("stop");
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private ProcessHandle process() throws IOException {
        return ProcessHandle.of(Running.in(project.folder()).pid()).orElseThrow();
    }

    private void starts(String name, String options, double limit)
            throws IOException, InterruptedException {
        var samples = new Samples();
        var worked = new Samples();
        for (var i = 0; i < STARTS; i++) {
            samples.add(start(options));
            process().info().totalCpuDuration().ifPresent(worked::add);
            stop();
        }
        report.add(Figure.of(name, samples, "ms", limit));
        if (worked.count() > 0) {
            // On a machine that does other things, too, this tells more.
            report.add(Figure.of(name + ": processor time", worked, "ms", null));
        }
    }

    private void idleMemory(Running running) throws IOException, InterruptedException {
        Thread.sleep(IDLE);
        running.residentMegabytes()
                .ifPresent(
                        mb ->
                                report.add(
                                        new Figure(
                                                "resident when idle", mb, "MB", 1, 400.0, null)));
    }

    private void status() throws IOException, InterruptedException {
        var samples = new Samples();
        for (var i = 0; i < COMMANDS; i++) {
            samples.add(commands.signalbox("status", project.databases().getFirst()));
        }
        report.add(Figure.of("status of a running one", samples, "ms", 700.0));
    }

    /** Each request is the first of its database, which does not exist before. */
    private void steps(Running running) throws ExecutionException, InterruptedException {
        try (var operator = new KafkaOperator(running.kafka(), Topic.EXECUTION)) {
            var samples = new Samples();
            for (var i = 0; i < WARM_UP + STEPS; i++) {
                var database = project.databases().get(i);
                var took = operator.until(EventType.STEP_STARTED, database);
                if (i >= WARM_UP) {
                    samples.add(took);
                }
                operator.await(EventType.RUN_COMPLETED, database);
            }
            report.add(Figure.of("first step started, through Kafka", samples, "ms", 80.0));
        }
    }

    private void answers(Running running)
            throws IOException, InterruptedException, ExecutionException {
        var database = project.databases().getFirst();
        try (var operator = new KafkaOperator(running.kafka(), Topic.PLANS)) {
            var samples = new Samples();
            for (var i = 0; i < WARM_UP + ANSWERS; i++) {
                var took = operator.until(EventType.PLAN_PROPOSED, database);
                if (i >= WARM_UP) {
                    samples.add(took);
                }
            }
            report.add(Figure.of("nothing to do, through Kafka", samples, "ms", 40.0));
        }
        try (var operator = new RestOperator(running)) {
            var samples = new Samples();
            for (var i = 0; i < WARM_UP + ANSWERS; i++) {
                var took = operator.untilPlanned(database);
                if (i >= WARM_UP) {
                    samples.add(took);
                }
            }
            report.add(Figure.of("nothing to do, through REST", samples, "ms", 40.0));
        }
    }

    /** Whole processes: ours talks to the one that runs, the peer's does everything itself. */
    private void migrations() throws IOException, InterruptedException {
        var ours = new Samples();
        var theirs = new Samples();
        var oursAgain = new Samples();
        var theirsAgain = new Samples();
        for (var i = 0; i < COMMANDS; i++) {
            var database = project.databases().get(WARM_UP + STEPS + i);
            ours.add(commands.signalbox("up", database));
            theirs.add(peer.migrate(database));
            oursAgain.add(commands.signalbox("up", database));
            theirsAgain.add(peer.migrate(database));
        }
        report.add(Figure.of("Flyway: one migration", theirs, "ms", null));
        report.add(Figure.beside(theirs, "up: one migration", ours, "ms"));
        report.add(Figure.of("Flyway: nothing to do", theirsAgain, "ms", null));
        report.add(Figure.beside(theirsAgain, "up: nothing to do", oursAgain, "ms"));
    }
}
