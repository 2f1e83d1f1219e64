package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of the trail as a line of a plan's log. */
public final class LogText {

    private static final String INDENT = "    ";

    private LogText() {}

    public static List<Line> lines(Node entry, Times times) {
        var words = new ArrayList<String>();
        words.add(times.moment(entry.text("time", entry.text("recordedAt"))));
        words.add(TrailText.padded(TrailText.type(entry), 20));
        words.add(TrailText.padded(TrailText.actor(entry), 20));
        words.add(message(entry));
        var text = String.join("  ", words).stripTrailing();
        var lines = new ArrayList<Line>();
        lines.add(isTrouble(entry) ? Line.bad(text) : Line.plain(text));
        details(entry, lines);
        return lines;
    }

    /** What does not fit on the line: what a hook wrote, and rows that a check found. */
    private static void details(Node entry, List<Line> lines) {
        var data = entry.get("data");
        data.text("output").lines().forEach(line -> lines.add(Line.faint(INDENT + line)));
        for (var check : data.items("report")) {
            for (var row : check.items("sample")) {
                lines.add(Line.plain(INDENT + row.text()));
            }
        }
        if (data.has("hint")) {
            lines.add(Line.plain(INDENT + data.text("hint")));
        }
    }

    /** The entry as it is, with its message. */
    public static Map<String, Object> document(Node entry) {
        var document = new LinkedHashMap<String, Object>(entry.members());
        document.put("message", message(entry));
        return document;
    }

    private static String message(Node entry) {
        var sentence = EventText.sentence(TrailText.type(entry), entry.get("data"));
        return sentence.isEmpty() ? entry.text("reason") : sentence;
    }

    /** A failure, a refusal, a failed check or hook, or a rollback. */
    public static boolean isTrouble(Node entry) {
        var data = entry.get("data");
        return switch (TrailText.type(entry)) {
            case "step.failed",
                    "run.failed",
                    "run.refused",
                    "steering.refused",
                    "plan.refused",
                    "request.refused",
                    "drift.detected",
                    "snapshot.failed",
                    "restore.failed",
                    "rollback.started",
                    "migration.reverted",
                    "rollback.completed" ->
                    true;
            case "checks.completed" ->
                    data.items("report").stream().anyMatch(c -> !EventText.passed(c));
            case "backfill.completed" -> data.number("failed") > 0;
            case "hook.completed" -> data.has("error");
            default -> !entry.text("kind", "event").equals("event");
        };
    }
}
