package dev.signalbox.cli.scenario;

import dev.signalbox.rehearsal.scenario.Problem;
import dev.signalbox.rehearsal.scenario.ScenarioResult;
import dev.signalbox.rehearsal.scenario.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JUnit's XML, which CI systems show as tests. */
public final class TestJunit {

    private TestJunit() {}

    public static String text(TestReport report) {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        element(text, "testsuites", "signalbox test " + report.database(), report.results());
        Map<String, List<ScenarioResult>> suites =
                report.results().stream()
                        .collect(
                                Collectors.groupingBy(
                                        result -> result.suite().id(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        suites.forEach(
                (suite, results) -> {
                    text.append("  ");
                    element(text, "testsuite", suite, results);
                    results.forEach(result -> testCase(text, result));
                    text.append("  </testsuite>\n");
                });
        return text.append("</testsuites>\n").toString();
    }

    private static void element(
            StringBuilder text, String element, String name, List<ScenarioResult> results) {
        var took =
                results.stream()
                        .map(ScenarioResult::duration)
                        .reduce(Duration.ZERO, Duration::plus);
        text.append('<').append(element);
        attribute(text, "name", name);
        attribute(text, "tests", String.valueOf(results.size()));
        attribute(text, "failures", count(results, Verdict.Failed.class));
        attribute(text, "errors", "0");
        attribute(text, "skipped", count(results, Verdict.NotRun.class));
        attribute(text, "time", seconds(took));
        text.append(">\n");
    }

    private static String count(List<ScenarioResult> results, Class<? extends Verdict> kind) {
        return String.valueOf(results.stream().filter(r -> kind.isInstance(r.verdict())).count());
    }

    private static void testCase(StringBuilder text, ScenarioResult result) {
        text.append("    <testcase");
        attribute(text, "classname", result.suite().id());
        attribute(text, "name", result.scenario().id());
        attribute(text, "file", result.scenario().place().file());
        attribute(text, "line", String.valueOf(result.scenario().place().line()));
        attribute(text, "time", seconds(result.duration()));
        text.append(">\n");
        switch (result.verdict()) {
            case Verdict.Passed it -> {}
            case Verdict.Failed it -> it.problems().forEach(problem -> failure(text, problem));
            case Verdict.NotRun it -> {
                text.append("      <skipped");
                attribute(text, "message", it.reason());
                text.append("/>\n");
            }
        }
        if (!result.notes().isEmpty()) {
            text.append("      <system-out>")
                    .append(escaped(String.join("\n", result.notes())))
                    .append("</system-out>\n");
        }
        text.append("    </testcase>\n");
    }

    private static void failure(StringBuilder text, Problem problem) {
        text.append("      <failure");
        attribute(text, "type", "failure");
        attribute(text, "message", problem.message());
        text.append('>').append(escaped(problem.text())).append("</failure>\n");
    }

    private static void attribute(StringBuilder text, String name, String value) {
        text.append(' ')
                .append(name)
                .append("=\"")
                .append(escaped(value).replace("\n", "&#10;").replace("\"", "&quot;"))
                .append('"');
    }

    /** What XML has no character for is shown as a question mark. */
    private static String escaped(String value) {
        var text = new StringBuilder();
        value.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> text.append("&amp;");
                                case '<' -> text.append("&lt;");
                                case '>' -> text.append("&gt;");
                                default -> text.appendCodePoint(isAllowed(c) ? c : '?');
                            }
                        });
        return text.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static String seconds(Duration duration) {
        var millis = duration.toMillis();
        return millis / 1000 + "." + String.format("%03d", millis % 1000);
    }
}
