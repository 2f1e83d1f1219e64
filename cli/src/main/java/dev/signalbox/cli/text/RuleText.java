package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** Transformation rules, and where they stand. */
public final class RuleText {

    private RuleText() {}

    /**
     * @param view as the planner gives it
     */
    public static List<Line> lines(Node view, Times times) {
        var lines = new ArrayList<Line>();
        lines.add(Line.strong(view.text("database")));
        for (var rule : view.items("rules")) {
            lines.add(Line.plain("  " + rule.text("rule") + "  " + rule.text("description")));
            lines.add(Line.plain("      " + when(rule)));
            var last = rule.get("lastRun");
            if (!last.isPresent()) {
                lines.add(Line.plain("      never run here"));
            } else {
                var text = "      " + standing(last, times);
                lines.add(isFine(last) ? Line.plain(text) : Line.warning(text));
            }
        }
        if (view.items("rules").isEmpty()) {
            lines.add(Line.plain("  no transformation rules; they are files of transformations/"));
        }
        lines.addAll(FindingText.lines(view.items("findings")));
        return lines;
    }

    private static String when(Node rule) {
        if (!rule.has("description")) {
            return "no rule of the project any more";
        }
        return (rule.has("after") ? "after " + rule.text("after") : "on demand")
                + (rule.has("source") ? ", reads " + rule.text("source") : ", runs once")
                + (rule.flag("reversible") ? ", can be undone" : ", has no undo");
    }

    private static boolean isFine(Node last) {
        var state = last.text("state");
        return last.number("failed") == 0 && (state.equals("completed") || state.equals("undone"));
    }

    static String standing(Node last, Times times) {
        var read = last.number("transformed") + last.number("skipped") + last.number("failed");
        var of = last.has("expected") ? " of " + Amounts.count(last.number("expected")) : "";
        return last.text("state")
                + " "
                + times.moment(last.text("updatedAt"))
                + ": "
                + (read == 0
                        ? Amounts.count(last.number("written"), "row", "rows") + " written"
                        : Amounts.count(read)
                                + of
                                + " rows read, "
                                + Amounts.count(last.number("transformed"))
                                + " transformed, "
                                + Amounts.count(last.number("skipped"))
                                + " skipped, "
                                + Amounts.count(last.number("failed"))
                                + " failed")
                + (last.has("error") ? "; " + last.text("error") : "");
    }

    /**
     * @param rows as the planner gives them
     */
    public static List<Line> failed(List<Node> rows) {
        var lines = new ArrayList<Line>();
        for (var row : rows) {
            lines.add(Line.bad("  " + row.text("key") + "  " + row.text("reason")));
            lines.add(Line.faint("      " + row.text("row")));
        }
        if (rows.isEmpty()) {
            lines.add(Line.plain("  no row of its last run failed"));
        }
        return lines;
    }

    /** One end of a rule, while a run is watched. */
    static String sentence(Node data) {
        return data.flag("undo")
                ? "%s taken back: %s changed"
                        .formatted(
                                data.text("rule"),
                                Amounts.count(data.number("written"), "row", "rows"))
                : "%s: %s transformed, %s skipped, %s failed, %s written in %s"
                        .formatted(
                                data.text("rule"),
                                Amounts.count(data.number("transformed"), "row", "rows"),
                                Amounts.count(data.number("skipped")),
                                Amounts.count(data.number("failed")),
                                Amounts.count(data.number("written")),
                                Amounts.count(data.number("batches"), "batch", "batches"));
    }
}
