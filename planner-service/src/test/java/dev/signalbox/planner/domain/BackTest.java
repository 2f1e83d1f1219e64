package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static dev.signalbox.planner.domain.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.TriedRevert;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans back, by DOWN sections. */
class BackTest {

    private static final Options UNSAVED =
            new Options(null, null, null, null, null, null, null, true, null, null, null, null);
    private static final TriedRevert LOSES_NOTHING =
            effect(new TriedRevert.Effect("users", false, List.of(), 9, 0, 0, false));
    private static final TriedRevert LOSES_ROWS =
            effect(new TriedRevert.Effect("users", false, List.of(), 9, 1, 0, false));
    private static final TriedRevert LOSES_WHAT_CANNOT_BE_SAVED =
            effect(new TriedRevert.Effect("places", true, List.of("id"), 9, 9, 0, true));

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void threeMigrationsAreInForce() {
        project = PlannedFolder.withThreeInForce(folder);
    }

    private static List<String> undone(PlanDocument plan) {
        return plan.steps().stream()
                .filter(PlannedStep.RevertScript.class::isInstance)
                .map(s -> ((PlannedStep.RevertScript) s).migration())
                .toList();
    }

    private Planned back(Goal.RevertTo goal) {
        return back(goal, Options.DEFAULT, Background.NONE);
    }

    private Planned back(Goal.RevertTo goal, Options options, Background background) {
        return project.plan(goal, options, background);
    }

