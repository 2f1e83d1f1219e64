package dev.signalbox.backup.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.events.Manifest;

/** A snapshot as REST shows it. */
public sealed interface SnapshotView {

    /** Where the copy and its manifest lie. */
    String folder();

    /** The manifest's members stand beside the folder. */
    record Whole(@JsonUnwrapped Manifest manifest, String folder) implements SnapshotView {}

    /**
     * @param broken why it is not to be relied on
     */
    record Broken(String snapshot, String database, String folder, String broken)
            implements SnapshotView {}

    static SnapshotView of(StoredSnapshot stored) {
        var folder = stored.folder();
        return switch (stored) {
            case StoredSnapshot.Whole whole -> new Whole(whole.manifest(), folder.toString());
            case StoredSnapshot.Broken broken ->
                    new Broken(
                            String.valueOf(folder.getFileName()),
                            SnapshotFolders.database(folder),
                            folder.toString(),
                            broken.why());
        };
    }
}
