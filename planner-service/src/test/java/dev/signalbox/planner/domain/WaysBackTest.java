package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.TriedRevert;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.domain.Background.FileFacts;
import dev.signalbox.settings.HealthSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** Plans back, to a snapshot, and for the ledger alone. */
class WaysBackTest {

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void threeMigrationsAreInForce() {
        project =
                new PlannedFolder(folder)
                        .file(
                                "001_users.sql",
                                "-- UP\nCREATE TABLE users (id INTEGER PRIMARY KEY);\n-- DOWN\nDROP TABLE users;\n")
                        .file(
                                "002_email.sql",
                                "-- UP\nALTER TABLE users ADD COLUMN email;\n-- DOWN\nALTER TABLE users DROP COLUMN email;\n")
                        .file(
                                "003_index.sql",
                                "-- UP\nCREATE INDEX user_email ON users (email);\n-- DOWN\nDROP INDEX user_email;\n");
        List.of("001_users", "002_email", "003_index").forEach(project::apply);
    }

    private static PlanDocument proposed(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Proposed.class);
        return ((Planned.Proposed) planned).plan();
    }

    private static List<Finding> refused(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        return ((Planned.Refused) planned).findings();
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
        return new Options(null, null, true, null, null, null, null, null, null, null);
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
                        List.of(),
                        Optional.empty(),
                        null,
                        Optional.of("002"),
                        Map.of(),
                        Map.of(),
                        KnownNames.NONE);
        var goal = new Goal.RevertTo(null, null, "v1");

        assertThat(undone(proposed(back(goal, Options.DEFAULT, tagged))))
                .containsExactly("003_index");
        assertThat(refused(back(goal))).extracting(Finding::code).containsExactly("unknown-tag");
    }

    @Test
    void whatDependsOnWhatGoesGoesTooAndItIsSaid() {
        project.file(
                "002_email.sql",
                "-- UP\nALTER TABLE users ADD COLUMN email;\n-- DOWN\nALTER TABLE users DROP COLUMN email;\n");
        project.file(
                "0005_late.sql",
                "-- @metadata {\"dependencies\": [\"003_index\"]}\n-- UP\nCREATE TABLE late (n);\n-- DOWN\nDROP TABLE late;\n");
        project.apply("0005_late");

        var plan = proposed(back(Goal.RevertTo.ofVersion("2")));

        assertThat(undone(plan)).containsExactly("0005_late", "003_index");
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
        var effect = new TriedRevert.Effect("users", false, List.of("email"), 1204, 0, 0);
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
        var unsaved = new Options(null, null, null, null, null, null, null, true, null, null);
        var bold = proposed(back(Goal.RevertTo.ofSteps(2), unsaved, tried));
        assertThat(bold.steps().getLast().risk().level()).isEqualTo(Risk.Level.HIGH);
        assertThat(((PlannedStep.RevertScript) bold.steps().getLast()).saves()).isFalse();
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
        var known = withSnapshot(manifest("kb", Map.of("users", 3L)));

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
                        Map.of("003_index", text),
                        KnownNames.NONE);

        var plan = proposed(back(Goal.RevertTo.ofSteps(1), Options.DEFAULT, known));

        assertThat(plan.files()).extracting(f -> f.text()).containsExactly(text);
        assertThat(refused(back(Goal.RevertTo.ofSteps(1))))
                .extracting(Finding::code)
                .containsExactly("missing-down");
    }

    private static Manifest manifest(String database, Map<String, Long> rows) {
        return new Manifest(
                SnapshotId.next(),
                new DatabaseId(database),
                null,
                "sqlite",
                "data.db",
                4096,
                "ab".repeat(32),
                "001",
                "sqlite-schema-1:ff",
                rows,
                Instant.parse("2026-04-30T12:00:00Z"),
                Duration.ofMillis(3),
                null);
    }

    private static Background withSnapshot(Manifest manifest) {
        return new Background(
                List.of(manifest),
                Optional.empty(),
                null,
                Optional.empty(),
                Map.of(),
                Map.of(),
                KnownNames.NONE);
    }

    @Test
    void aRestoreKeepsWhatIsThereAndSaysWhatIsLost() {
        var manifest = manifest("kb", Map.of("users", 5L));

        var plan =
                proposed(
                        project.plan(
                                new Goal.RestoreTo("latest", null),
                                Options.DEFAULT,
                                withSnapshot(manifest)));

        assertThat(plan.steps())
                .hasExactlyElementsOfTypes(PlannedStep.Snapshot.class, PlannedStep.Restore.class);
        var restore = (PlannedStep.Restore) plan.steps().getLast();
        assertThat(restore.snapshot()).isEqualTo(manifest.snapshot());
        assertThat(restore.sha256()).isEqualTo(manifest.sha256());
        assertThat(plan.toVersion()).isEqualTo("001");
        assertThat(plan.risk().level()).isEqualTo(Risk.Level.HIGH);
        assertThat(plan.risk().causes()).anyMatch(c -> c.contains("0 rows now and 5 then"));
    }

    @Test
    void anUnknownSnapshotAndAnUnusableFileAreRefused() {
        assertThat(
                        refused(
                                project.plan(
                                        new Goal.RestoreTo("latest", null),
                                        Options.DEFAULT,
                                        Background.NONE)))
                .extracting(Finding::code)
                .containsExactly("unknown-snapshot");
        var notes =
                new Background(
                        List.of(),
                        Optional.of(
                                new FileFacts(
                                        "/tmp/notes.txt",
                                        "",
                                        "",
                                        null,
                                        Map.of(),
                                        "it is no database")),
                        null,
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        KnownNames.NONE);
        assertThat(
                        refused(
                                project.plan(
                                        new Goal.RestoreTo(null, "notes.txt"),
                                        Options.DEFAULT,
                                        notes)))
                .singleElement()
                .satisfies(
                        f ->
                                assertThat(f.message())
                                        .contains("/tmp/notes.txt", "it is no database"));
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
                        Map.of("002_email", was),
                        KnownNames.NONE);

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
        var dryRun = new Options(true, null, null, null, null, null, null, null, null, null);

        assertThat(
                        project.plan(
                                new Goal.MarkApplied("004", null),
                                dryRun,
                                PlannedFolder.DEVELOPMENT,
                                true,
                                null))
                .isInstanceOf(Planned.Proposed.class);
    }

    @Test
    void whoeverIsOnlyClaimedMayAskForTheWayBackButNotToLoseAnything() {
        var goal = Goal.RevertTo.ofSteps(1);
        assertThat(project.plan(goal, Options.DEFAULT, PlannedFolder.DEVELOPMENT, false, null))
                .isInstanceOf(Planned.Proposed.class);
        var unsaved = new Options(null, null, null, null, null, null, null, true, null, null);
        assertThat(refused(project.plan(goal, unsaved, PlannedFolder.DEVELOPMENT, false, null)))
                .extracting(Finding::where)
                .containsExactly("options.skipSave");
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

    @Test
    void hooksChecksAndHealthStandInTheirPlaces() {
        project.file("hooks/before-run.sql", "SELECT 1;\n")
                .file("hooks/before-each.sh", "#!/bin/sh\n")
                .file("hooks/on-failure.sh", "#!/bin/sh\n")
                .file("checks/004_more.sql", "SELECT n FROM more WHERE n IS NULL;\n")
                .file("checks/whole.sql", "-- severity: warning\nSELECT 1 WHERE 0;\n")
                .file("004_more.sql", "-- UP\nCREATE TABLE more (n);\n")
                .health(
                        new HealthSettings(
                                "http://127.0.0.1:1/",
                                List.of(),
                                Duration.ofSeconds(1),
                                2,
                                Duration.ZERO));
        folder.resolve("hooks/before-each.sh").toFile().setExecutable(true);
        folder.resolve("hooks/on-failure.sh").toFile().setExecutable(true);

        var plan = proposed(project.plan("latest"));

        assertThat(plan.steps())
                .extracting(s -> s.getClass().getSimpleName())
                .containsExactly("Hook", "Hook", "ApplyScript", "Check", "Check", "HealthCheck");
        assertThat(plan.steps())
                .extracting(s -> s.id().ordinal())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(((PlannedStep.Check) plan.steps().get(3)).after()).isEqualTo("004_more");
        assertThat(((PlannedStep.Check) plan.steps().get(4)).warning()).isTrue();
        assertThat(plan.reactions())
                .singleElement()
                .satisfies(h -> assertThat(h.event()).isEqualTo("on-failure"));
        assertThat(plan.files())
                .extracting(f -> f.path())
                .contains(
                        "hooks/before-run.sql",
                        "hooks/on-failure.sh",
                        "checks/whole.sql",
                        "004_more.sql");
    }
}
