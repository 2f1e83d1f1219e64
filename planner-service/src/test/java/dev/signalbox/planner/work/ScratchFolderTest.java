package dev.signalbox.planner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanEvent.PlanProposed;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.planner.TestPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir private Path folder;

    @Test
    void liesBesideTheStoreAndForgetsWhatAKilledProcessLeft() throws IOException {
        var scratch = ScratchFolder.besideStore(folder.resolve("planner.db"));
        assertThat(scratch.path()).isEqualTo(folder.resolve("scratch"));
        scratch.clear();

        Files.createDirectories(scratch.path());
        Files.writeString(scratch.path().resolve("left.db"), "rows of somebody");
        scratch.clear();

        assertThat(scratch.path()).isEmptyDirectory();
    }

    @Test
    void aWayBackThatWasTriedLeavesNoCopy() throws IOException {
        var planner = new TestPlanner(folder, "development");
        planner.file("001_a.sql", "-- UP\nCREATE TABLE a (n);\n-- DOWN\nDROP TABLE a;\n");
        planner.request(
                new RequestPlan(
                        TestPlanner.KB, null, Goal.RevertTo.ofVersion("0"), null, "because"));

        planner.work();

        assertThat(planner.told(PlanProposed.class)).hasSize(1);
        var scratch = folder.resolve("scratch");
        if (Files.exists(scratch)) {
            assertThat(scratch).isEmptyDirectory();
        }
    }
}
