package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static dev.signalbox.planner.domain.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.MaintenanceTask;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainingTest {

    @TempDir private Path folder;

    private static Goal goal(MaintenanceTask... tasks) {
        return new Goal.Maintain(List.of(tasks), null, null);
    }

    private static List<MaintenanceTask> tasks(PlanDocument plan) {
        return plan.steps().stream().map(s -> ((PlannedStep.Maintain) s).task()).toList();
    }

    @Test
    void rowsGoFirstAndStatisticsAreOfWhatIsLeft() {
        var project = PlannedFolder.withThreeInForce(folder);

        var plan =
                proposed(
                        project.plan(
                                goal(
                                        MaintenanceTask.ANALYZE,
                                        MaintenanceTask.VACUUM,
                                        MaintenanceTask.CLEANUP,
                                        MaintenanceTask.ANALYZE),
                                Options.DEFAULT,
                                Background.NONE));

        assertThat(tasks(plan))
                .containsExactly(
                        MaintenanceTask.CLEANUP, MaintenanceTask.VACUUM, MaintenanceTask.ANALYZE);
        assertThat(plan.toVersion()).isEqualTo("003");
    }

    @Test
    void theUsualKeepsNobodyWaiting() {
        var project = PlannedFolder.withThreeInForce(folder);

        assertThat(tasks(proposed(project.plan(goal(), Options.DEFAULT, Background.NONE))))
                .containsExactly(MaintenanceTask.CLEANUP, MaintenanceTask.ANALYZE);
    }

    @Test
    void whatIsNotThereIsNotLookedAfter() {
        assertThat(
                        refused(
                                new PlannedFolder(folder)
                                        .plan(goal(), Options.DEFAULT, Background.NONE)))
                .extracting(Finding::code)
                .containsExactly("no-such-database");
    }
}
