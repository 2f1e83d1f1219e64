package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan, step by step. */
public final class PlanText {

    private static final int CAUSES_IN_SHORT = 3;

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
                lines.addAll(StepText.lines(step));
            }
            reactions(document.items("reactions"), lines);
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
        execution(document.get("execution"), lines);
        if (view.has("hash")) {
            lines.add(Line.plain("  hash      " + view.text("hash")));
        }
    }

    private static void execution(Node execution, List<Line> lines) {
        var timeout = execution.text("timeout");
        if (!timeout.isEmpty()) {
            lines.add(Line.plain("  timeout   " + Amounts.duration(timeout)));
        }
        var pause = Amounts.duration(execution.text("pauseBetweenSteps"));
        if (!pause.isEmpty() && !pause.equals("0 ms")) {
            lines.add(Line.plain("  pause     " + pause + " after each step"));
        }
        if (execution.has("autoRollback")) {
            lines.add(Line.plain("  failure   " + failure(execution)));
        }
    }

    private static String failure(Node execution) {
        if (!execution.flag("autoRollback")) {
            return "undoes the failing step; earlier ones stand";
        }
        return execution.flag("writesStopped")
                ? "undoes the whole run, by DOWN sections or its snapshot"
                : "undoes the whole run, by DOWN sections";
    }

    /** Hooks that run only when something goes wrong. */
    private static void reactions(List<Node> reactions, List<Line> lines) {
        if (reactions.isEmpty()) {
            return;
        }
        lines.add(Line.plain(""));
        lines.add(Line.strong("Where it fails or is rolled back"));
        for (var hook : reactions) {
            lines.add(Line.plain("    " + hook.text("event") + ": " + hook.text("file")));
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
        return risk(risk, label, Integer.MAX_VALUE);
    }

    /** The first causes; the plan itself shows all. */
    static Line riskInShort(Node risk, String label) {
        return risk(risk, label, CAUSES_IN_SHORT);
    }

    private static Line risk(Node risk, String label, int mostCauses) {
        var level = risk.text("level", "unknown").toLowerCase(Locale.ROOT);
        var causes = new StringBuilder();
        var all = risk.items("causes");
        for (var cause : all.subList(0, Math.min(all.size(), mostCauses))) {
            causes.append(causes.isEmpty() ? ": " : "; ").append(cause.text());
        }
        if (all.size() > mostCauses) {
            causes.append(" And ").append(all.size() - mostCauses).append(" more.");
        }
        var text = label + level + causes;
        return switch (level) {
            case "high" -> Line.bad(text);
            case "medium" -> Line.warning(text);
            default -> Line.plain(text);
        };
    }
}
