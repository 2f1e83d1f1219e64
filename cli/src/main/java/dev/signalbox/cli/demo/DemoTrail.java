package dev.signalbox.cli.demo;

import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.TrailText;
import java.util.ArrayList;
import java.util.List;

/** What the audit service recorded of the plans. */
final class DemoTrail {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final int POLL_MILLIS = 50;

    private DemoTrail() {}

    /** Waits until the trail has the end of so many runs; returns what it has then. */
    static List<Node> of(Server server, int runs) {
        var entries = read(server);
        for (var waited = 0;
                count(entries, "run.completed") < runs && waited < PATIENCE_MILLIS;
                waited += POLL_MILLIS) {
            Pause.millis(POLL_MILLIS);
            entries = read(server);
        }
        return entries;
    }

    static long count(List<Node> entries, String type) {
        return entries.stream().filter(e -> TrailText.type(e).equals(type)).count();
    }

    private static List<Node> read(Server server) {
        var entries = new ArrayList<Node>();
        var cursor = "";
        do {
            var page =
                    server.json(
                            "/audit/trail?database="
                                    + SampleProject.DATABASE
                                    + "&limit=200"
                                    + cursor);
            entries.addAll(page.items("entries"));
            var next = page.text("next");
            cursor =
                    next.isEmpty() || page.items("entries").isEmpty()
                            ? ""
                            : "&after=" + Server.encoded(next);
        } while (!cursor.isEmpty());
        return entries;
    }
}
