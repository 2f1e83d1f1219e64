package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was found before a run's changes, or after them. */
public final class ExaminationText {

    private static final int NAME = 14;

    private ExaminationText() {}

    /** In one sentence: how much was looked at, and all that is not as it should be. */
    static String sentence(Node data) {
        var report = data.items("report");
        var troubles = report.stream().filter(ExaminationText::isTrouble).toList();
        return "%s the changes: %s"
                .formatted(
                        data.text("moment"),
                        troubles.isEmpty()
                                ? Amounts.count(report.size(), "finding", "findings")
                                        + ", nothing wrong"
                                : troubles.stream()
                                        .map(e -> e.text("sentence"))
                                        .collect(Collectors.joining(" ")));
    }

    static boolean isTrouble(Node examined) {
        return switch (examined.text("outcome")) {
            case "WARNING", "FAILED" -> true;
            default -> false;
        };
    }

    /** Each finding, and each query with its time. */
    public static List<Line> lines(Node data, String indent) {
        var lines = new ArrayList<Line>();
        for (var examined : data.items("report")) {
            lines.add(line(examined, indent));
            if (isTrouble(examined) && examined.has("remedy")) {
                lines.add(Line.plain(indent + " ".repeat(NAME) + examined.text("remedy")));
            }
        }
        for (var time : data.items("timings")) {
            lines.add(timing(time, indent));
        }
        return lines;
    }

    private static Line line(Node examined, String indent) {
        var text =
                indent
                        + TrailText.padded(examined.text("examination"), NAME)
                        + examined.text("sentence");
        return switch (examined.text("outcome")) {
            case "FAILED" -> Line.bad(text);
            case "WARNING" -> Line.warning(text);
            case "LEFT_OUT" -> Line.faint(text);
            default -> Line.plain(text);
        };
    }

    private static Line timing(Node time, String indent) {
        var text =
                indent
                        + TrailText.padded("time", NAME)
                        + time.text("name")
                        + ": "
                        + (time.has("median")
                                ? Amounts.duration(time.text("median"))
                                : time.text("error"))
                        + (time.has("before")
                                ? ", before " + Amounts.duration(time.text("before"))
                                : "");
        return time.flag("slower") ? Line.warning(text) : Line.plain(text);
    }
}
