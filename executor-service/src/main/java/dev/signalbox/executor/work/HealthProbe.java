package dev.signalbox.executor.work;

import dev.signalbox.events.plan.PlannedStep;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the application once whether it is well. */
final class HealthProbe {

    private final Turn turn;
    private final PlannedStep.HealthCheck step;

    HealthProbe(Turn turn, PlannedStep.HealthCheck step) {
        this.turn = turn;
        this.step = step;
    }

    /** What is wrong; empty when all is well. */
    Optional<String> trouble() throws IOException, InterruptedException {
        var url = step.url();
        return url == null ? byCommand() : byUrl(url);
    }

    /** An answer that leads elsewhere is not the application's word, and is not followed. */
    private Optional<String> byUrl(String url) throws InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url)).timeout(step.timeout()).build();
        } catch (IllegalArgumentException e) {
            return Optional.of(url + " could not be asked: " + e.getMessage());
        }
        var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
        try {
            var answer = client.sendAsync(request, BodyHandlers.discarding());
            var end = System.nanoTime() + step.timeout().toNanos();
            while (System.nanoTime() < end && !turn.cutShort().getAsBoolean()) {
                try {
                    var status = answer.get(50, TimeUnit.MILLISECONDS).statusCode();
                    return status >= 200 && status < 300
                            ? Optional.empty()
                            : Optional.of(url + " answered with status " + status);
                } catch (TimeoutException e) {
                    // Not yet.
                }
            }
            return Optional.of(url + " did not answer within " + step.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            return Optional.of(url + " could not be asked: " + e.getCause());
        } finally {
            client.shutdownNow();
        }
    }

    private Optional<String> byCommand() throws IOException, InterruptedException {
        var ran =
                Program.of(step.command(), turn, "health", null)
                        .run(step.timeout(), turn.cutShort());
        return ran.trouble()
                .map(
                        trouble ->
                                String.join(" ", step.command())
                                        + " "
                                        + trouble
                                        + (ran.output().isBlank() ? "" : ": " + ran.output()));
    }
}
