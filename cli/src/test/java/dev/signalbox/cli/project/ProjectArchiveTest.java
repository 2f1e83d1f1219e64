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
        Files.writeString(folder.resolve("more/003_c.sql"), "c");
        var first = ProjectArchive.of(folder);

        Files.setLastModifiedTime(
                folder.resolve("001_a.sql"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        var second = ProjectArchive.of(folder);

        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.sha256()).hasSize(64).isEqualTo(first.sha256());
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(first.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).containsExactly("001_a.sql", "002_b.sql", "more/003_c.sql");
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
