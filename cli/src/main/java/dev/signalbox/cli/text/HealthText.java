package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** How a database is. */
public final class HealthText {

    private static final int NAME = 14;

    private HealthText() {}

    public static List<Line> lines(Node report) {
        var lines = new ArrayList<Line>();
        lines.add(Line.strong(report.text("database") + ": " + report.text("state")));
        for (var aspect : report.items("aspects")) {
            lines.add(state(aspect));
            for (var checked : aspect.items("checked")) {
                lines.add(Line.faint("    " + checked.text()));
            }
            lines.addAll(FindingText.lines(aspect.items("findings")));
        }
        return lines;
    }

    private static Line state(Node aspect) {
        var text = "  " + TrailText.padded(aspect.text("aspect"), NAME) + aspect.text("state");
        return switch (aspect.text("state")) {
            case "OK" -> Line.good(text);
            case "DEGRADED" -> Line.warning(text);
            default -> Line.bad(text);
        };
    }

    public static boolean isOk(Node report) {
        return report.text("state").equals("OK");
    }
}
