package dev.signalbox.rehearsal.scenario;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.jar.ProjectClasses;
import dev.signalbox.migration.MigrationScenario;
import dev.signalbox.rehearsal.database.Alarm;
import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.database.ThrowAwayFolder;
import dev.signalbox.rehearsal.suite.Place;
import dev.signalbox.rehearsal.suite.Scenario;
import dev.signalbox.rehearsal.suite.Scenario.Body;
import dev.signalbox.rehearsal.suite.Scenario.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs one scenario, on a database of its own. */
final class ScenarioRun {

    private final Project project;
    private final ProjectClasses classes;
    private final Generators generators;
    private final Scenario scenario;
    private final Path parent;
    private final Alarm alarm;
    private final List<Problem> problems = new ArrayList<>();
    private volatile @Nullable Code java;
    private boolean goesOn;

    ScenarioRun(
            Project project,
            ProjectClasses classes,
            Generators generators,
            Scenario scenario,
            Path parent) {
        this.project = project;
        this.classes = classes;
        this.generators = generators;
        this.scenario = scenario;
        this.parent = parent;
        this.alarm = new Alarm(scenario.timeout());
    }

    /** The project's own. */
    private record Code(Place place, MigrationScenario scenario) {}

    /** What it came to, and what there was to say. */
    record Ended(Verdict verdict, List<String> notes) {}

    /**
     * @param parent where the database's folder may lie
     */
    Ended run() throws InterruptedException {
        try (var folder = ThrowAwayFolder.in(parent);
                var stage = Stage.in(folder.path(), project, alarm, scenario.place())) {
            if (prepared(stage)) {
                execute(stage);
            }
            cleanUp(stage);
            return new Ended(
                    problems.isEmpty()
                            ? new Verdict.Passed()
                            : new Verdict.Failed(List.copyOf(problems)),
                    stage.notes());
        } catch (SQLException e) {
            throw new IllegalStateException("A throw-away database cannot be made or left", e);
        }
    }

    private boolean prepared(Stage stage) throws InterruptedException {
        var ended = phase("prepare", scenario.timeout(), () -> prepare(stage));
        problem(ended, stage, "before the first step, ").ifPresent(problems::add);
        return problems.isEmpty();
    }

    private @Nullable Object prepare(Stage stage) throws Exception {
        var code = java();
        java = code;
        var at = scenario.at();
        if (at != null) {
            new StepRunner(stage).up(scenario.place(), at);
        }
        var data = scenario.data();
        if (data != null) {
            stage.at(data.place());
            stage.note(
                    generators.fill(
                            stage.connection(),
                            data.generator(),
                            stage.database().version().orElse(null),
                            data.rows(),
                            data.seed()));
        }
        var setup = scenario.setup();
        if (setup != null) {
            stage.at(setup.place());
            Sql.run(stage.connection(), setup);
        }
        if (code != null) {
            stage.at(code.place());
            code.scenario().setUp(new HandedDatabase(stage));
        }
        return null;
    }

    private @Nullable Code java() throws StepFailedException {
        if (!(scenario.body() instanceof Body.Java body)) {
            return null;
        }
        try {
            return new Code(
                    body.place(), classes.instance(MigrationScenario.class, body.className()));
        } catch (IOException e) {
            throw new StepFailedException(
                    body.place(),
                    e.getMessage()
                            + ". It is looked for in the jars of "
                            + project.shown(project.tests()));
        }
    }

    private void execute(Stage stage) throws InterruptedException {
        var ended = phase("execute", alarm.remaining(), () -> steps(stage));
        var problem = problem(ended, stage, "");
        switch (scenario.outcome()) {
            case Outcome.Success it -> problem.ifPresent(problems::add);
            case Outcome.Failure it -> expectedFailure(it, ended, problem);
        }
    }

