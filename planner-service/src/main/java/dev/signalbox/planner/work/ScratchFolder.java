package dev.signalbox.planner.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where copies of managed databases lie while something is tried on them: beside the planner's own
 * store, which is as private as what they hold, and never in a folder that others can write to.
 */
public record ScratchFolder(Path path) {

    public static ScratchFolder besideStore(Path store) {
        return new ScratchFolder(store.toAbsolutePath().resolveSibling("scratch"));
    }

    /** Removes what a killed process left; to be called before anything is tried. */
    public void clear() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (var left = Files.newDirectoryStream(path)) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        }
    }
}
