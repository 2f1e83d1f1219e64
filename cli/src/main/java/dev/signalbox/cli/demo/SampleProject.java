package dev.signalbox.cli.demo;

import dev.signalbox.knowledgebase.KnowledgeBase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The folder of the demo: settings, and the knowledge base's migrations with all beside them. */
final class SampleProject {

    static final String DATABASE = "kb";

    private final Path folder;

    private SampleProject(Path folder) {
        this.folder = folder;
    }

    static SampleProject create() throws IOException {
        var project = new SampleProject(Files.createTempDirectory("signalbox-demo-").toRealPath());
        Files.writeString(project.folder.resolve("signalbox.yml"), settings());
        KnowledgeBase.writeTo(project.folder.resolve("migrations"));
        return project;
    }

    Path folder() {
        return folder;
    }

    SampleDatabase database() {
        return new SampleDatabase(folder.resolve("kb.db"));
    }

    void remove() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String settings() throws IOException {
        try (InputStream in = SampleProject.class.getResourceAsStream("/demo/signalbox.yml")) {
            if (in == null) {
                throw new IOException("The demo's settings are missing from signalbox");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
