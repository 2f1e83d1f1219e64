package dev.signalbox.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.CancelRun;
import dev.signalbox.events.Request.PauseRun;
import dev.signalbox.events.Request.ResumeRun;
import dev.signalbox.events.Request.RetryRun;
import dev.signalbox.events.Request.Steering;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.RunId;
import dev.signalbox.events.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SteeredTest {

    private static final PlanId PLAN = PlanId.next();
    private static final DatabaseId KB = new DatabaseId("kb");
    private static final Run.Header HEADER =
            new Run.Header(RunId.next(), PLAN, KB, "ab", Instant.EPOCH);
    private static final Progress PROGRESS =
            new Progress(Instant.EPOCH, new StepId(2), false, false, 3, "1", null);
    private static final Rollback ROLLBACK = new Rollback(RollbackWay.DOWN_SCRIPTS, "bad", 1);

    private static final List<Run> STATES =
            List.of(
                    new Queued(HEADER),
                    new Running(HEADER, PROGRESS),
                    new Paused(HEADER, PROGRESS),
                    new RollingBack(HEADER, PROGRESS, ROLLBACK),
                    new Completed(HEADER),
                    new Failed(HEADER, PROGRESS, "bad"),
                    new RolledBack(HEADER),
                    new NeedsOperator(HEADER, PROGRESS, "bad", ROLLBACK),
                    new Cancelled(HEADER));

    private static final Map<String, Steering> REQUESTS =
            Map.of(
                    "pause", new PauseRun(KB, PLAN, "why"),
                    "resume", new ResumeRun(KB, PLAN, "why"),
                    "cancel", new CancelRun(KB, PLAN, "why"),
                    "retry", new RetryRun(KB, PLAN, "why"));

    /** State, request, and the state afterwards; a dash where it is refused. */
    static Stream<Arguments> answers() {
        return Stream.of(
                        "QUEUED pause PAUSED",
                        "QUEUED resume QUEUED",
                        "QUEUED cancel CANCELLED",
                        "QUEUED retry QUEUED",
                        "RUNNING pause PAUSED",
                        "RUNNING resume RUNNING",
                        "RUNNING cancel CANCELLED",
                        "RUNNING retry RUNNING",
                        "PAUSED pause PAUSED",
                        "PAUSED resume RUNNING",
                        "PAUSED cancel CANCELLED",
                        "PAUSED retry -",
                        "FAILING pause -",
                        "FAILING resume -",
                        "FAILING cancel -",
                        "FAILING retry FAILING",
                        "COMPLETED pause -",
                        "COMPLETED resume -",
                        "COMPLETED cancel -",
                        "COMPLETED retry -",
                        "FAILED pause -",
                        "FAILED resume -",
                        "FAILED cancel CANCELLED",
                        "FAILED retry RUNNING",
                        "ROLLED_BACK pause -",
                        "ROLLED_BACK resume -",
                        "ROLLED_BACK cancel -",
                        "ROLLED_BACK retry -",
                        "NEEDS_OPERATOR pause -",
                        "NEEDS_OPERATOR resume -",
                        "NEEDS_OPERATOR cancel CANCELLED",
                        "NEEDS_OPERATOR retry FAILING",
                        "CANCELLED pause -",
                        "CANCELLED resume -",
                        "CANCELLED cancel CANCELLED",
                        "CANCELLED retry -")
                .map(line -> Arguments.of((Object[]) line.split(" ")));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("answers")
    void everyStateAnswersEveryRequest(String state, String request, String after) {
        var run = STATES.stream().filter(r -> r.state().equals(state)).findFirst().orElseThrow();

        var answer = Steered.decide(run, request(request), "alice");

        switch (answer) {
            case Steered.Now now -> {
                assertThat(now.transition().next().state()).isEqualTo(after);
                assertThat(now.transition().events()).isNotEmpty();
                assertThat(run.waysOut()).contains(request);
            }
            case Steered.AlreadySo so -> assertThat(after).isEqualTo(state);
            case Steered.Refused refused -> {
                assertThat(after).isEqualTo("-");
                assertThat(refused.finding().message()).contains(state);
                assertThat(refused.finding().remedy()).isNotBlank();
            }
        }
    }

    private static Steering request(String name) {
        return Objects.requireNonNull(REQUESTS.get(name), name);
    }

    @Test
    void everyPairIsInTheTable() {
        assertThat(answers().count()).isEqualTo((long) STATES.size() * REQUESTS.size());
        assertThat(STATES)
                .extracting(run -> (Object) run.getClass())
                .containsExactlyInAnyOrder((Object[]) Run.class.getPermittedSubclasses());
    }

    @Test
    void aWayOutThatIsNamedIsTaken() {
        for (var run : STATES) {
            for (var way : run.waysOut()) {
                if (!way.equals("restore")) {
                    assertThat(Steered.decide(run, request(way), "alice"))
                            .as("%s %s", run.state(), way)
                            .isInstanceOf(Steered.Now.class);
                }
            }
        }
    }
}
