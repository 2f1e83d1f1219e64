package dev.signalbox.planner.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanEvent.PlanProposed;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.codec.Json;
import dev.signalbox.planner.TestPlanner;
import dev.signalbox.sql.Finding;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.Migration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {

    private static final String TABLE = "-- UP\nCREATE TABLE a (x);\n";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestPlanner planner;

    @SuppressWarnings("NullAway.Init")
    private Projects projects;

    @BeforeEach
    void aProject() {
        planner = new TestPlanner(folder, "development").file("001_a.sql", TABLE);
        projects = new Projects(planner.uploads());
    }

    private static List<String> stems(LoadOutcome outcome) {
        return switch (outcome) {
            case LoadOutcome.Loaded loaded ->
                    loaded.migrations().inOrder().stream().map(Migration::stem).toList();
            case LoadOutcome.Refused refused ->
                    throw new AssertionError(refused.findings().toString());
        };
    }

    private static List<String> codes(LoadOutcome outcome) {
        return switch (outcome) {
            case LoadOutcome.Loaded loaded -> throw new AssertionError("It was loaded");
            case LoadOutcome.Refused refused ->
                    refused.findings().stream().map(Finding::code).toList();
        };
    }

    private Path migrations() {
        return folder.resolve("migrations");
    }

    @Test
    void aFolderIsReadAgainOnlyWhenAFileChanged() throws IOException {
        var first = projects.folder(migrations(), Map.of());

        assertThat(projects.folder(migrations(), Map.of())).isSameAs(first);
        planner.file("002_b.sql", TABLE.replace(" a", " b"));
        assertThat(stems(projects.folder(migrations(), Map.of())))
                .containsExactly("001_a", "002_b");
        Files.delete(migrations().resolve("002_b.sql"));
        assertThat(stems(projects.folder(migrations(), Map.of()))).containsExactly("001_a");
    }

    @Test
    void aChangeThatKeepsTheSizeIsSeenByItsTime() throws IOException {
        var file = migrations().resolve("001_a.sql");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        var first = projects.folder(migrations(), Map.of());

        planner.file("001_a.sql", TABLE.replace("a (x)", "b (x)"));

        assertThat(projects.folder(migrations(), Map.of())).isNotSameAs(first);
    }

    @Test
    void aFolderThatIsMissingIsReadOnceItIsThere() {
        var later = folder.resolve("later");
        assertThat(codes(projects.folder(later, Map.of()))).containsExactly("no-folder");

        assertThat(stems(projects.folder(migrations(), Map.of()))).containsExactly("001_a");
    }

    @Test
    void anUploadIsPlannedFromInsteadOfTheFolder() throws IOException {
        var sha256 = upload(zip("nested/005_up.sql", TABLE));

        var request = new RequestPlan(TestPlanner.KB, sha256, Goal.latest(), null, null);
        planner.request(request);
        planner.work();

        assertThat(planner.told(PlanProposed.class).getFirst().toVersion()).isEqualTo("005");
    }

    @Test
    void anUploadThatIsNotThereIsRefused() {
        assertThat(codes(projects.upload("00".repeat(32), Map.of())))
                .containsExactly("unknown-upload");
    }

    @Test
    void theSameUploadIsKeptOnce() throws IOException {
        var zip = zip("001_a.sql", TABLE);
        var sha256 = upload(zip);

        assertThat(planner.uploads().keep(sha256, zip)).isFalse();
    }

    @Test
    void anUploadThatIsCutOffIsRefused() throws IOException {
        var zip = zip("001_a.sql", TABLE + "-- x\n".repeat(1000));

        assertThat(
                        codes(
                                projects.upload(
                                        upload(java.util.Arrays.copyOf(zip, zip.length / 2)),
                                        Map.of())))
                .containsExactly("unreadable-upload");
    }

    @Test
    void aZipThatUnpacksToMoreThanAProcessHoldsIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 4; i++) {
                zip.putNextEntry(new ZipEntry("00" + i + "_a.sql"));
                for (var megabyte = 0; megabyte < 100; megabyte++) {
                    zip.write(zeros);
                }
                zip.closeEntry();
            }
        }
        assertThat(bytes.size()).isLessThan(1024 * 1024);

        assertThat(codes(projects.upload(upload(bytes.toByteArray()), Map.of())))
                .containsExactly("unreadable-upload");
    }

    @Test
    void aZipOfTooManyFilesIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var i = 0; i <= 10_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".txt"));
                zip.closeEntry();
            }
        }

        assertThat(codes(projects.upload(upload(bytes.toByteArray()), Map.of())))
                .containsExactly("unreadable-upload");
    }

    @Test
    void bytesThatAreNoZipAreRefused() {
        assertThat(
                        codes(
                                projects.upload(
                                        upload("no zip".getBytes(StandardCharsets.UTF_8)),
                                        Map.of())))
                .containsExactly("unreadable-upload");
    }

    private String upload(byte[] zip) {
        var sha256 = Json.sha256(zip);
        assertThat(planner.uploads().keep(sha256, zip)).isTrue();
        return sha256;
    }

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
