package dev.signalbox.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.SnapshotId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFoldersTest {

    private static final DatabaseId KB = new DatabaseId("kb");

    @TempDir Path root;
    private SnapshotFolders folders;

    @BeforeEach
    void open() {
        folders = new SnapshotFolders(root.resolve("snapshots"));
    }

    @Test
    void storeThatWasNeverWrittenHoldsNothing() throws Exception {
        assertThat(folders.list()).isEmpty();
        assertThat(folders.find(SnapshotId.next())).isEmpty();
        folders.removePartials();
    }

    @Test
    void snapshotsAreListedNewestFirst() throws Exception {
        var first = published(KB);
        var second = published(new DatabaseId("shop"));
        var third = published(KB);

        assertThat(folders.list())
                .extracting(s -> String.valueOf(s.folder().getFileName()))
                .containsExactly(third.toString(), second.toString(), first.toString());
        assertThat(folders.list(KB)).hasSize(2);
        assertThat(folders.find(second)).get().isInstanceOf(StoredSnapshot.Whole.class);
        assertThat(folders.published(KB, first)).isPresent();
    }

    @Test
    void manifestIsWrittenForPeopleToo() throws Exception {
        var snapshot = published(KB);

        var text =
                Files.readString(folders.folder(KB, snapshot).published().resolve("manifest.json"));
        assertThat(text.lines().count()).isGreaterThan(10);
        assertThat(text).contains("\"duration\" : \"PT0.02S\"");
    }

    @Test
    void partialSnapshotIsNeverListedAndGoesAtTheNextStart() throws Exception {
        var folder = folders.folder(KB, SnapshotId.next());
        folder.begin();
        Files.writeString(folder.file("data.db"), "half");
        Files.createDirectory(folder.partial().resolve("deeper"));

        assertThat(folders.list()).isEmpty();
        folders.removePartials();

        assertThat(folder.partial()).doesNotExist();
    }

    @Test
    void brokenSnapshotIsShownWithWhatIsWrong() throws Exception {
        assertThat(broken("manifest.json", "{ no json")).contains("manifest cannot be read");
        assertThat(broken("manifest.json", "")).contains("lacks 'snapshot'");
        assertThat(broken("manifest.json", "null")).contains("lacks 'snapshot'");
        assertThat(broken("manifest.json", "{\"snapshot\":7}")).contains("lacks 'database'");
        assertThat(broken("data.db", "longer than it was")).contains("manifest says 4");

        var without = published(KB);
        Files.delete(folders.folder(KB, without).published().resolve("manifest.json"));
        assertThat(why(without)).contains("no manifest.json");

        var empty = published(KB);
        Files.delete(folders.folder(KB, empty).published().resolve("data.db"));
        assertThat(why(empty)).contains("data.db is missing");

        assertThat(folders.list()).hasSize(7);
    }

    @Test
    void manifestOfAnotherSnapshotIsNotBelieved() throws Exception {
        var one = published(KB);
        var other = published(KB);
        Files.copy(
                folders.folder(KB, one).published().resolve("manifest.json"),
                folders.folder(KB, other).published().resolve("manifest.json"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(why(other)).contains("that of snapshot " + one);
        assertThat(folders.published(KB, other)).isEmpty();
    }

    private String broken(String file, String content) throws IOException {
        var snapshot = published(KB);
        Files.writeString(folders.folder(KB, snapshot).published().resolve(file), content);
        return why(snapshot);
    }

    private String why(SnapshotId snapshot) throws IOException {
        return ((StoredSnapshot.Broken) folders.find(snapshot).orElseThrow()).why();
    }

    private SnapshotId published(DatabaseId database) throws IOException {
        var snapshot = SnapshotId.next();
        var folder = folders.folder(database, snapshot);
        folder.begin();
        Files.writeString(folder.file("data.db"), "copy");
        folder.describe(
                new Manifest(
                        snapshot,
                        database,
                        null,
                        "sqlite",
                        "data.db",
                        4,
                        "00",
                        null,
                        "f",
                        Map.of("entry", 3L),
                        Instant.parse("2026-05-01T12:00:00Z"),
                        Duration.ofMillis(20),
                        null));
        folder.publish();
        return snapshot;
    }
}
