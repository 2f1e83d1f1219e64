package dev.signalbox.planner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanEvent.PlanPart;
import dev.signalbox.events.PlanEvent.PlanProposed;
import dev.signalbox.events.PlanEvent.PlanRefused;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.PlanEvent.PlanSuperseded;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.planner.TestPlanner;
import dev.signalbox.planner.domain.PlanState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningWorkTest {

    private static final String TABLE = "-- UP\nCREATE TABLE a (x);\n-- DOWN\nDROP TABLE a;\n";

    @TempDir Path folder;

    private TestPlanner planner(String environment) {
        return new TestPlanner(folder, environment).file("001_a.sql", TABLE);
    }

    private static List<String> codes(PlanRefused refused) {
        return refused.findings().stream().map(Finding::code).toList();
    }

    @Test
    void aReleaseIsSignedAndItsPartsJoinToWhatWasReleased() throws IOException {
        var filler = "-- " + "x".repeat(700_000) + "\n";
        var planner = planner("development").file("002_b.sql", filler + TABLE.replace(" a", " b"));
        var plan = planner.request(TestPlanner.wish(null));

        planner.work();

        var released = planner.told(PlanReleased.class).getFirst();
        var parts = planner.told(PlanPart.class);
        assertThat(TestPlanner.KEYS.releasedBy(released)).contains("planner");
        assertThat(released.startBefore())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(55)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(parts).hasSizeGreaterThan(1);
        var bundle = PlanBundle.join(parts.stream().map(PlanPart::bytes).toList());
        assertThat(bundle.hash()).isEqualTo(released.hash());
        assertThat(bundle.document().plan()).isEqualTo(plan);
        assertThat(bundle.document().steps()).hasSize(2);
        assertThat(planner.told()).last().isEqualTo(released);
        assertThat(planner.plans().bundle(plan).orElseThrow().hash()).isEqualTo(released.hash());
    }

    @Test
    void aReleaseThatWasTamperedWithIsNobodys() {
        var planner = planner("development");
        planner.request(TestPlanner.wish(null));
        planner.work();
        var released = planner.told(PlanReleased.class).getFirst();

        var later =
                new PlanReleased(
                        released.plan(),
                        released.database(),
                        released.hash(),
                        released.startBefore().plusSeconds(1),
                        released.signature());

        assertThat(TestPlanner.KEYS.releasedBy(later)).isEmpty();
    }

    @Test
    void aDryRunReleasesNothing() {
        var planner = planner("development");
        var plan =
                planner.request(
                        TestPlanner.wish(
                                new Options(
                                        true, null, null, null, null, null, null, null, null, null,
                                        null, null)));

        planner.work();

        assertThat(planner.told()).hasExactlyElementsOfTypes(PlanProposed.class);
        assertThat(planner.told(PlanProposed.class).getFirst().dryRun()).isTrue();
        assertThat(planner.plans().view(plan).orElseThrow().state()).isEqualTo(PlanState.PROPOSED);
    }

    @Test
    void whereApprovalIsRequiredNothingIsReleasedAndANewerPlanTakesThePlace() {
        var planner = planner("production");
        var first = planner.request(TestPlanner.wish(null));
        planner.work();
        assertThat(planner.told(PlanProposed.class).getFirst().approvalRequired()).isTrue();

        var second = planner.request(TestPlanner.wish(null));
        planner.work();

        assertThat(planner.told(PlanReleased.class)).isEmpty();
        assertThat(planner.told(PlanSuperseded.class))
                .containsExactly(new PlanSuperseded(first, TestPlanner.KB, second));
        assertThat(planner.plans().view(first).orElseThrow().state())
                .isEqualTo(PlanState.SUPERSEDED);
        assertThat(planner.plans().view(second).orElseThrow().state())
                .isEqualTo(PlanState.AWAITING_APPROVAL);
    }

    @Test
    void aDryRunTakesNobodysPlace() {
        var planner = planner("production");
        var waiting = planner.request(TestPlanner.wish(null));
        planner.request(
                TestPlanner.wish(
                        new Options(
                                true, null, null, null, null, null, null, null, null, null, null,
                                null)));

        planner.work();

        assertThat(planner.told(PlanSuperseded.class)).isEmpty();
        assertThat(planner.plans().view(waiting).orElseThrow().state())
                .isEqualTo(PlanState.AWAITING_APPROVAL);
    }

    @Test
    void anUnknownDatabaseIsRefusedNamingTheNearest() {
        var planner = planner("development");
        planner.request(
                new RequestPlan(
                        new dev.signalbox.events.DatabaseId("kbb"),
                        null,
                        Goal.latest(),
                        null,
                        null));

        planner.work();

        var refused = planner.told(PlanRefused.class).getFirst();
        assertThat(codes(refused)).containsExactly("unknown-database");
        assertThat(refused.findings().getFirst().remedy()).contains("kb");
    }

    @Test
    void settingsThatCannotBeReadAreTheAnswer() throws IOException {
        var planner = planner("development");
        Files.writeString(folder.resolve("signalbox.yml"), "databases: [");
        planner.request(TestPlanner.wish(null));

        planner.work();

        assertThat(planner.told(PlanRefused.class).getFirst().findings().getFirst().where())
                .startsWith("signalbox.yml");
    }

    @Test
    void aFileThatIsNoDatabaseIsTheAnswer() throws IOException {
        var planner = planner("development");
        Files.writeString(folder.resolve("kb.db"), "this is no database, but it is long enough");
        planner.request(TestPlanner.wish(null));

        planner.work();

        assertThat(codes(planner.told(PlanRefused.class).getFirst()))
                .containsExactly("database-unreadable");
    }

    @Test
    void aRequestThatMakesThePlannerFailIsRefusedAndTheNextIsPlanned() {
        var asked = new AtomicInteger();
        InstantSource source =
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new StackOverflowError("too deep");
                    }
                    return Instant.now();
                };
        var planner =
                new TestPlanner(folder, "development", clock(source)).file("001_a.sql", TABLE);
        var poisoned = planner.request(TestPlanner.wish(null));
        var next = planner.request(TestPlanner.wish(null));

        planner.work();

        assertThat(codes(planner.told(PlanRefused.class).getFirst()))
                .containsExactly("planner-failed");
        assertThat(planner.plans().view(poisoned).orElseThrow().state())
                .isEqualTo(PlanState.REFUSED);
        assertThat(planner.plans().view(next).orElseThrow().state()).isEqualTo(PlanState.RELEASED);
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    @Test
    void moreFindingsThanAnEventHoldsAreCountedAndHoldUpNobody() {
        var planner = planner("development");
        for (var i = 10; i < 1_500; i++) {
            planner.file(i + "_" + "broken".repeat(30) + ".sql", "-- UP\nCREATE TABLE 'x;\n");
        }
        var broken = planner.request(TestPlanner.wish(null));

        planner.work();

        var refused = planner.told(PlanRefused.class).getFirst();
        assertThat(refused.plan()).isEqualTo(broken);
        assertThat(refused.findings()).hasSize(101);
        assertThat(refused.findings().getLast().message()).contains("1390 more");
        assertThat(planner.plans().next()).isEmpty();
    }

    @Test
    void theSequenceOfAPlanHasNoGaps() {
        var planner = planner("development");
        planner.request(TestPlanner.wish(null));

        planner.work();

        List<String> sequences =
                planner.spine()
                        .store()
                        .read(
                                tx ->
                                        tx.query(
                                                "SELECT json_extract(headers, '$.ce_sequence') AS s"
                                                        + " FROM outbox ORDER BY position",
                                                row -> row.text("s")));
        assertThat(sequences).containsExactly("0000000001", "0000000002", "0000000003");
    }
}
