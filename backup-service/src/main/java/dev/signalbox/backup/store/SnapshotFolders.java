package dev.signalbox.backup.store;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The snapshot store: {@code <database>/<snapshot>/} with the copy and its manifest. The manifests
 * are the truth about snapshots; nothing about them is kept elsewhere that they could contradict.
 */
public final class SnapshotFolders {

    private static final String PARTIAL = ".partial-";
    private static final long MOST_MANIFEST_BYTES = 16L * 1024 * 1024;

    private static final List<String> REQUIRED =
            List.of(
                    "snapshot",
                    "database",
                    "engine",
                    "file",
                    "bytes",
                    "sha256",
                    "fingerprint",
                    "rows",
                    "takenAt",
                    "duration");

    private final Path root;

    public SnapshotFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    public SnapshotFolder folder(DatabaseId database, SnapshotId snapshot) {
        var ofDatabase = root.resolve(database.value());
        return new SnapshotFolder(
                ofDatabase.resolve(PARTIAL + snapshot), ofDatabase.resolve(snapshot.toString()));
    }

    /** The manifest of a snapshot that is complete. */
    public Optional<Manifest> published(DatabaseId database, SnapshotId snapshot)
            throws IOException {
        var folder = folder(database, snapshot).published();
        return Files.exists(folder) && read(folder) instanceof StoredSnapshot.Whole whole
                ? Optional.of(whole.manifest())
                : Optional.empty();
    }

    /** All snapshots of all databases, newest first; partial ones are none. */
    public List<StoredSnapshot> list() throws IOException {
        var all = new ArrayList<StoredSnapshot>();
        for (var database : folders(root)) {
            for (var folder : folders(database)) {
                all.add(read(folder));
            }
        }
        // A snapshot's id is ordered by the time at which it was wanted.
        all.sort(Comparator.comparing((StoredSnapshot s) -> name(s.folder())).reversed());
        return all;
    }

    public List<StoredSnapshot> list(DatabaseId database) throws IOException {
        return list().stream().filter(s -> database(s.folder()).equals(database.value())).toList();
    }

    public Optional<StoredSnapshot> find(SnapshotId snapshot) throws IOException {
        for (var database : folders(root)) {
            var folder = database.resolve(snapshot.toString());
            if (Files.isDirectory(folder)) {
                return Optional.of(read(folder));
            }
        }
        return Optional.empty();
    }

    /** Removes what crashes left behind; to be called while nothing is written. */
    public void removePartials() throws IOException {
        for (var database : folders(root)) {
            try (var children = Files.newDirectoryStream(database, PARTIAL + "*")) {
                for (var partial : children) {
                    SnapshotFolder.delete(partial);
                }
            }
        }
    }

    /** The database that a snapshot's folder lies under. */
    public static String database(Path folder) {
        return name(folder.resolveSibling("").normalize());
    }

    private static List<Path> folders(Path parent) throws IOException {
        var folders = new ArrayList<Path>();
        try (var children =
                Files.newDirectoryStream(
                        parent,
                        child -> !name(child).startsWith(".") && Files.isDirectory(child))) {
            children.forEach(folders::add);
        } catch (NoSuchFileException e) {
            // Nothing was ever written here.
            return List.of();
        }
        return folders;
    }

    private static StoredSnapshot read(Path folder) {
        var file = folder.resolve(SnapshotFolder.MANIFEST);
        try {
            if (Files.size(file) > MOST_MANIFEST_BYTES) {
                return new StoredSnapshot.Broken(
                        folder, "its manifest has over %d bytes".formatted(MOST_MANIFEST_BYTES));
            }
            var json = Json.mapper().readTree(Files.readAllBytes(file));
            for (var name : REQUIRED) {
                if (!json.hasNonNull(name)) {
                    return new StoredSnapshot.Broken(folder, "its manifest lacks '" + name + "'");
                }
            }
            return checked(folder, Json.mapper().treeToValue(json, Manifest.class));
        } catch (NoSuchFileException e) {
            return new StoredSnapshot.Broken(folder, "it has no " + SnapshotFolder.MANIFEST);
        } catch (IOException | InvalidPathException e) {
            return new StoredSnapshot.Broken(
                    folder, "its manifest cannot be read: " + firstLine(e));
        }
    }

    private static StoredSnapshot checked(Path folder, Manifest manifest) throws IOException {
        if (!manifest.snapshot().toString().equals(name(folder))
                || !manifest.database().value().equals(database(folder))) {
            return new StoredSnapshot.Broken(
                    folder,
                    "its manifest is that of snapshot %s of %s"
                            .formatted(manifest.snapshot(), manifest.database()));
        }
        var copy = folder.resolve(manifest.file()).normalize();
        if (!copy.startsWith(folder) || !Files.isRegularFile(copy)) {
            return new StoredSnapshot.Broken(folder, "its copy " + manifest.file() + " is missing");
        }
        var bytes = Files.size(copy);
        return bytes == manifest.bytes()
                ? new StoredSnapshot.Whole(folder, manifest)
                : new StoredSnapshot.Broken(
                        folder,
                        "its copy has %d bytes where the manifest says %d"
                                .formatted(bytes, manifest.bytes()));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String firstLine(Exception e) {
        var text = String.valueOf(e.getMessage());
        return text.lines().findFirst().orElse(text);
    }
}
