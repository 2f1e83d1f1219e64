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
        var unknown = verbose.lines(event("run.invented", "\"x\":1"));
        var tick = verbose.lines(event("step.progressed", "\"done\":1"));

        assertThat(queued).containsExactly(Line.faint("2026-05-01 12:00:01 Z  run.queued"));
        assertThat(unknown).hasSize(1);
        assertThat(tick).isEmpty();
    }

    @Test
    void aPauseSaysWhyAndHowToGoOn() throws IOException {
        tell("step.started", "\"step\":1,\"of\":2,\"sentence\":\"Apply 001\"");

        var lines = tell("run.paused", "\"step\":2,\"why\":\"alice: lunch\"");

        assertThat(lines)
                .containsExactly(
                        Line.warning("Paused before step 2: alice: lunch"),
                        Line.plain("  Go on: signalbox resume " + Recorded.PLAN),
                        Line.plain("  End it: signalbox cancel " + Recorded.PLAN));
        assertThat(narrator.now()).isEmpty();
        assertThat(tell("run.resumed", "\"step\":2,\"retried\":false"))
                .containsExactly(Line.plain("Goes on with step 2"));
    }

    @Test
    void aStepThatWasAnnouncedBeforeThePauseIsNamedAfterIt() throws IOException {
        tell("step.started", "\"step\":2,\"of\":2,\"sentence\":\"Check all\"");
        tell("run.paused", "\"step\":2,\"why\":\"a warning\"");

        tell("run.resumed", "\"step\":2,\"retried\":false");

        assertThat(narrator.now()).isEqualTo("[2/2] Check all");
        assertThat(tell("step.completed", "\"step\":2,\"duration\":\"PT1S\",\"rows\":0"))
                .containsExactly(Line.good("  [2/2] Check all  1 s"));
    }

    @Test
    void aRollbackSaysItsWayAndItsProof() throws IOException {
        var started =
                tell(
                        "rollback.started",
                        "\"way\":\"DOWN_SCRIPTS\",\"why\":\"002_b failed\",\"migrations\":[\"001_a\"]");
        var reverted =
                tell(
                        "migration.reverted",
                        "\"migration\":\"001_a\",\"duration\":\"PT0.004S\",\"notes\":[\"3 rows saved\"]");
        var completed =
                tell(
                        "rollback.completed",
                        "\"how\":\"DOWN_SCRIPTS\",\"proof\":[\"The schema is equal\"]");

        assertThat(started)
                .containsExactly(
                        Line.warning("Rolls back by DOWN scripts, because 002_b failed: 001_a"));
        assertThat(reverted)
                .containsExactly(
                        Line.plain("  undid 001_a  4 ms"), Line.plain("      3 rows saved"));
        assertThat(completed)
                .containsExactly(
                        Line.good("Rolled back by DOWN scripts"),
                        Line.plain("  The schema is equal"));
    }

    @Test
    void whatAnApplicationWroteMeanwhileIsANoteOfTheStep() throws IOException {
        var lines =
                tell(
                        "step.completed",
                        "\"step\":1,\"duration\":\"PT1S\",\"rows\":1,\"notes\":[\"1 conflict in b\"]");

        assertThat(lines).contains(Line.plain("      1 conflict in b"));
    }

    @Test
    void aCheckTellsWhatItFoundAndOneThatPassedNothing() throws IOException {
        var lines =
                tell(
                        "checks.completed",
                        "\"report\":[{\"file\":\"checks/a.sql\",\"statement\":1,\"violations\":0},"
                                + "{\"file\":\"checks/b.sql\",\"statement\":2,\"warning\":true,\"violations\":1,"
                                + "\"sample\":[\"id=7\"]},"
                                + "{\"file\":\"checks/c.sql\",\"statement\":1,\"violations\":0,\"error\":\"no such"
                                + " table\"}]");

        assertThat(lines)
                .containsExactly(
                        Line.warning("      checks/b.sql, query 2: 1 row is not as it must be"),
                        Line.plain("        id=7"),
                        Line.bad("      checks/c.sql, query 1: no such table"));
    }

    @Test
    void aHookShowsTheBeginningOfWhatItWrote() throws IOException {
        var lines =
                tell(
                        "hook.completed",
                        "\"event\":\"before-run\",\"file\":\"hooks/before-run.sh\",\"duration\":\"PT1S\",\"exit\":1,"
                                + "\"error\":\"exit status 1\",\"output\":\"%s\""
                                        .formatted("x\\n".repeat(12)));

        assertThat(lines).hasSize(12);
        assertThat(lines.getFirst().text()).contains("before-run", "exit status 1", "failed");
        assertThat(lines.getLast().text()).contains("and 2 more lines");
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
                        "run.failed",
                        "run.paused",
                        "run.resumed",
                        "rollback.started",
                        "migration.reverted",
                        "rollback.completed",
                        "checks.completed",
                        "hook.completed",
                        "history.repaired",
                        "restore.failed",
                        "steering.refused")) {
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
