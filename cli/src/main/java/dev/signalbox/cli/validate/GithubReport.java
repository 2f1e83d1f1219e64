package dev.signalbox.cli.validate;

import dev.signalbox.analysis.source.Severity;
import dev.signalbox.cli.text.FindingText;
import java.util.ArrayList;
import java.util.List;

/** GitHub's workflow commands, which it shows as annotations of the lines. */
public final class GithubReport {

    private GithubReport() {}

    public static String text(Report report) {
        List<String> lines = new ArrayList<>();
        report.entries().forEach(entry -> lines.add(line(entry)));
        report.ofDatabases()
                .forEach(
                        finding ->
                                lines.add(
                                        "::%s title=%s::%s"
                                                .formatted(
                                                        FindingText.isError(finding)
                                                                ? "error"
                                                                : "warning",
                                                        property(finding.text("code")),
                                                        data(finding.text("message")))));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String line(Entry entry) {
        var diagnosis = entry.diagnosis();
        var properties = new ArrayList<String>();
        properties.add("file=" + property(entry.path()));
        if (diagnosis.line() > 0) {
            properties.add("line=" + diagnosis.line());
            properties.add("col=" + diagnosis.column());
        }
        var end = diagnosis.end();
        // GitHub takes columns of an end only on the line of the beginning.
        if (end != null && end.line() == diagnosis.line()) {
            properties.add("endColumn=" + end.column());
        } else if (end != null) {
            properties.add("endLine=" + end.line());
        }
        properties.add("title=" + property(diagnosis.rule()));
        return "::%s %s::%s"
                .formatted(
                        command(diagnosis.severity()),
                        String.join(",", properties),
                        data(diagnosis.finding().message() + " " + diagnosis.finding().remedy()));
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
