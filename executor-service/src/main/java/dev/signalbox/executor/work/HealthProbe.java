package dev.signalbox.executor.work;

import dev.signalbox.events.plan.PlannedStep;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

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

    private Optional<String> byUrl(String url) {
        var millis = (int) Math.clamp(step.timeout().toMillis(), 1, Integer.MAX_VALUE);
        try {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            connection.setUseCaches(false);
            try {
                var status = connection.getResponseCode();
                return status >= 200 && status < 300
                        ? Optional.empty()
                        : Optional.of(url + " answered with status " + status);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            return Optional.of(url + " could not be asked: " + e);
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
