package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static dev.signalbox.planner.domain.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.plan.PlannedStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans for the ledger alone, and who may rewrite history. */
class LedgerGoalsTest {

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void threeMigrationsAreInForce() {
        project = PlannedFolder.withThreeInForce(folder);
    }

    @Test
    void aChangedFileIsRepairedWithItsDifferencesShown() {
        var was =
                "-- UP\nALTER TABLE users ADD COLUMN email;\n-- DOWN\nALTER TABLE users DROP COLUMN email;\n";
        project.file("002_email.sql", was.replace("ADD COLUMN email", "ADD COLUMN email TEXT"));
        var known =
                new Background(
                        List.of(),
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        Map.of(),
                        Map.of("002_email", PlannedFolder.asApplied("002_email.sql", was)));

        var plan = proposed(project.plan(new Goal.Repair(null), Options.DEFAULT, known));

        assertThat(plan.steps())
                .singleElement()
                .satisfies(
                        step -> {
                            var repair = (PlannedStep.RepairHistory) step;
                            assertThat(repair.migration()).isEqualTo("002_email");
                            assertThat(repair.differences())
                                    .singleElement()
                                    .satisfies(
                                            d ->
                                                    assertThat(d)
                                                            .contains(
                                                                    "002_email.sql",
                                                                    "line 2",
                                                                    "TEXT"));
                            assertThat(repair.recorded()).isNotEqualTo(repair.checksum());
                        });
        project.file("002_email.sql", was);
        assertThat(proposed(project.plan(new Goal.Repair(null), Options.DEFAULT, known)).steps())
                .isEmpty();
    }

    @Test
    void aMigrationIsMarkedOnceAndItsAssertionIsOneQuery() {
        project.file("004_more.sql", "-- UP\nCREATE TABLE more (n);\n");

        var plan =
                proposed(
                        project.plan(
                                new Goal.MarkApplied("004", "SELECT 1"),
                                Options.DEFAULT,
                                Background.NONE));

        assertThat(plan.steps()).hasExactlyElementsOfTypes(PlannedStep.MarkApplied.class);
        assertThat(plan.files()).isEmpty();
        for (var assertion : List.of("DELETE FROM users", "SELECT 1; SELECT 2", "SELECT '")) {
            assertThat(
                            refused(
                                    project.plan(
                                            new Goal.MarkApplied("004", assertion),
                                            Options.DEFAULT,
                                            Background.NONE)))
                    .extracting(Finding::code)
                    .containsExactly("invalid-assertion");
        }
        assertThat(
                        proposed(
                                        project.plan(
                                                new Goal.MarkApplied("003", null),
                                                Options.DEFAULT,
                                                Background.NONE))
                                .steps())
                .isEmpty();
    }

    static Stream<Goal> rewritingHistory() {
        return Stream.of(
                new Goal.RestoreTo("latest", null),
                new Goal.Repair(null),
                new Goal.MarkApplied("004", null));
    }

    @ParameterizedTest
    @MethodSource("rewritingHistory")
    void whoeverIsOnlyClaimedMayNotRewriteHistoryNorGoWithoutAReason(Goal goal) {
        project.file("004_more.sql", "-- UP\nCREATE TABLE more (n);\n");

        assertThat(codes(goal, false, "because")).contains("not-allowed-for-claimed-actor");
        assertThat(codes(goal, true, " ")).contains("missing-reason");
        assertThat(codes(goal, true, null)).contains("missing-reason");
    }

    @Test
    void whoOnlyLooksNeedsNoReason() {
        project.file("004_more.sql", "-- UP\nCREATE TABLE more (n);\n");
        var dryRun =
                new Options(true, null, null, null, null, null, null, null, null, null, null, null);

        assertThat(
                        project.plan(
                                new Goal.MarkApplied("004", null),
                                dryRun,
                                PlannedFolder.DEVELOPMENT,
                                true,
                                null))
                .isInstanceOf(Planned.Proposed.class);
    }

    private List<String> codes(Goal goal, boolean authenticated, @Nullable String reason) {
        return refused(
                        project.plan(
                                goal,
                                Options.DEFAULT,
                                PlannedFolder.DEVELOPMENT,
                                authenticated,
                                reason))
                .stream()
                .map(Finding::code)
                .toList();
    }
}
