package dev.signalbox.cli.scenario;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.text.Amounts;
import dev.signalbox.rehearsal.scenario.ScenarioResult;
import dev.signalbox.rehearsal.scenario.Verdict;
import dev.signalbox.rehearsal.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people. */
public final class TestText {

    private TestText() {}

    /** Of one scenario, as soon as it has ended. */
    public static List<Line> lines(ScenarioResult result) {
        var lines = new ArrayList<>(verdict(result));
        result.notes().stream()
                .distinct()
                .forEach(note -> lines.add(Line.faint("         " + note)));
        return lines;
    }

    private static List<Line> verdict(ScenarioResult result) {
        var name = result.suite().id() + "/" + result.scenario().id();
        var took = "  " + Amounts.duration(result.duration());
        return switch (result.verdict()) {
            case Verdict.Passed it -> List.of(Line.good("passed   " + name + took));
            case Verdict.NotRun it ->
                    List.of(Line.warning("not run  " + name + ": " + it.reason()));
            case Verdict.Failed it -> {
                var lines = new ArrayList<Line>();
                lines.add(Line.bad("FAILED   " + name + took));
                for (var problem : it.problems()) {
                    lines.add(Line.plain("         " + problem.place() + ": " + problem.message()));
                    problem.details().forEach(d -> lines.add(Line.faint("           " + d)));
                }
                yield lines;
            }
        };
    }

    /** What stands below all of them. */
    public static List<Line> end(TestReport report) {
        var lines = new ArrayList<Line>();
        report.notes().forEach(note -> lines.add(Line.faint(note)));
        lines.add(report.failed() > 0 ? Line.bad(report.sum()) : Line.good(report.sum()));
        return lines;
    }

    /** The whole report. */
    public static List<Line> lines(TestReport report) {
        var lines = new ArrayList<Line>();
        report.results().forEach(result -> lines.addAll(lines(result)));
        lines.addAll(end(report));
        return lines;
    }

    /** What there is to run. */
    public static List<Line> list(List<Suite> suites) {
        var lines = new ArrayList<Line>();
        for (var suite : suites) {
            lines.add(
                    Line.strong(
                            suite.id()
                                    + named(suite.name(), suite.id())
                                    + tags(suite.tags())
                                    + suite.notHere().map(why -> "  (" + why + ")").orElse("")));
            described("  ", suite.description(), lines);
            for (var scenario : suite.scenarios()) {
                lines.add(
                        Line.plain(
                                "  "
                                        + scenario.id()
                                        + named(scenario.name(), scenario.id())
                                        + tags(scenario.tags())));
                described("    ", scenario.description(), lines);
            }
        }
        return lines;
    }

    private static void described(String indent, @Nullable String description, List<Line> lines) {
        if (description != null) {
            lines.add(Line.faint(indent + description));
        }
    }

    private static String named(String name, String id) {
        return name.equals(id) ? "" : ": " + name;
    }

    private static String tags(List<String> tags) {
        return tags.isEmpty() ? "" : "  [" + String.join(", ", tags) + "]";
    }
}
