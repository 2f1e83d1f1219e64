package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Node;
import java.util.Map;

/** What is asked of the executor directly, and what became of it. */
public final class ExecutorRequests {

    // From REST through Kafka and back; a service that needs longer is in trouble.
    private static final long UNKNOWN_NANOS = 20_000_000_000L;

    private final Server server;
    private final long began = System.nanoTime();

    public ExecutorRequests(Server server) {
        this.server = server;
    }

    /**
     * The request's id.
     *
     * @param kind pause, resume, cancel, retry or unlock
     * @throws Failure when it is refused at once
     */
    public String send(String kind, Map<String, ?> request) {
        return server.post("/executor/requests/" + kind, request).text("event");
    }

    /**
     * Its {@code state}: PENDING, DONE or REFUSED, with {@code findings}; PENDING also while nobody
     * knows of it.
     *
     * @throws Failure when the executor does not take it up
     */
    public Node state(String event) {
        var path = "/executor/requests/" + Server.encoded(event);
        var reply = server.get(path);
        if (reply.status() != 404) {
            return reply.orFail(path);
        }
        if (System.nanoTime() - began > UNKNOWN_NANOS) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "The executor has not taken up request " + event,
                    "See `signalbox audit query --type run.` and the service's log.");
        }
        return Node.of(Map.of("state", "PENDING"));
    }
}
