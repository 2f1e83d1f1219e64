package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static dev.signalbox.planner.domain.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Request.Options;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from another branch, with a version below one that was applied already. */
class LateMigrationsTest {

    @TempDir Path folder;

    private PlannedFolder project;

    @BeforeEach
    void usersAndThenNotes() {
        project =
                new PlannedFolder(folder)
                        .file(
                                "001_users.sql",
                                "-- UP\nCREATE TABLE users (id INTEGER PRIMARY KEY);")
                        .file(
                                "003_notes.sql",
                                "-- UP\nCREATE TABLE notes (id INTEGER PRIMARY KEY);");
        project.apply("001_users");
        project.apply("003_notes");
    }

    @Test
    void whatMakesTheSameSchemaInBothOrdersIsAppliedAndItIsSaid() {
        project.file("002_mail.sql", "-- UP\nALTER TABLE users ADD COLUMN mail;");

        var plan = proposed(project.proving("latest", Options.DEFAULT));

        assertThat(plan.warnings())
                .singleElement()
                .satisfies(
                        warning -> {
                            assertThat(warning.code()).isEqualTo("out-of-order");
                            assertThat(warning.message())
                                    .isEqualTo(
                                            "002_mail.sql is applied after version 003, which is"
                                                    + " higher, and both orders make the same"
                                                    + " schema");
                        });
    }

    @Test
    void whatMakesAnotherSchemaIsRefusedWithTheDifference() {
        project.file("002_mail.sql", "-- UP\nALTER TABLE users ADD COLUMN mail;")
                .file("004_name.sql", "-- UP\nALTER TABLE users ADD COLUMN name;");
        project.apply("004_name");

        assertThat(refused(project.proving("latest", Options.DEFAULT)))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("out-of-order");
                            assertThat(finding.message())
                                    .contains("From what the order of versions makes", "users");
                            assertThat(finding.remedy()).contains("higher version", "--force");
                        });
    }

    @Test
    void whatRunsInOneOrderOnlyIsRefusedWithWhatStoppedIt() {
        project.file("002_tags.sql", "-- UP\nALTER TABLE notes ADD COLUMN tags;");

        assertThat(refused(project.proving("latest", Options.DEFAULT)))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("002_tags does not run in the order of versions", "no such table: notes");
    }

    @Test
    void whatBeganWithTablesOfNoFileCannotBeProvenAndIsRefused() throws Exception {
        project.sql("CREATE TABLE before_all (id INTEGER PRIMARY KEY)");
        project.file("004_old.sql", "-- UP\nALTER TABLE before_all ADD COLUMN more;")
                .file("002_mail.sql", "-- UP\nALTER TABLE users ADD COLUMN mail;");
        project.apply("004_old");

        assertThat(refused(project.proving("latest", Options.DEFAULT)))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("004_old does not run in this order", "no such table: before_all");
    }

    @Test
    void forceAppliesItWithAWarning() {
        project.file("002_tags.sql", "-- UP\nALTER TABLE notes ADD COLUMN tags;");

        var plan =
                proposed(
                        project.proving(
                                "latest", PlannedFolder.options(null, null, true, null, null)));

        assertThat(plan.warnings()).extracting(Finding::code).containsExactly("out-of-order");
    }

    @Test
    void whatIsNotLateNeedsNoProof() {
        project.file("004_tags.sql", "-- UP\nALTER TABLE notes ADD COLUMN tags;");

        assertThat(proposed(project.proving("latest", Options.DEFAULT)).warnings()).isEmpty();
    }

    @Test
    void repeatableMigrationsAreNeverLate() {
        var flyway = new PlannedFolder(folder.resolve("other"));
        flyway.file("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
                .file("R__nothing.sql", "SELECT 1;");
        flyway.apply("V1__users");

        assertThat(proposed(flyway.proving("latest", Options.DEFAULT)).warnings()).isEmpty();
    }
}
