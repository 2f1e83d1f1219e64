package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The files of a folder that have to do with migrations; no other is opened. */
final class FolderFiles {

    private static final int DEEPEST = 8;

    private final Path folder;
    private final int maxFileBytes;
    private final List<Finding> findings;
    private final List<SourceFile> files = new ArrayList<>();

    FolderFiles(Path folder, int maxFileBytes, List<Finding> findings) {
        this.folder = folder;
        this.maxFileBytes = maxFileBytes;
        this.findings = findings;
    }

    List<SourceFile> read() {
        if (!Files.isDirectory(folder)) {
            findings.add(
                    new Finding(
                            folder.toString(),
                            null,
                            "no-folder",
                            "There is no folder of this name.",
                            "Create it, or correct the path in the configuration."));
            return List.of();
        }
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Visitor());
        } catch (IOException e) {
            unreadable(folder, e);
        }
        return files;
    }

    private String relative(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    private void load(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxFileBytes + 1);
            files.add(new SourceFile(relative(path), bytes, Files.isExecutable(path)));
        } catch (IOException e) {
            unreadable(path, e);
        }
    }

    private void unreadable(Path path, IOException e) {
        findings.add(
                new Finding(
                        path.toString(),
                        null,
                        "unreadable",
                        "It cannot be read: " + e.getMessage() + ".",
                        "See that it exists and that this process may read it."));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return !path.equals(folder) && isPassedOver(path.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        private static boolean isPassedOver(String name) {
            return name.startsWith(".") || name.equals("node_modules");
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && MigrationLoader.isRead(relative(path))) {
                load(path);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Also for a folder: what cannot be seen may be a migration. */
        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            unreadable(path, e);
            return FileVisitResult.CONTINUE;
        }
    }
}
