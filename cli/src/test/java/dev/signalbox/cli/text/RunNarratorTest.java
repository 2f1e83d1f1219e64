package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunNarratorTest {

    private final RunNarrator narrator =
            new RunNarrator(false, new Times(ZoneId.of("Europe/Berlin")));

    @Test
    void progressIsTheLineOfNow() throws IOException {
        tell("step.started", "\"step\":2,\"of\":5,\"sentence\":\"Apply 002\"");
        var before = narrator.now();
        tell(
                "step.progressed",
                "\"step\":2,\"done\":1500,\"total\":3000,\"unit\":\"rows\",\"rate\":0.4");

        assertThat(before).isEqualTo("[2/5] Apply 002");
        assertThat(narrator.now()).isEqualTo("[2/5] Apply 002  1,500 of 3,000 rows");
        assertThat(narrator.bar()).isEqualTo("[##########----------] 50%");
    }

    @Test
    void progressWithoutATotalHasNoBar() throws IOException {
        tell("step.started", "\"step\":1,\"of\":1,\"sentence\":\"Apply 001\"");
        tell("step.progressed", "\"step\":1,\"done\":7,\"unit\":\"statements\",\"rate\":12.6");

        assertThat(narrator.now()).isEqualTo("[1/1] Apply 001  7 statements, 13/s");
        assertThat(narrator.bar()).isEmpty();
    }

    @Test
    void nothingIsNowAfterAStepsEnd() throws IOException {
        tell("step.started", "\"step\":1,\"of\":1,\"sentence\":\"Apply 001\"");

        var lines =
                tell(
                        "step.completed",
                        "\"step\":1,\"duration\":\"PT0.004S\",\"rows\":1,\"adopted\":true");

        assertThat(lines)
                .containsExactly(Line.good("  [1/1] Apply 001  4 ms, 1 row, was done before"));
        assertThat(narrator.now()).isEmpty();
    }

    @Test
    void whoHoldsTheDatabaseIsNamedWithSinceWhen() throws IOException {
        var lines =
                tell(
                        "lock.waited",
                        "\"holder\":\"host-2 pid 7\",\"heldSince\":\"2026-05-01T12:00:00Z\",\"waited\":\"PT3S\"");

        assertThat(lines)
                .containsExactly(
                        Line.warning(
                                "Waiting for host-2 pid 7, who holds kb since 2026-05-01 14:00:00"
                                        + " +02:00; 3 s so far"));
    }

    @Test
    void driftSaysWhatDiffers() throws IOException {
        var lines = tell("drift.detected", "\"differences\":[\"table x was added\"]");

        assertThat(lines).contains(Line.bad("  table x was added"));
    }

    @Test
    void verboseTellsEveryEventButTicks() throws IOException {
        var verbose = new RunNarrator(true, new Times(ZoneId.of("UTC")));

        var queued = verbose.lines(event("run.queued", "\"steps\":2"));
        var unknown = verbose.lines(event("run.wound-up", "\"x\":1"));
        var tick = verbose.lines(event("step.progressed", "\"done\":1"));

        assertThat(queued).containsExactly(Line.faint("2026-05-01 12:00:01 Z  run.queued"));
        assertThat(unknown).hasSize(1);
        assertThat(tick).isEmpty();
    }

    @Test
    void anEventOfUnknownShapeIsNoObstacle() throws IOException {
        for (var kind :
                List.of(
                        "plan.proposed",
                        "step.started",
                        "step.progressed",
                        "step.completed",
                        "step.failed",
                        "snapshot.completed",
                        "snapshot.failed",
                        "lock.waited",
                        "run.failed")) {
            var node = Json.read("{\"type\":\"dev.signalbox." + kind + ".v1\",\"data\":[1,\"x\"]}");

            assertThat(narrator.lines(node)).isNotNull();
        }
        assertThat(narrator.lines(Node.ABSENT)).isEmpty();
    }

    private List<Line> tell(String kind, String data) throws IOException {
        return narrator.lines(event(kind, data));
    }

    private static Node event(String kind, String data) throws IOException {
        return Json.read(
                "{\"type\":\"dev.signalbox.%s.v1\",\"time\":\"2026-05-01T12:00:01Z\",\"data\":%s}"
                        .formatted(kind, Recorded.run(data)));
    }
}
