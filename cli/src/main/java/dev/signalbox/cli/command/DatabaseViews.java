package dev.signalbox.cli.command;

import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Server;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the planner says of one database, or of each. */
final class DatabaseViews {

    private final GlobalOptions global;

    DatabaseViews(GlobalOptions global) {
        this.global = global;
    }

    /**
     * With {@code --json}, prints them: the one that is named as an object, otherwise a list.
     *
     * @param database absent for all
     * @param aspect what follows the database's id in the path; empty for the database itself
     */
    List<Node> show(@Nullable String database, String aspect) {
        var server = global.server();
        var views = views(server, database, aspect);
        if (global.console().json()) {
            global.console().document(database == null ? views : views.getFirst());
        }
        if (views.isEmpty()) {
            global.console()
                    .note(
                            Line.warning(
                                    "No database is configured. Name one in signalbox.yml;"
                                            + " `signalbox init` writes it."));
        }
        return views;
    }

    private static List<Node> views(Server server, @Nullable String database, String aspect) {
        if (database != null) {
            return List.of(view(server, database, aspect));
        }
        var views = new ArrayList<Node>();
        for (var known : server.json("/planner/databases").items()) {
            views.add(view(server, known.text("id"), aspect));
        }
        return views;
    }

    private static Node view(Server server, String id, String aspect) {
        return server.json("/planner/databases/" + Server.encoded(id) + aspect);
    }
}
