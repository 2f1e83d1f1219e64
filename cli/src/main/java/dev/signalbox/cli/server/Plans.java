package dev.signalbox.cli.server;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The planner's plans. */
public final class Plans {

    private static final int ID_LETTERS = 36;

    private final Server server;

    public Plans(Server server) {
        this.server = server;
    }

    public Node view(String plan) {
        return server.json("/planner/plans/" + Server.encoded(plan));
    }

    /** Nothing more follows by itself in that state. */
    public static boolean isAtRest(String state) {
        return switch (state) {
            case "REQUESTED", "RELEASED", "RUNNING", "PAUSED", "FAILING" -> false;
            default -> true;
        };
    }

    /** Newest first. */
    public List<Node> latest(int limit) {
        return server.json("/planner/plans?limit=" + limit).items();
    }

    /**
     * The id that somebody means.
     *
     * @param given an id or a part of one; absent for the latest plan
     * @throws Failure when there is none, or several
     */
    public String resolve(@Nullable String given) {
        if (given != null && given.length() == ID_LETTERS) {
            return given;
        }
        var known = latest(given == null ? 1 : 200);
        if (given == null) {
            if (known.isEmpty()) {
                throw Failure.usage("There is no plan yet", "Make one: signalbox up");
            }
            return known.getFirst().text("plan");
        }
        var part = given.replace("…", "");
        var matching =
                known.stream().map(p -> p.text("plan")).filter(p -> p.contains(part)).toList();
        if (matching.size() != 1) {
            throw Failure.usage(
                    matching.isEmpty()
                            ? "No plan has an id with '" + given + "' in it"
                            : "Several plans have '" + given + "' in their id: " + matching,
                    "Give more of the id; signalbox status names the last plan.");
        }
        return matching.getFirst();
    }
}
