package dev.signalbox.cli.scenario;

import dev.signalbox.rehearsal.scenario.Problem;
import dev.signalbox.rehearsal.scenario.ScenarioResult;
import dev.signalbox.rehearsal.scenario.Verdict;
import dev.signalbox.rehearsal.suite.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For programs. */
public final class TestJson {

    private TestJson() {}

    public static Map<String, Object> document(TestReport report) {
        var document = new LinkedHashMap<String, Object>();
        document.put("database", report.database());
        document.put("scenarios", report.results().size());
        document.put("passed", report.passed());
        document.put("failed", report.failed());
        document.put("notRun", report.notRun());
        document.put("millis", report.duration().toMillis());
        if (!report.notes().isEmpty()) {
            document.put("notes", report.notes());
        }
        document.put("results", report.results().stream().map(TestJson::result).toList());
        return document;
    }

    private static Map<String, Object> result(ScenarioResult result) {
        var node = new LinkedHashMap<String, Object>();
        node.put("suite", result.suite().id());
        node.put("scenario", result.scenario().id());
        node.put("name", result.scenario().name());
        node.put("tags", tags(result));
        node.put("file", result.scenario().place().file());
        node.put("line", result.scenario().place().line());
        node.put("millis", result.duration().toMillis());
        switch (result.verdict()) {
            case Verdict.Passed it -> node.put("outcome", "passed");
            case Verdict.Failed it -> {
                node.put("outcome", "failed");
                node.put("problems", it.problems().stream().map(TestJson::problem).toList());
            }
            case Verdict.NotRun it -> {
                node.put("outcome", "not run");
                node.put("reason", it.reason());
            }
        }
        if (!result.notes().isEmpty()) {
            node.put("notes", result.notes());
        }
        return node;
    }

    private static List<String> tags(ScenarioResult result) {
        var tags = new ArrayList<>(result.suite().tags());
        tags.addAll(result.scenario().tags());
        return tags;
    }

    private static Map<String, Object> problem(Problem problem) {
        var node = new LinkedHashMap<String, Object>();
        node.put("file", problem.place().file());
        node.put("line", problem.place().line());
        node.put("message", problem.message());
        node.put("details", problem.details());
        return node;
    }

    /** What there is to run. */
    public static Map<String, Object> list(List<Suite> suites) {
        return Map.of("suites", suites.stream().map(TestJson::suite).toList());
    }

    private static Map<String, Object> suite(Suite suite) {
        var node = new LinkedHashMap<String, Object>();
        node.put("suite", suite.id());
        node.put("name", suite.name());
        if (suite.description() != null) {
            node.put("description", suite.description());
        }
        node.put("tags", suite.tags());
        node.put("file", suite.file());
        suite.notHere().ifPresent(why -> node.put("notRun", why));
        node.put(
                "scenarios",
                suite.scenarios().stream()
                        .map(
                                one ->
                                        Map.of(
                                                "id", one.id(),
                                                "name", one.name(),
                                                "tags", one.tags(),
                                                "line", one.place().line()))
                        .toList());
        return node;
    }
}
