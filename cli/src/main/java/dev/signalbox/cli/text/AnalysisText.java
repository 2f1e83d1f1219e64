package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** How long a migration took. */
public final class AnalysisText {

    private AnalysisText() {}

    public static List<Line> lines(Node report, Times times) {
        var lines = new ArrayList<Line>();
        lines.add(Line.strong(report.text("migration") + " on " + report.text("database")));
        for (var attempt : report.items("attempts")) {
            lines.add(attempt(attempt, times));
            var run = attempt.get("run");
            if (run.isPresent()) {
                run(run, lines);
            }
        }
        for (var other : report.items("elsewhere")) {
            lines.add(
                    Line.plain(
                            "  on %s: %s%s"
                                    .formatted(
                                            other.text("database"),
                                            Amounts.duration(other.text("duration")),
                                            rows(other))));
        }
        for (var remark : report.items("remarks")) {
            lines.add(Line.warning("  " + remark.text()));
        }
        return lines;
    }

    private static Line attempt(Node attempt, Times times) {
        var text =
                "  %s  %s %s in %s%s%s"
                        .formatted(
                                times.moment(attempt.text("startedAt")),
                                attempt.text("direction"),
                                attempt.text("status"),
                                Amounts.duration(attempt.text("duration")),
                                rows(attempt),
                                attempt.has("error") ? ": " + attempt.text("error") : "");
        return attempt.text("status").equals("completed") ? Line.plain(text) : Line.bad(text);
    }

    private static String rows(Node counted) {
        var rows = counted.number("rows");
        return rows == 0
                ? ""
                : ", "
                        + Amounts.count(rows, "row", "rows")
                        + (counted.has("rowsPerSecond")
                                ? ", " + Amounts.count(counted.number("rowsPerSecond")) + "/s"
                                : "");
    }

    private static void run(Node run, List<Line> lines) {
        lines.add(
                Line.faint(
                        "    estimated %s (%s)"
                                .formatted(
                                        Amounts.duration(run.text("estimate")),
                                        run.text("estimateSource"))));
        if (run.has("waitedFor")) {
            lines.add(
                    Line.faint(
                            "    waited %s for %s"
                                    .formatted(
                                            Amounts.duration(run.text("waited")),
                                            run.text("waitedFor"))));
        }
        for (var step : run.items("steps")) {
            lines.add(
                    Line.faint(
                            "    %s  %s"
                                    .formatted(
                                            TrailText.padded(
                                                    Amounts.duration(step.text("duration")), 9),
                                            step.text("sentence"))));
        }
    }
}
