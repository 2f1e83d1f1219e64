package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;

/** An entry of the trail on a line. */
public final class TrailText {

    private static final int PLAN_LETTERS = 8;
    private static final String OURS = "dev.signalbox.";

    private TrailText() {}

    public static Line line(Node entry, Times times) {
        var words = new ArrayList<String>();
        words.add(padded(entry.text("index"), 6));
        words.add(times.moment(entry.text("time", entry.text("recordedAt"))));
        words.add(padded(type(entry), 20));
        words.add(padded(entry.text("database", "-"), 10));
        words.add(padded(actor(entry), 28));
        if (entry.has("plan")) {
            words.add("plan " + shortened(entry.text("plan")));
        }
        if (entry.has("reason")) {
            words.add(entry.text("reason"));
        }
        var text = String.join("  ", words).stripTrailing();
        return entry.text("kind", "event").equals("event") ? Line.plain(text) : Line.warning(text);
    }

    /** {@code step.completed} for {@code dev.signalbox.step.completed.v1}. */
    public static String type(Node entry) {
        var kind = entry.text("kind", "event");
        var type = entry.text("type", kind);
        var area = type.startsWith(OURS) ? type.substring(OURS.length()) : type;
        var version = area.lastIndexOf(".v");
        var name = version > 0 ? area.substring(0, version) : area;
        return kind.equals("event") || name.equals(kind) ? name : kind + " " + name;
    }

    static String actor(Node entry) {
        var actor = entry.text("actor", entry.text("source", "-"));
        var standing = entry.text("standing", "none");
        return standing.equals("none") ? actor : actor + " (" + standing + ")";
    }

    /** The end of a plan's id: the beginning is the time, and alike in neighbours. */
    public static String shortened(String plan) {
        return plan.length() <= PLAN_LETTERS
                ? plan
                : "…" + plan.substring(plan.length() - PLAN_LETTERS);
    }

    static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
