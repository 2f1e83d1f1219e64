package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** Findings: what, where, and what to do. */
public final class FindingText {

    private FindingText() {}

    public static List<Line> lines(List<Node> findings) {
        var lines = new ArrayList<Line>();
        for (var finding : findings) {
            var error = isError(finding);
            var text =
                    (error ? "error    " : "warning  ")
                            + placed(finding)
                            + " ["
                            + finding.text("code")
                            + "]";
            lines.add(error ? Line.bad(text) : Line.warning(text));
            var remedy = finding.text("remedy");
            if (!remedy.isEmpty()) {
                lines.add(Line.faint("         " + remedy));
            }
        }
        return lines;
    }

    /** The message, after its place where it does not begin with it. */
    static String placed(Node finding) {
        var where = finding.text("where");
        var message = finding.text("message");
        return where.isEmpty() || message.startsWith(where) ? message : where + ": " + message;
    }

    public static boolean isError(Node finding) {
        return finding.text("severity").equals("ERROR");
    }
}
