package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other formats have that Signalbox' own does not: pairs, repeatable ones, baselines. */
class OtherFormatsTest {

    @TempDir Path folder;

    private PlannedFolder project;

    @BeforeEach
    void open() {
        project = new PlannedFolder(folder);
    }

    @Test
    void bothFilesOfAPairAreInTheBundleAndTheFormatIsNamed() {
        project.file("1_users.up.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("1_users.down.sql", "DROP TABLE users;");

        var plan = proposed(Goal.latest());

        assertThat(plan.files())
                .extracting(PlanDocument.BundledFile::path)
                .containsExactlyInAnyOrder("1_users.up.sql", "1_users.down.sql");
        assertThat(plan.form()).isEqualTo(new PlanDocument.Form("golang-migrate", Map.of()));
        assertThat(scripts(plan)).containsExactly("1_users");
    }

    @Test
    void repeatableMigrationsComeLastAndAgainOnlyWhenTheyHaveChanged() {
        project.file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("R__all_users.sql", view("id"));

        assertThat(scripts(proposed(Goal.latest()))).containsExactly("V1__users", "R__all_users");
        project.apply("V1__users");
        project.apply("R__all_users");
        assertThat(scripts(proposed(Goal.latest()))).isEmpty();
        project.file("R__all_users.sql", view("id").replace("\n", "\r\n") + "-- said otherwise");
        assertThat(scripts(proposed(Goal.latest()))).isEmpty();
        project.file("R__all_users.sql", view("id, id AS again"));
        assertThat(scripts(proposed(Goal.latest()))).containsExactly("R__all_users");
        project.apply("R__all_users");
        assertThat(scripts(proposed(Goal.latest()))).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheLastVersionedMigration() {
        project.file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("R__all_users.sql", view("id"));

        var plan = proposed(Goal.latest());

        assertThat(plan.toVersion()).isEqualTo("1");
        project.apply("V1__users");
        project.apply("R__all_users");
        assertThat(proposed(Goal.latest()).fromVersion()).isEqualTo("1");
    }

    @Test
    void aWayBackLeavesRepeatableMigrationsAlone() {
        project.file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("U1__users.sql", "DROP TABLE users;")
                .file("R__nothing.sql", "SELECT 1;");
        project.apply("V1__users");
        project.apply("R__nothing");

        var plan = proposed(Goal.RevertTo.ofSteps(1));

        assertThat(plan.steps())
                .filteredOn(step -> step instanceof PlannedStep.RevertScript)
                .extracting(step -> ((PlannedStep.RevertScript) step).migration())
                .containsExactly("V1__users");
    }

    @Test
    void aBaselineStandsForAllVersionsUpToItsOwnOnADatabaseWithoutHistory() {
        flywayWithBaseline();

        assertThat(scripts(proposed(Goal.latest()))).containsExactly("B2__base", "V3__more");
        project.apply("B2__base");
        assertThat(scripts(proposed(Goal.latest()))).containsExactly("V3__more");
    }

    @Test
    void aBaselineIsPassedOverWhereThereIsAHistory() {
        flywayWithBaseline();
        project.apply("V1__users");

        assertThat(scripts(proposed(Goal.latest()))).containsExactly("V2__email", "V3__more");
    }

    @Test
    void whatAsksForNoTransactionAndWhatDoesNothingIsSaid() {
        project.file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("V1__users.sql.conf", "executeInTransaction=false")
                .file("V2__later.sql", "-- to be written");

        assertThat(proposed(Goal.latest()).warnings())
                .extracting(warning -> warning.code() + " " + warning.where())
                .containsExactly("one-transaction V1__users.sql", "empty-migration V2__later.sql");
    }

    @Test
    void whatAnAnnotatedHeaderSaysIsInThePlan() {
        project.file(
                "001_users.sql",
                """
                -- @name: Users come first
                -- @rollbackSafe: false
                -- @performanceImpact: high

                -- UP MIGRATION (forward)
                CREATE TABLE users (id INTEGER PRIMARY KEY);

                -- DOWN MIGRATION (back)
                DROP TABLE users;
                """);

        assertThat(proposed(Goal.latest()).steps())
                .filteredOn(step -> !(step instanceof PlannedStep.Examine))
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(((PlannedStep.ApplyScript) step).description())
                                    .isEqualTo("Users come first");
                            assertThat(step.risk().level()).isEqualTo(Risk.Level.HIGH);
                            assertThat(step.risk().causes())
                                    .contains(
                                            "Its author expects a high impact on performance.",
                                            "Its author says that it cannot be undone safely.");
                        });
        project.apply("001_users");
        assertThat(proposed(Goal.RevertTo.ofSteps(1)).steps())
                .filteredOn(step -> !(step instanceof PlannedStep.Examine))
                .singleElement()
                .satisfies(
                        step ->
                                assertThat(step.risk().causes())
                                        .contains(
                                                "Its author says that it cannot be undone"
                                                        + " safely."));
    }

    private void flywayWithBaseline() {
        project.file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("V2__email.sql", "ALTER TABLE users ADD COLUMN email;")
                .file("B2__base.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, email);")
                .file("V3__more.sql", "ALTER TABLE users ADD COLUMN more;");
    }

    private static String view(String columns) {
        return "DROP VIEW IF EXISTS all_users;\nCREATE VIEW all_users AS SELECT %s FROM users;\n"
                .formatted(columns);
    }

    private PlanDocument proposed(Goal goal) {
        return Answers.proposed(project.plan(goal, Options.DEFAULT, Background.NONE));
    }

    private static List<String> scripts(PlanDocument plan) {
        return plan.steps().stream()
                .filter(step -> step instanceof PlannedStep.ApplyScript)
                .map(step -> ((PlannedStep.ApplyScript) step).migration())
                .toList();
    }
}
