package dev.signalbox.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The folder of the demo: settings, migrations, and a knowledge base that is not migrated yet. */
final class SampleProject {

    static final String DATABASE = "kb";
    static final List<String> MIGRATIONS =
            List.of(
                    "001_add_incidents",
                    "002_score_entries",
                    "003_tighten_entries",
                    "004_watch_feedback",
                    "005_split_tags");

    private final Path folder;

    private SampleProject(Path folder) {
        this.folder = folder;
    }

    static SampleProject create(int rows) throws IOException {
        var project = new SampleProject(Files.createTempDirectory("signalbox-demo-").toRealPath());
        Files.writeString(project.folder.resolve("signalbox.yml"), resource("signalbox.yml"));
        var migrations = Files.createDirectory(project.folder.resolve("migrations"));
        for (var name : MIGRATIONS) {
            Files.writeString(migrations.resolve(name + ".sql"), resource(name + ".sql"));
        }
        new KnowledgeBase(project.database()).fill(resource("sample.sql"), rows);
        return project;
    }

    Path folder() {
        return folder;
    }

    Path database() {
        return folder.resolve("kb.db");
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

    static String resource(String name) throws IOException {
        try (InputStream in = SampleProject.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IOException("The demo's file " + name + " is missing from signalbox");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