    private static Options forced() {
        return new Options(null, null, true, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void stepsAreCountedFromTheLastApplied() {
        var plan = proposed(back(Goal.RevertTo.ofSteps(2)));

        assertThat(undone(plan)).containsExactly("003_index", "002_email");
        assertThat(plan.toVersion()).isEqualTo("001");
        assertThat(plan.fromVersion()).isEqualTo("003");
        assertThat(plan.files())
                .extracting(f -> f.path())
                .containsExactly("003_index.sql", "002_email.sql");
    }

    @Test
    void theVersionIsTheOneToBeAtAfterwards() {
        assertThat(undone(proposed(back(Goal.RevertTo.ofVersion("2")))))
                .containsExactly("003_index");
        assertThat(undone(proposed(back(Goal.RevertTo.ofVersion("001_users")))))
                .containsExactly("003_index", "002_email");
        assertThat(undone(proposed(back(Goal.RevertTo.ofVersion("3"))))).isEmpty();
        var all = proposed(back(Goal.RevertTo.ofVersion("0")));
        assertThat(undone(all)).containsExactly("003_index", "002_email", "001_users");
        assertThat(all.toVersion()).isNull();
    }

    @Test
    void aVersionThatIsNotInForceIsRefusedNamingThoseThatAre() {
        assertThat(refused(back(Goal.RevertTo.ofVersion("7"))))
                .singleElement()
                .satisfies(
                        f -> {
                            assertThat(f.code()).isEqualTo("unknown-version");
                            assertThat(f.remedy()).contains("002_email", "0 undoes all");
                        });
    }

    @Test
    void aTagLeadsToItsVersion() {
        var tagged =
                new Background(
                        List.of(), Optional.empty(), null, Optional.of("002"), Map.of(), Map.of());
        var goal = new Goal.RevertTo(null, null, "v1");

        assertThat(undone(proposed(back(goal, Options.DEFAULT, tagged))))
                .containsExactly("003_index");
        assertThat(refused(back(goal))).extracting(Finding::code).containsExactly("unknown-tag");
    }

    @Test
    void whatDependsOnWhatGoesGoesTooAndItIsSaid() {
        project.file(
                "002_email.sql",
                "-- @metadata {\"dependencies\": [\"003_index\"]}\n-- UP\nALTER TABLE users ADD COLUMN email;\n-- DOWN\nALTER TABLE users DROP COLUMN email;\n");

        var plan = proposed(back(Goal.RevertTo.ofSteps(1)));

        assertThat(undone(plan)).containsExactly("003_index", "002_email");
        assertThat(plan.toVersion()).isEqualTo("001");
        assertThat(plan.warnings())
                .filteredOn(f -> f.code().equals("dependent-undone-too"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("002_email", "003_index"));
    }

    @Test
    void whatTheTargetDependsOnStaysThoughItsVersionIsHigher() {
        project.file(
                "0004_early.sql",
                "-- @metadata {\"dependencies\": [\"005_base\"]}\n-- UP\nCREATE TABLE early (n);\n-- DOWN\nDROP TABLE early;\n");
        project.file("005_base.sql", "-- UP\nCREATE TABLE base (n);\n-- DOWN\nDROP TABLE base;\n");
        project.apply("005_base");
        project.apply("0004_early");

        assertThat(undone(proposed(back(Goal.RevertTo.ofVersion("4"))))).isEmpty();
    }

    @Test
    void moreStepsThanThereAreAreRefused() {
        assertThat(refused(back(Goal.RevertTo.ofSteps(9))))
                .extracting(Finding::code)
                .containsExactly("too-many-steps");
    }

    @Test
    void hooksOfARollbackRunAroundIt() {
        project.file("hooks/before-rollback.sql", "SELECT 1;\n")
                .file("hooks/after-rollback.sql", "SELECT 1;\n")
                .file("hooks/on-failure.sql", "SELECT 1;\n");

        var plan = proposed(back(Goal.RevertTo.ofSteps(1)));

        assertThat(plan.steps())
                .extracting(s -> s.getClass().getSimpleName())
                .containsExactly("Hook", "RevertScript", "Hook");
        assertThat(plan.reactions()).hasSize(1);
        assertThat(plan.files()).hasSize(4);
    }

    @Test
    void whatTheTrialFoundIsInSentenceStepAndRisk() {
        var effect = new TriedRevert.Effect("users", false, List.of("email"), 1204, 0, 0, false);
        var tried =
                Background.NONE.withTried(
                        Map.of(
                                "003_index", new TriedRevert(List.of(), null),
                                "002_email", new TriedRevert(List.of(effect), null)));

        var plan = proposed(back(Goal.RevertTo.ofSteps(2), Options.DEFAULT, tried));

        var step = (PlannedStep.RevertScript) plan.steps().getLast();
        assertThat(step.sentence()).contains("drops column users.email (1,204 rows)");
        assertThat(step.effects())
                .singleElement()
                .satisfies(e -> assertThat(e.table()).isEqualTo("users"));
        assertThat(step.tried()).isTrue();
        assertThat(step.saves()).isTrue();
        assertThat(step.risk().level()).isEqualTo(Risk.Level.MEDIUM);
        var bold = proposed(back(Goal.RevertTo.ofSteps(2), UNSAVED, tried));
        assertThat(bold.steps().getLast().risk().level()).isEqualTo(Risk.Level.HIGH);
        assertThat(((PlannedStep.RevertScript) bold.steps().getLast()).saves()).isFalse();
    }

    private static TriedRevert effect(TriedRevert.Effect effect) {
        return new TriedRevert(List.of(effect), null);
    }

    private PlannedStep.RevertScript undoingLast(Options options, Map<String, TriedRevert> tried) {
        var plan =
                proposed(back(Goal.RevertTo.ofSteps(1), options, Background.NONE.withTried(tried)));
        return (PlannedStep.RevertScript) plan.steps().getLast();
    }

    static Stream<Arguments> trials() {
        return Stream.of(
                Arguments.of(LOSES_NOTHING, Options.DEFAULT, true),
                Arguments.of(LOSES_NOTHING, UNSAVED, true),
                Arguments.of(LOSES_ROWS, Options.DEFAULT, true),
                Arguments.of(LOSES_ROWS, UNSAVED, false),
                Arguments.of(LOSES_WHAT_CANNOT_BE_SAVED, Options.DEFAULT, false),
                Arguments.of(new TriedRevert(List.of(), "no such index"), forced(), false));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void aWayBackIsSafeWhenItsTrialLostNothingThatIsNotSaved(
            TriedRevert tried, Options options, boolean safe) {
        var step = undoingLast(options, Map.of("003_index", tried));

        assertThat(step.rollbackSafe()).isEqualTo(safe);
    }

    @Test
    void whatWasNotTriedIsNotCalledSafe() {
        assertThat(undoingLast(Options.DEFAULT, Map.of()).rollbackSafe()).isFalse();
    }

    @Test
    void whatCannotBeSavedIsOfHighRiskThoughTheRestIsSaved() {
        var risk =
                undoingLast(Options.DEFAULT, Map.of("003_index", LOSES_WHAT_CANNOT_BE_SAVED))
                        .risk();

        assertThat(risk.level()).isEqualTo(Risk.Level.HIGH);
        assertThat(risk.causes())
                .contains("It drops table places (9 rows), and its rows cannot be saved.");
    }

    @Test
    void aDownThatFailsOnTheCopyIsRefused() {
        var tried =
                Background.NONE.withTried(
                        Map.of("003_index", new TriedRevert(List.of(), "no such index")));

        assertThat(refused(back(Goal.RevertTo.ofSteps(1), Options.DEFAULT, tried)))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("no such index"));
    }

    @Test
    void aMissingDownIsRefusedWithTheAlternativesAndForcedOffTheRecord() {
        project.file("003_index.sql", "-- UP\nCREATE INDEX user_email ON users (email);\n");
        var known = KnownSnapshots.only(KnownSnapshots.manifest(Map.of("users", 3L)));

        assertThat(refused(back(Goal.RevertTo.ofSteps(1), Options.DEFAULT, known)))
                .singleElement()
                .satisfies(
                        f -> {
                            assertThat(f.code()).isEqualTo("missing-down");
                            assertThat(f.remedy())
                                    .contains(
                                            "Write a DOWN section", "signalbox restore", "--force");
                        });
        var plan = proposed(back(Goal.RevertTo.ofSteps(1), forced(), known));
        assertThat(((PlannedStep.RevertScript) plan.steps().getFirst()).file()).isNull();
        assertThat(plan.warnings()).extracting(Finding::code).contains("taken-off-the-record");
    }

    @Test
    void aMissingFileIsReplacedByTheTextThatWasApplied() throws IOException {
        project.delete("003_index.sql");
        var text =
                "-- UP\nCREATE INDEX user_email ON users (email);\n-- DOWN\nDROP INDEX user_email;\n";
        var known =
                new Background(
                        List.of(),
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        Map.of(),
                        Map.of("003_index", PlannedFolder.asApplied("003_index.sql", text)));

        var plan = proposed(back(Goal.RevertTo.ofSteps(1), Options.DEFAULT, known));

        assertThat(plan.files()).extracting(f -> f.text()).containsExactly(text);
        assertThat(refused(back(Goal.RevertTo.ofSteps(1))))
                .extracting(Finding::code)
                .containsExactly("missing-down");
    }

    @Test
    void whoeverIsOnlyClaimedMayAskForTheWayBackButNotToLoseAnything() {
        var goal = Goal.RevertTo.ofSteps(1);
        assertThat(project.plan(goal, Options.DEFAULT, PlannedFolder.DEVELOPMENT, false, null))
                .isInstanceOf(Planned.Proposed.class);
        assertThat(refused(project.plan(goal, UNSAVED, PlannedFolder.DEVELOPMENT, false, null)))
                .extracting(Finding::where)
                .containsExactly("options.skipSave");
    }
}
