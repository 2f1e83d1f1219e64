package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** What was verified, and what came out. */
public final class VerificationText {

    private VerificationText() {}

    /**
     * @param subject what was verified
     * @param result {@code checked} sentences, and {@code findings}
     */
    public static List<Line> lines(String subject, Node result) {
        var lines = new ArrayList<Line>();
        lines.add(Line.strong(subject));
        for (var checked : result.items("checked")) {
            lines.add(Line.plain("  " + checked.text()));
        }
        lines.addAll(FindingText.lines(result.items("findings")));
        lines.add(
                hasFindings(result)
                        ? Line.bad("  Not all is as it must be.")
                        : Line.good("  All is as it must be."));
        return lines;
    }

    public static boolean hasFindings(Node result) {
        return !result.items("findings").isEmpty() || !result.flag("ok");
    }
}
