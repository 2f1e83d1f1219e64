package dev.signalbox.cli.follow;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.server.StreamItem;
import dev.signalbox.cli.text.RunNarrator;
import dev.signalbox.cli.text.Times;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows a plan to its end and shows what happens. */
public final class Follower {

    private static final int ATTEMPTS = 5;
    private static final int RETRY_MILLIS = 500;
    private static final long PLAIN_LINE_NANOS = 3_000_000_000L;

    private final Server server;
    private final Console console;
    private final RunNarrator narrator;
    private final Set<String> seen = new HashSet<>();
    private long lastLine = System.nanoTime();
    private Node lastOfRun = Node.ABSENT;

    public Follower(Server server, Console console, boolean verbose) {
        this.server = server;
        this.console = console;
        this.narrator = new RunNarrator(verbose, Times.here());
    }

    /**
     * @param state the plan's final state
     * @param lastOfRun the data of the event that ended its run, if there was one
     */
    public record Followed(String state, Node lastOfRun) {}

    /**
     * @throws Failure when the server is lost and does not come back
     */
    public Followed follow(String plan) {
        try {
            return toTheEnd(plan);
        } finally {
            console.clearLive();
        }
    }

    private Followed toTheEnd(String plan) {
        for (var attempt = 1; ; attempt++) {
            IOException broken = null;
            var before = seen.size();
            try (var stream = server.stream("/planner/plans/" + plan + "/events")) {
                while (true) {
                    var item = stream.next();
                    if (item instanceof StreamItem.End(var state)) {
                        return new Followed(state, lastOfRun);
                    }
                    if (item instanceof StreamItem.Broken) {
                        break;
                    }
                    take(item);
                }
            } catch (IOException e) {
                broken = e;
            }
            // What came anew shows that it was a good connection.
            attempt = seen.size() > before ? 0 : attempt;
            if (attempt >= ATTEMPTS) {
                throw new Failure(
                        Exit.UNREACHABLE,
                        "The connection to the signalbox at " + server.url() + " was lost",
                        "The run goes on where a signalbox runs; follow it: signalbox watch "
                                + plan,
                        List.of(),
                        broken);
            }
            Pause.millis(RETRY_MILLIS);
        }
    }

    private void take(StreamItem item) {
        if (item instanceof StreamItem.Event(var type, var content) && isNew(content)) {
            for (var line : narrator.lines(content)) {
                console.note(line);
                lastLine = System.nanoTime();
            }
            switch (RunNarrator.kind(content)) {
                case "run.completed", "run.failed", "run.refused", "run.cancelled" ->
                        lastOfRun = content.get("data");
                case "run.resumed" -> lastOfRun = Node.ABSENT;
                default -> {}
            }
        }
        showNow();
    }

    /** After a lost connection the stream begins again from the first event. */
    private boolean isNew(Node event) {
        return RunNarrator.isTick(event)
                || seen.add(
                        event.text("source")
                                + " "
                                + event.text("sequence")
                                + " "
                                + event.text("type")
                                + " "
                                + event.text("time"));
    }

    private void showNow() {
        var now = narrator.now();
        if (now.isEmpty()) {
            console.clearLive();
        } else if (console.showsLive()) {
            var bar = narrator.bar();
            var withBar = bar.isEmpty() ? now : now + "  " + bar;
            console.live(withBar.length() < console.width() ? withBar : now);
        } else if (System.nanoTime() - lastLine > PLAIN_LINE_NANOS) {
            console.note(Line.plain("  " + now));
            lastLine = System.nanoTime();
        }
    }
}
