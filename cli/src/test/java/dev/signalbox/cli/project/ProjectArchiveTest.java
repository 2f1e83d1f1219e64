package dev.signalbox.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectArchiveTest {

    @TempDir Path folder;

    @Test
    void theSameFilesAreTheSameBytesWheneverTheyWereWritten() throws IOException {
        Files.writeString(folder.resolve("002_b.sql"), "b");
        Files.writeString(folder.resolve("001_a.sql"), "a");
        Files.writeString(folder.resolve("notes.txt"), "not a migration");
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("more/up.sql"), "c");
        var first = ProjectArchive.of(folder);

        Files.setLastModifiedTime(
                folder.resolve("001_a.sql"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        var second = ProjectArchive.of(folder);

        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.sha256()).hasSize(64).isEqualTo(first.sha256());
        assertThat(names(first)).containsExactly("001_a.sql", "002_b.sql", "more/up.sql");
    }

    @Test
    void hooksChecksAndJarsBelongToIt() throws IOException {
        Files.createDirectory(folder.resolve("hooks"));
        Files.createDirectory(folder.resolve("checks"));
        Files.createDirectory(folder.resolve("lib"));
        Files.writeString(folder.resolve("hooks/before-run.sh"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("hooks/.before-run.sh.swp"), "an editor's");
        Files.writeString(folder.resolve("checks/all.sql"), "SELECT 1 WHERE 0");
        Files.writeString(folder.resolve("scores.jar"), "a jar");
        Files.writeString(folder.resolve("lib/driver.jar"), "not in the folder itself");

        assertThat(names(ProjectArchive.of(folder)))
                .containsExactly("checks/all.sql", "hooks/before-run.sh", "scores.jar");
    }

    @Test
    void checksAndHooksAloneAreNoMigrations() throws IOException {
        Files.createDirectory(folder.resolve("checks"));
        Files.writeString(folder.resolve("checks/all.sql"), "SELECT 1 WHERE 0");

        assertThatThrownBy(() -> ProjectArchive.of(folder))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no migration");
    }

    private static ArrayList<String> names(ProjectArchive archive) throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void anotherContentIsAnotherDigest() throws IOException {
        Files.writeString(folder.resolve("001_a.sql"), "a");
        var first = ProjectArchive.of(folder).sha256();

        Files.writeString(folder.resolve("001_a.sql"), "b");

        assertThat(ProjectArchive.of(folder).sha256()).isNotEqualTo(first);
    }

    @Test
    void aFolderWithoutMigrationsIsWrongUsage() {
        assertThatThrownBy(() -> ProjectArchive.of(folder)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> ProjectArchive.of(folder.resolve("none")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no folder");
    }
}
