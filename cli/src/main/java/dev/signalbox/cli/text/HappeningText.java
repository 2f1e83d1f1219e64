package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happens beside a run's steps: rollbacks, checks, hooks, repairs. */
final class HappeningText {

    private static final int OUTPUT_LINES = 10;
    private static final int MOST_NOTES = 5;
    private static final String INDENT = "      ";

    private HappeningText() {}

    static List<Line> lines(String kind, Node data) {
        return switch (kind) {
            case "rollback.started" -> List.of(Line.warning("Rolls back " + sentence(kind, data)));
            case "migration.reverted" -> reverted(data);
            case "rollback.completed" -> rolledBack(data);
            case "checks.completed" -> checks(data.items("report"));
            case "examination.completed" -> ExaminationText.lines(data, INDENT);
            case "hook.completed" -> hook(data);
            case "history.repaired" ->
                    List.of(Line.plain(INDENT + "repaired " + sentence(kind, data)));
            case "version.named" -> List.of(Line.plain(INDENT + sentence(kind, data)));
            case "restore.staged" ->
                    List.of(Line.plain(INDENT + "the snapshot is whole: checksum, rows, schema"));
            case "restore.failed" -> FindingText.lines(List.of(data.get("finding")));
            case "steering.refused" -> FindingText.lines(data.items("findings"));
            default -> List.of();
        };
    }

    /** What else an operator wants to know of something that is done; the logs have all of it. */
    static List<Line> notes(Node data) {
        // What was proven comes before what was saved of each table.
        var notes =
                data.items("notes").stream()
                        .sorted(Comparator.comparing(note -> note.text().startsWith("table ")))
                        .toList();
        var lines = new ArrayList<Line>();
        var shown = notes.size() <= MOST_NOTES ? notes.size() : MOST_NOTES - 1;
        notes.subList(0, shown).forEach(note -> lines.add(Line.plain(INDENT + note.text())));
        if (shown < notes.size()) {
            lines.add(
                    Line.faint(
                            "%sand %d more, in: signalbox logs"
                                    .formatted(INDENT, notes.size() - shown)));
        }
        return lines;
    }

    private static List<Line> reverted(Node data) {
        var lines = new ArrayList<Line>();
        var took = Amounts.duration(data.text("duration"));
        lines.add(Line.plain("  undid " + data.text("migration") + "  " + took));
        lines.addAll(notes(data));
        return lines;
    }

    private static List<Line> rolledBack(Node data) {
        var lines = new ArrayList<Line>();
        lines.add(Line.good("Rolled back by " + EventText.way(data.text("how"))));
        for (var proof : data.items("proof")) {
            lines.add(Line.plain("  " + proof.text()));
        }
        return lines;
    }

    private static List<Line> checks(List<Node> report) {
        var lines = new ArrayList<Line>();
        for (var check : report) {
            if (EventText.passed(check)) {
                continue;
            }
            var text = INDENT + EventText.violation(check);
            lines.add(check.flag("warning") ? Line.warning(text) : Line.bad(text));
            for (var row : check.items("sample")) {
                lines.add(Line.plain(INDENT + "  " + row.text()));
            }
        }
        return lines;
    }

    private static List<Line> hook(Node data) {
        var lines = new ArrayList<Line>();
        var text = INDENT + "hook " + sentence("hook.completed", data);
        lines.add(data.has("error") ? Line.bad(text) : Line.plain(text));
        var output = data.text("output").lines().toList();
        for (var line : output.subList(0, Math.min(OUTPUT_LINES, output.size()))) {
            lines.add(Line.faint(INDENT + "  " + line));
        }
        if (output.size() > OUTPUT_LINES) {
            var more = output.size() - OUTPUT_LINES;
            lines.add(Line.faint(INDENT + "  and " + more + " more lines; signalbox logs has all"));
        }
        return lines;
    }

    private static String sentence(String kind, Node data) {
        return EventText.sentence(kind, data);
    }
}
