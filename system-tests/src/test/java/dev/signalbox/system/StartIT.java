package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Project;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.StandaloneProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Starts that must not succeed, and what they say. */
class StartIT {

    @TempDir private Path folder;

    @Test
    void channelThatCouldLoseEventsStopsTheStart() {
        new Project(folder).database("kb", "migrations");

        try (var standalone =
                StandaloneProcess.start(
                        folder, "-Dmp.messaging.incoming.planner-in.auto.offset.reset=latest")) {
            assertThat(standalone.awaitExit()).isEqualTo(1);
            assertThat(standalone.said().strip().lines().reduce((a, b) -> b).orElseThrow())
                    .startsWith("Signalbox could not start: ")
                    .contains("mp.messaging.incoming.planner-in.auto.offset.reset is 'latest'")
                    .contains("must be 'earliest'")
                    .contains("what was sent before the first start is never read");
        }
        assertThat(folder.resolve(".signalbox/instance.json")).doesNotExist();
    }

    @Test
    @ExtendWith(Shared.class)
    void secondOneOfAFolderNamesTheFirstAndLeavesItAlone(Shared.Standalone shared) {
        try (var second = StandaloneProcess.start(shared.project().folder())) {
            assertThat(second.awaitExit()).isEqualTo(3);
            assertThat(second.said())
                    .contains("Another Signalbox has " + shared.project().folder())
                    .contains("process " + shared.process().pid());
        }
        assertThat(shared.process().isReady()).isTrue();
    }
}
