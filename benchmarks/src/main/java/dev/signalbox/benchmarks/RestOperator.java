package dev.signalbox.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.events.EventType;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks over REST and follows the plan by server-sent events, as the command does. */
final class RestOperator implements AutoCloseable {

    private static final int ACCEPTED = 202;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Running running;

    RestOperator(Running running) {
        this.running = running;
    }

    /** From the request until the plan is seen. */
    Duration untilPlanned(String database) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var answer =
                http.send(
                        to("/planner/requests")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(Requests.data(database)))
                                .build(),
                        BodyHandlers.ofByteArray());
        if (answer.statusCode() != ACCEPTED) {
            throw new IllegalStateException("The request was answered " + answer.statusCode());
        }
        var plan = Json.read(answer.body(), JsonNode.class).get("plan").asText();
        var seen = "event:" + EventType.PLAN_PROPOSED.wireName();
        var stream =
                http.send(to("/planner/plans/" + plan + "/events").build(), BodyHandlers.ofLines());
        try (var lines = stream.body()) {
            if (lines.noneMatch(line -> line.replace(": ", ":").equals(seen))) {
                throw new IllegalStateException("The plan " + plan + " was never proposed");
            }
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(running.url() + path))
                .header("Authorization", "Bearer " + running.token());
    }

    @Override
    public void close() {
        http.close();
    }
}
