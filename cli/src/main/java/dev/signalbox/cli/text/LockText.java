package dev.signalbox.cli.text;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import java.util.ArrayList;
import java.util.List;

/** Who holds a database's migration lock, and what was done with the database last. */
public final class LockText {

    private LockText() {}

    /**
     * Nothing where nobody holds it.
     *
     * @param status a database as the planner shows it
     * @param actions also what was done last
     */
    public static List<Line> lines(Node status, boolean actions, Times times) {
        var lock = status.get("lock");
        var lines = new ArrayList<Line>();
        if (lock.isPresent()) {
            lines.add(
                    Line.warning(
                            "  lock       "
                                    + lock.text("holder")
                                    + " since "
                                    + times.moment(lock.text("since"))
                                    + (lock.flag("expired") ? ", expired at " : ", until ")
                                    + times.moment(lock.text("until"))));
        }
        if (actions) {
            for (var action : status.items("lastActions")) {
                lines.add(Line.plain("  did        " + action(action, times)));
            }
        }
        return lines;
    }

    private static String action(Node action, Times times) {
        var words = new ArrayList<String>();
        words.add(times.moment(action.text("at")));
        words.add(action.text("action"));
        for (var name : List.of("migrationId", "executor", "actor", "details")) {
            if (action.has(name)) {
                words.add(action.text(name));
            }
        }
        return String.join("  ", words);
    }
}
