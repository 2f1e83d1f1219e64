package dev.signalbox.cli.project;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a command is about. */
public final class ProjectFolder {

    /** Where a standalone keeps its things within a project. */
    public static final String STATE = ".signalbox";

    private ProjectFolder() {}

    /** The nearest of this folder and its parents that is a project; this one if none is. */
    public static Path of(Path start) {
        var folder = start.toAbsolutePath().normalize();
        for (var f = folder; f != null; f = f.getParent()) {
            if (Files.exists(f.resolve("signalbox.yml")) || Files.isDirectory(f.resolve(STATE))) {
                return f;
            }
        }
        return folder;
    }
}
