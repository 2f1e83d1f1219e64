package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.settings.HealthSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, checks and health around the steps of a plan. */
class AroundStepsTest {

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void threeMigrationsAreInForce() {
        project = PlannedFolder.withThreeInForce(folder);
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
                .containsExactly(
                        "Examine",
                        "Hook",
                        "Hook",
                        "ApplyScript",
                        "Check",
                        "Examine",
                        "Check",
                        "HealthCheck");
        assertThat(plan.steps())
                .extracting(s -> s.id().ordinal())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(((PlannedStep.Check) plan.steps().get(4)).after()).isEqualTo("004_more");
        assertThat(((PlannedStep.Check) plan.steps().get(6)).warning()).isTrue();
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
