package dev.signalbox.rehearsal.scenario;

import dev.signalbox.database.jar.ProjectClasses;
import dev.signalbox.rehearsal.database.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The jars of a project's folder {@code tests/}. */
public final class TestClasses {

    private TestClasses() {}

    /**
     * @throws IOException when the folder cannot be listed
     */
    public static ProjectClasses of(Project project) throws IOException {
        var folder = project.tests();
        if (!Files.isDirectory(folder)) {
            return ProjectClasses.of(List.of());
        }
        try (var files = Files.list(folder)) {
            return ProjectClasses.of(
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
        }
    }
}
