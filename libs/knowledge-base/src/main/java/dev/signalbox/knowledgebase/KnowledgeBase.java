package dev.signalbox.knowledgebase;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The knowledge base's migrations with their transformations, checks and tests. */
public final class KnowledgeBase {

    private static final String FIRST = "migrations/sqlite/001_mvp1_base.sql";

    private KnowledgeBase() {}

    /**
     * Writes the folder that a project names as its {@code migrations}: the five files, and {@code
     * transformations}, {@code checks} and {@code tests} beside them.
     *
     * @param folder is made when it is not there
     * @throws FileAlreadyExistsException when one of the files is there already; nothing is
     *     overwritten
     * @throws IOException when the folder cannot be written
     */
    public static void writeTo(Path folder) throws IOException {
        URI first = first();
        if (!"jar".equals(first.getScheme())) {
            copy(parent(Path.of(first)), folder);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(jar(first), Map.of())) {
            String inside = first.toString();
            copy(parent(jar.getPath(inside.substring(inside.lastIndexOf("!/") + 1))), folder);
        }
    }

    private static Path jar(URI entry) {
        String text = entry.toString();
        return Path.of(URI.create(text.substring("jar:".length(), text.lastIndexOf("!/"))));
    }

    private static URI first() {
        URL first = KnowledgeBase.class.getResource(FIRST);
        if (first == null) {
            throw new IllegalStateException("Not in the jar: " + FIRST);
        }
        try {
            return first.toURI();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("A class path without escapes: " + first, impossible);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("In no folder: " + file);
        }
        return parent;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.sorted().toList();
        }
        for (Path each : all) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(target);
            } else {
                Files.copy(each, target);
            }
        }
    }
}
