package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static dev.signalbox.planner.domain.Answers.refused;
import static dev.signalbox.planner.domain.PlannedFolder.DEVELOPMENT;
import static dev.signalbox.planner.domain.PlannedFolder.PRODUCTION;
import static dev.signalbox.planner.domain.PlannedFolder.STAGING;
import static dev.signalbox.planner.domain.PlannedFolder.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Moment;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.plan.PlannedStep.ApplyScript;
import dev.signalbox.settings.EnvironmentPolicy;
import dev.signalbox.settings.OutOfOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningTest {

    private static final String USERS =
            "-- UP\nCREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n-- DOWN\nDROP TABLE users;\n";
    private static final String EMAIL =
            "-- UP\nALTER TABLE users ADD COLUMN email TEXT;\n-- DOWN\nALTER TABLE users DROP COLUMN email;\n";
    private static final String LOWER =
            "-- @metadata {\"description\":\"lower case\",\"author\":\"bo\",\"tags\":[\"data\"]}\n"
                    + "-- UP\nUPDATE users SET name = lower(name);\n";

    @TempDir Path folder;
    private PlannedFolder project;

    @BeforeEach
    void threeFiles() {
        project = new PlannedFolder(folder);
        project.file("001_users.sql", USERS)
                .file("002_email.sql", EMAIL)
                .file("003_lower.sql", LOWER);
    }

    private static List<String> migrations(PlanDocument plan) {
        return plan.steps().stream()
                .filter(ApplyScript.class::isInstance)
                .map(s -> ((ApplyScript) s).migration())
                .toList();
    }

    private static ApplyScript script(PlanDocument plan, String migration) {
        return plan.steps().stream()
                .filter(s -> s instanceof ApplyScript a && a.migration().equals(migration))
                .map(ApplyScript.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNewDatabaseGetsEverythingInOrderWithoutASnapshot() {
        var planned = project.plan("latest", Options.DEFAULT, STAGING, true);

        var plan = proposed(planned);
        assertThat(migrations(plan)).containsExactly("001_users", "002_email", "003_lower");
        assertThat(plan.steps()).noneMatch(PlannedStep.Snapshot.class::isInstance);
        assertThat(plan.start().fingerprint()).isEqualTo(Planning.ABSENT);
        assertThat(plan.fromVersion()).isNull();
        assertThat(plan.toVersion()).isEqualTo("003");
        assertThat(((Planned.Proposed) planned).state()).isEqualTo(PlanState.RELEASED);
        assertThat(plan.files()).extracting(f -> f.text()).containsExactly(USERS, EMAIL, LOWER);
    }

    @Test
    void nothingToDoIsAPlanWithoutSteps() {
        List.of("001_users", "002_email", "003_lower").forEach(project::apply);

        var planned = project.plan("latest");

        assertThat(proposed(planned).steps()).isEmpty();
        assertThat(proposed(planned).summary()).contains("Nothing to do", "003");
        assertThat(((Planned.Proposed) planned).state()).isEqualTo(PlanState.PROPOSED);
    }

    @Test
    void aTargetByVersionOrStemStopsThere() {
        assertThat(migrations(proposed(project.plan("2"))))
                .containsExactly("001_users", "002_email");
        assertThat(migrations(proposed(project.plan("001_users")))).containsExactly("001_users");
    }

    @Test
    void anUnknownTargetNamesTheNearest() {
        assertThat(refused(project.plan("002_emial")))
                .singleElement()
                .satisfies(
                        f -> {
                            assertThat(f.code()).isEqualTo("unknown-version");
                            assertThat(f.where()).isEqualTo("goal.migrateTo");
                            assertThat(f.remedy()).contains("002_email");
                        });
    }

    @Test
    void driftIsRefusedSayingWhatDiffersAndForcedWithAWarning() throws SQLException {
        project.apply("001_users");
        project.sql("ALTER TABLE users ADD COLUMN sneaked TEXT");

        var planned = project.plan("latest");

        assertThat(refused(planned)).anySatisfy(f -> assertThat(f.message()).contains("sneaked"));
        assertThat(((Planned.Refused) planned).drift()).isNotNull();
        var forced =
                project.plan("latest", options(null, null, true, null, null), DEVELOPMENT, true);
        assertThat(proposed(forced).warnings())
                .anySatisfy(
                        w -> {
                            assertThat(w.severity()).isEqualTo(Finding.Severity.WARNING);
                            assertThat(w.message()).contains("sneaked");
                        });
    }

    @Test
    void anAppliedFileThatWasChangedIsRefusedEvenWhenForced() {
        project.apply("001_users");
        project.file("001_users.sql", USERS.replace("name TEXT", "name BLOB"));

        var forced = options(null, null, true, null, null);

        assertThat(refused(project.plan("latest", forced, DEVELOPMENT, true)))
                .extracting(Finding::code)
                .containsExactly("applied-file-changed");
    }

    @Test
    void aCommentInAnAppliedFileChangesNothing() {
        project.apply("001_users");
        project.file(
                "001_users.sql", USERS.replace("\n", "\r\n").replace("-- UP", "-- UP\r\n-- so"));

        assertThat(migrations(proposed(project.plan("latest"))))
                .containsExactly("002_email", "003_lower");
    }

    @Test
    void anAppliedFileThatIsGoneIsRefusedUnlessForced() throws IOException {
        project.apply("001_users");
        project.delete("001_users.sql");

        assertThat(refused(project.plan("latest")))
                .extracting(Finding::code)
                .containsExactly("applied-file-missing");
        var forced = options(null, null, true, null, null);
        assertThat(migrations(proposed(project.plan("latest", forced, DEVELOPMENT, true))))
                .containsExactly("002_email", "003_lower");
    }

    @Test
    void aClaimedActorMayNeitherForceNorSkipASnapshotThatPolicyWants() {
        var wish = options(null, true, true, null, null);

        assertThat(refused(project.plan("latest", wish, STAGING, false)))
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("options.force", "options.skipBackup");
        assertThat(project.plan("latest", wish, STAGING, true))
                .isInstanceOf(Planned.Proposed.class);
    }

    @Test
    void policyAndRequestMayBothAskForApproval() {
        var byPolicy = project.plan("latest", Options.DEFAULT, PRODUCTION, true);
        var byRequest =
                project.plan("latest", options(null, null, null, null, true), DEVELOPMENT, true);
        var loosened =
                project.plan("latest", options(null, null, null, null, false), PRODUCTION, true);

        assertThat(List.of(byPolicy, byRequest, loosened))
                .allSatisfy(
                        p ->
                                assertThat(((Planned.Proposed) p).state())
                                        .isEqualTo(PlanState.AWAITING_APPROVAL));
    }

    @Test
    void aDryRunIsOnlyShown() {
        var planned =
                project.plan("latest", options(true, null, null, null, null), DEVELOPMENT, true);

        assertThat(((Planned.Proposed) planned).state()).isEqualTo(PlanState.PROPOSED);
        assertThat(migrations(proposed(planned)))
                .containsExactly("001_users", "002_email", "003_lower");
    }

    @Test
    void anotherEnvironmentThanAssertedIsRefused() {
        var wish = options(null, null, null, "production", null);

        assertThat(refused(project.plan("latest", wish, DEVELOPMENT, true)))
                .extracting(Finding::code)
                .containsExactly("wrong-environment");
    }

    @Test
    void anExistingDatabaseIsSavedFirstWherePolicyWantsIt() {
        project.apply("001_users");

        var saved = proposed(project.plan("latest", Options.DEFAULT, STAGING, true));
        var skipped =
                proposed(
                        project.plan(
                                "latest", options(null, true, null, null, null), STAGING, true));

        assertThat(saved.steps())
                .extracting(s -> s.getClass().getSimpleName())
                .startsWith("Examine", "Snapshot", "ApplyScript");
        assertThat(script(saved, "003_lower").undo()).contains("snapshot");
        assertThat(skipped.steps()).noneMatch(PlannedStep.Snapshot.class::isInstance);
        assertThat(script(skipped, "003_lower").undo()).contains("no way back");
    }

    @Test
    void rowsMakeEstimateAndRiskAndTheirSourceIsSaid() throws SQLException {
        project.apply("001_users");
        project.sql(
                "INSERT INTO users (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                        + " FROM n WHERE i < 2000) SELECT 'u' || i FROM n");

        var step = script(proposed(project.plan("latest")), "003_lower");

        assertThat(step.expectedRows()).isEqualTo(2000);
        assertThat(step.estimate().source()).contains("2,000 rows in users (counted)");
        assertThat(step.risk().level()).isEqualTo(Risk.Level.MEDIUM);
        assertThat(step.risk().causes())
                .anySatisfy(c -> assertThat(c).contains("every row of users (2,000 rows)"))
                .anySatisfy(c -> assertThat(c).contains("no DOWN section"));
        assertThat(step.author()).isEqualTo("bo");
        assertThat(step.tags()).containsExactly("data");
    }

    @Test
    void whatTheAuthorDeclaresCounts() {
        project.file(
                "004_big.sql",
                "-- @metadata {\"estimatedDuration\": 90000, \"risk\": \"high\", \"breakingChange\": true,"
                        + " \"requiresDowntime\": true, \"dataVolume\": \"large\", \"affectedTables\":"
                        + " [\"users\", \"audit\"], \"rollbackStrategy\": \"restore\"}\n"
                        + "-- UP\nCREATE TABLE audit (id INTEGER);\n-- DOWN\nDROP TABLE audit;\n");

        var plan = proposed(project.plan("latest"));
        var step = script(plan, "004_big");

        assertThat(step.estimate().duration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(step.estimate().source()).isEqualTo("declared in 004_big.sql");
        assertThat(step.risk().level()).isEqualTo(Risk.Level.HIGH);
        assertThat(step.risk().causes()).hasSize(4);
        assertThat(step.tables()).contains("users", "audit");
        assertThat(step.undo()).contains("restore");
        assertThat(plan.downtimeRequired()).isTrue();
    }

    @Test
    void aFileFromAnotherBranchIsAppliedLateWithAWarning() {
        project.apply("001_users");
        project.apply("003_lower");

        var plan = proposed(project.plan("latest"));

        assertThat(migrations(plan)).containsExactly("002_email");
        assertThat(plan.warnings()).extracting(Finding::code).containsExactly("out-of-order");
    }

    @Test
    void theSameSituationGivesTheSamePlan() {
        assertThat(proposed(project.plan("latest"))).isEqualTo(proposed(project.plan("latest")));
    }

    @Test
    void theDatabaseIsExaminedBeforeTheFirstChangeAndAfterTheLast() {
        project.apply("001_users");

        var steps = proposed(project.plan("latest")).steps();

        var before = (PlannedStep.Examine) steps.getFirst();
        assertThat(before.moment()).isEqualTo(Moment.BEFORE);
        assertThat(before.needed()).isNotNull();
        var after = (PlannedStep.Examine) steps.getLast();
        assertThat(after.moment()).isEqualTo(Moment.AFTER);
        assertThat(after.tables()).contains("users");
    }

    @Test
    void whereValidationIsSkippedOnlyTheEssentialIsExamined() {
        var skipping =
                new EnvironmentPolicy(
                        true, true, false, true, Duration.ofMinutes(1), false, OutOfOrder.WARN);

        var steps = proposed(project.plan("latest", Options.DEFAULT, skipping, true)).steps();

        assertThat(((PlannedStep.Examine) steps.getFirst()).essential()).isTrue();
        assertThat(steps.getLast()).isInstanceOf(ApplyScript.class);
    }
}
