package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** What can be done with a plan where it stands, as commands. */
public final class WaysOut {

    private WaysOut() {}

    /**
     * @param view what has {@code plan} and {@code waysOut}
     * @param database its id
     */
    public static List<Line> lines(Node view, String database) {
        var lines = new ArrayList<Line>();
        for (var way : view.items("waysOut")) {
            lines.add(Line.plain("  " + command(way.text(), view.text("plan"), database)));
        }
        return lines;
    }

    private static String command(String way, String plan, String database) {
        return switch (way) {
            case "pause" -> aligned("signalbox pause " + plan, "stop it before its next step");
            case "resume" -> aligned("signalbox resume " + plan, "go on");
            case "cancel" ->
                    aligned("signalbox cancel " + plan, "end it; steps that are done stand");
            case "retry" -> aligned("signalbox retry " + plan, "go on with the step that failed");
            case "restore" ->
                    aligned(
                            "signalbox restore " + database + " latest",
                            "back to the latest snapshot");
            default -> way;
        };
    }

    private static String aligned(String command, String meaning) {
        return TrailText.padded(command, 56) + "  " + meaning;
    }
}