    private @Nullable Object steps(Stage stage) throws Exception {
        switch (scenario.body()) {
            case Body.Steps body -> {
                var runner = new StepRunner(stage);
                for (var step : body.steps()) {
                    runner.run(step);
                }
            }
            case Body.Java body -> {
                stage.at(body.place());
                var code = java;
                if (code != null) {
                    code.scenario().execute(new HandedDatabase(stage));
                }
            }
        }
        return null;
    }

    private void expectedFailure(
            Outcome.Failure expected, Phase.Ended ended, Optional<Problem> problem) {
        if (problem.isEmpty()) {
            problems.add(
                    new Problem(
                            scenario.place(),
                            "it was to fail"
                                    + (expected.message() == null
                                            ? ""
                                            : " with '" + expected.message() + "'")
                                    + ", and did not",
                            List.of()));
        } else if (ended instanceof Phase.Ended.TimedOut) {
            problems.add(problem.get());
        } else if (expected.message() != null
                && !problem.get().text().contains(expected.message())) {
            problems.add(
                    new Problem(
                            problem.get().place(),
                            "it was to fail with '"
                                    + expected.message()
                                    + "', and failed otherwise",
                            problem.get().text().lines().toList()));
        }
    }

    /** Each in a part of its own, so that neither is left out for the other's failure. */
    private void cleanUp(Stage stage) throws InterruptedException {
        var code = java;
        if (code != null) {
            cleanUp(stage, code.place(), () -> code.scenario().cleanUp(new HandedDatabase(stage)));
        }
        var cleanup = scenario.cleanup();
        if (cleanup != null) {
            cleanUp(stage, cleanup.place(), () -> Sql.run(stage.connection(), cleanup));
        }
    }

    private interface CleanUp {
        void run() throws Exception;
    }

    private void cleanUp(Stage stage, Place place, CleanUp code) throws InterruptedException {
        if (goesOn) {
            stage.note(List.of(place + ": not cleaned up, since what hung still has the database"));
            return;
        }
        var ended =
                phase(
                        "clean up",
                        scenario.timeout(),
                        () -> {
                            stage.at(place);
                            code.run();
                            return null;
                        });
        problem(ended, stage, "in the clean-up, ").ifPresent(problems::add);
    }

    private Phase.Ended phase(String name, Duration limit, Callable<@Nullable Object> code)
            throws InterruptedException {
        var ended =
                Phase.run(
                        "scenario " + scenario.id() + ": " + name,
                        alarm,
                        limit,
                        () -> classes.run(code));
        goesOn |= ended instanceof Phase.Ended.TimedOut late && !late.stopped();
        return ended;
    }

    private Optional<Problem> problem(Phase.Ended ended, Stage stage, String when) {
        return switch (ended) {
            case Phase.Ended.Well it -> Optional.empty();
            case Phase.Ended.TimedOut it ->
                    Optional.of(
                            new Problem(
                                    stage.place(),
                                    when
                                            + "it was not finished within "
                                            + scenario.timeout().toMillis()
                                            + " ms, and was stopped here"
                                            + (it.stopped()
                                                    ? ""
                                                    : "; its code goes on, since it does not react"
                                                            + " to being interrupted"),
                                    List.of()));
            case Phase.Ended.Thrown it -> Optional.of(problem(it.cause(), stage.place(), when));
        };
    }

    private static Problem problem(Throwable cause, Place place, String when) {
        return switch (cause) {
            case StepFailedException failed ->
                    new Problem(
                            failed.problem().place(),
                            when + failed.problem().message(),
                            failed.problem().details());
            case SQLException e -> new Problem(place, when + e.getMessage(), List.of());
            case DatabaseException e -> new Problem(place, when + e.getMessage(), List.of());
            case IllegalArgumentException e -> new Problem(place, when + e.getMessage(), List.of());
            case AssertionError e -> new Problem(place, when + e.getMessage(), List.of());
            default ->
                    new Problem(
                            place,
                            when + "its code failed with " + cause,
                            List.of(cause.getStackTrace()).stream()
                                    .limit(3)
                                    .map(frame -> "at " + frame)
                                    .toList());
        };
    }
}
