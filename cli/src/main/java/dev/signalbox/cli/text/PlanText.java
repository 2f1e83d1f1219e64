package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan, step by step. */
public final class PlanText {

    private PlanText() {}

    /**
     * @param view a plan as the planner shows it
     */
    public static List<Line> lines(Node view) {
        var document = view.get("document");
        var lines = new ArrayList<Line>();
        lines.add(Line.strong("Plan " + view.text("plan") + " for " + view.text("database")));
        if (document.isPresent()) {
            head(view, document, lines);
            for (var step : document.items("steps")) {
                lines.add(Line.plain(""));
                step(step, lines);
            }
        }
        var findings = new ArrayList<>(view.items("findings"));
        for (var warning : document.items("warnings")) {
            if (findings.stream().noneMatch(f -> f.toString().equals(warning.toString()))) {
                findings.add(warning);
            }
        }
        if (!findings.isEmpty()) {
            lines.add(Line.plain(""));
            lines.addAll(FindingText.lines(findings));
        }
        return lines;
    }

    private static void head(Node view, Node document, List<Line> lines) {
        lines.add(Line.plain("  " + document.text("summary")));
        lines.add(
                Line.plain(
                        "  version   "
                                + document.text("fromVersion", "none")
                                + " → "
                                + document.text("toVersion", "none")
                                + ", "
                                + document.text("engine")
                                + ", "
                                + document.text("environment")));
        lines.add(Line.plain("  estimate  " + estimate(document.get("estimate"))));
        lines.add(risk(document.get("risk"), "  risk      "));
        lines.add(
                Line.plain(
                        "  downtime  "
                                + (document.flag("downtimeRequired") ? "required" : "none")));
        var timeout = document.get("execution").text("timeout");
        if (!timeout.isEmpty()) {
            lines.add(Line.plain("  timeout   " + Amounts.duration(timeout)));
        }
        if (view.has("hash")) {
            lines.add(Line.plain("  hash      " + view.text("hash")));
        }
    }

    private static void step(Node step, List<Line> lines) {
        lines.add(Line.strong("[" + step.text("id") + "] " + step.text("sentence")));
        if (step.text("kind").equals("applyScript")) {
            var statements = Amounts.count(step.number("statements"), "statement", "statements");
            var rows = step.number("expectedRows");
            lines.add(
                    Line.plain(
                            "    file        "
                                    + step.text("file")
                                    + ", "
                                    + statements
                                    + (rows == 0
                                            ? ""
                                            : ", about " + Amounts.count(rows, "row", "rows"))));
            lines.add(Line.plain("    locks       " + step.text("locks", "none")));
        }
        lines.add(Line.plain("    estimate    " + estimate(step.get("estimate"))));
        lines.add(risk(step.get("risk"), "    risk        "));
        lines.add(Line.plain("    undo        " + step.text("undo")));
        if (step.has("reversible")) {
            lines.add(
                    Line.plain(
                            "    reversible  "
                                    + (step.flag("reversible")
                                            ? "yes, the file has a DOWN section"
                                            : "no, the file has no DOWN section")));
        }
        var checksum = step.get("checksum");
        if (checksum.isPresent()) {
            lines.add(
                    Line.plain(
                            "    checksum    "
                                    + checksum.text("algorithm")
                                    + " "
                                    + checksum.text("hex")));
        }
    }

    static String estimate(Node estimate) {
        return "about "
                + Amounts.duration(estimate.text("duration"))
                + " ("
                + estimate.text("source")
                + ")";
    }

    static Line risk(Node risk, String label) {
        var level = risk.text("level", "unknown").toLowerCase(Locale.ROOT);
        var causes = new StringBuilder();
        for (var cause : risk.items("causes")) {
            causes.append(causes.isEmpty() ? ": " : "; ").append(cause.text());
        }
        var text = label + level + causes;
        return switch (level) {
            case "high" -> Line.bad(text);
            case "medium" -> Line.warning(text);
            default -> Line.plain(text);
        };
    }
}
