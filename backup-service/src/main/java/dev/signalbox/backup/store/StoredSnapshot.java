package dev.signalbox.backup.store;

import dev.signalbox.events.Manifest;
import java.nio.file.Path;

/** A folder of the snapshot store. */
public sealed interface StoredSnapshot {

    Path folder();

    /** Its copy has the size that the manifest says; the copy's content is not read for that. */
    record Whole(Path folder, Manifest manifest) implements StoredSnapshot {}

    /**
     * Not to be relied on, and shown all the same.
     *
     * @param why it is broken, in words
     */
    record Broken(Path folder, String why) implements StoredSnapshot {}
}
