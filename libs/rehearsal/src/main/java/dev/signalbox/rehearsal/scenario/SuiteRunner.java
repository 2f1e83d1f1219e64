package dev.signalbox.rehearsal.scenario;

import dev.signalbox.database.jar.ProjectClasses;
import dev.signalbox.rehearsal.database.Project;
import dev.signalbox.rehearsal.suite.Scenario;
import dev.signalbox.rehearsal.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the scenarios of a project, one after the other, and nothing is left behind. */
public final class SuiteRunner implements AutoCloseable {

    private final Project project;
    private final Path parent;
    private final ProjectClasses classes;
    private final Generators generators;

    private SuiteRunner(
            Project project, Path parent, ProjectClasses classes, Generators generators) {
        this.project = project;
        this.parent = parent;
        this.classes = classes;
        this.generators = generators;
    }

    /**
     * @param parent where the folders of databases may lie
     * @throws IOException when the project's own classes cannot be loaded
     */
    public static SuiteRunner of(Project project, Path parent) throws IOException {
        var classes = TestClasses.of(project);
        try {
            return new SuiteRunner(project, parent, classes, Generators.of(classes));
        } catch (IOException | RuntimeException e) {
            classes.close();
            throw e;
        }
    }

    /** Told how it goes. */
    public interface Listener {

        /** A scenario begins. */
        void begins(Suite suite, Scenario scenario);

        /** A scenario ended, or will not run. */
        void ended(ScenarioResult result);
    }

    /**
     * @throws InterruptedException when the caller is stopped
     */
    public List<ScenarioResult> run(List<Suite> suites, Listener listener)
            throws InterruptedException {
        var results = new ArrayList<ScenarioResult>();
        for (var suite : suites) {
            for (var scenario : suite.scenarios()) {
                var result = result(suite, scenario, listener);
                listener.ended(result);
                results.add(result);
            }
        }
        return results;
    }

    private ScenarioResult result(Suite suite, Scenario scenario, Listener listener)
            throws InterruptedException {
        var notHere = suite.notHere();
        if (notHere.isPresent()) {
            return new ScenarioResult(
                    suite, scenario, new Verdict.NotRun(notHere.get()), Duration.ZERO, List.of());
        }
        listener.begins(suite, scenario);
        var start = System.nanoTime();
        var ended = new ScenarioRun(project, classes, generators, scenario, parent).run();
        return new ScenarioResult(
                suite,
                scenario,
                ended.verdict(),
                Duration.ofNanos(System.nanoTime() - start),
                ended.notes());
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
