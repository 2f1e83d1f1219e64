package dev.signalbox.planner.domain;

import static dev.signalbox.planner.domain.Answers.proposed;
import static dev.signalbox.planner.domain.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.events.Goal;
import dev.signalbox.events.Request.Options;
import dev.signalbox.events.Risk;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.planner.domain.Background.FileFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans to a snapshot, or to a file. */
class RestoringTest {

    @TempDir private Path folder;
    private PlannedFolder project;

    @BeforeEach
    void threeMigrationsAreInForce() {
        project = PlannedFolder.withThreeInForce(folder);
    }

    @Test
    void aRestoreKeepsWhatIsThereAndSaysWhatIsLost() {
        var manifest = KnownSnapshots.manifest(Map.of("users", 5L));

        var plan =
                proposed(
                        project.plan(
                                new Goal.RestoreTo("latest", null),
                                Options.DEFAULT,
                                KnownSnapshots.only(manifest)));

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
                        Map.of());
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
}
