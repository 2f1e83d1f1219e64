package dev.signalbox.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Bytes;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Risk;
import dev.signalbox.events.Signature;
import dev.signalbox.events.StepId;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlannedStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseCheckTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Optional<String> PLANNER = Optional.of("planner");
    private static final PlanBundle BUNDLE =
            PlanBundle.of(
                    RunTest.plan(
                            new PlannedStep.Snapshot(
                                    new StepId(1),
                                    "save it",
                                    new dev.signalbox.events.Estimate(Duration.ZERO, "test"),
                                    Risk.LOW,
                                    "nothing")));

    private static PlanReleased release(String database, String hash) {
        return new PlanReleased(
                PlanId.of("0197f000-0000-7000-8000-000000000001"),
                new DatabaseId(database),
                hash,
                NOON,
                new Signature("k", Bytes.ofBase64("AQID")));
    }

    private static String code(ReleaseCheck check) {
        assertThat(check).isInstanceOf(ReleaseCheck.Refused.class);
        return ((ReleaseCheck.Refused) check).finding().code();
    }

    @Test
    void whatWasReleasedAndArrivedWholeIsGood() {
        var check =
                ReleaseCheck.of(release("kb", BUNDLE.hash()), PLANNER, Optional.of(BUNDLE), NOON);

        assertThat(check).isInstanceOf(ReleaseCheck.Good.class);
    }

    @Test
    void onlyAPlannerReleases() {
        var release = release("kb", BUNDLE.hash());

        assertThat(code(ReleaseCheck.of(release, Optional.empty(), Optional.of(BUNDLE), NOON)))
                .isEqualTo("release-not-trusted");
        assertThat(code(ReleaseCheck.of(release, Optional.of("audit"), Optional.of(BUNDLE), NOON)))
                .isEqualTo("release-not-trusted");
    }

    @Test
    void aReleaseRunsOut() {
        assertThat(
                        code(
                                ReleaseCheck.of(
                                        release("kb", BUNDLE.hash()),
                                        PLANNER,
                                        Optional.of(BUNDLE),
                                        NOON.plusMillis(1))))
                .isEqualTo("release-expired");
    }

    @Test
    void whatArrivedMustBeWhatWasReleased() {
        assertThat(
                        code(
                                ReleaseCheck.of(
                                        release("kb", "00".repeat(32)),
                                        PLANNER,
                                        Optional.of(BUNDLE),
                                        NOON)))
                .isEqualTo("hash-mismatch");
        assertThat(
                        code(
                                ReleaseCheck.of(
                                        release("kb", BUNDLE.hash()),
                                        PLANNER,
                                        Optional.empty(),
                                        NOON)))
                .isEqualTo("bundle-incomplete");
        assertThat(
                        code(
                                ReleaseCheck.of(
                                        release("other", BUNDLE.hash()),
                                        PLANNER,
                                        Optional.of(BUNDLE),
                                        NOON)))
                .isEqualTo("release-contradicts-plan");
    }

    @Test
    void bytesThatAreNoPlanAreRefused() {
        var noise = PlanBundle.of("{\"plan\": 7}".getBytes(StandardCharsets.UTF_8));

        assertThat(
                        code(
                                ReleaseCheck.of(
                                        release("kb", noise.hash()),
                                        PLANNER,
                                        Optional.of(noise),
                                        NOON)))
                .isEqualTo("bundle-unreadable");
    }
}
