package dev.signalbox.sql.migration;

import dev.signalbox.sql.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a folder that have to do with migrations; no other is opened. */
final class FolderFiles {

    private static final int DEEPEST = 8;

    private final Path folder;
    private final int maxFileBytes;
    private final List<Finding> findings;

    FolderFiles(Path folder, int maxFileBytes, List<Finding> findings) {
        this.folder = folder;
        this.maxFileBytes = maxFileBytes;
        this.findings = findings;
    }

    /**
     * @throws IOException when the folder, or one in it, cannot be listed: what cannot be seen may
     *     be a migration
     */
    static List<Path> list(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                DEEPEST,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path path, BasicFileAttributes attributes) {
                        return !path.equals(folder) && isPassedOver(path)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()
                                && MigrationLoader.isRead(relative(folder, path))) {
                            files.add(path);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /** What is gone since the folder was listed, or hidden, is no migration. */
                    @Override
                    public FileVisitResult visitFileFailed(Path path, IOException e)
                            throws IOException {
                        boolean gone = e instanceof NoSuchFileException;
                        if (!path.equals(folder) && (gone || isPassedOver(path))) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return files;
    }

    private static boolean isPassedOver(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || name.equals("node_modules");
    }

    private static String relative(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
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
        List<SourceFile> files = new ArrayList<>();
        try {
            for (Path path : list(folder)) {
                SourceFile file = load(path);
                if (file != null) {
                    files.add(file);
                }
            }
        } catch (IOException e) {
            unreadable(folder, e);
        }
        return files;
    }

    /** Null when it is gone since the folder was listed, and, with a finding, when unreadable. */
    private @Nullable SourceFile load(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxFileBytes + 1);
            return new SourceFile(relative(folder, path), bytes, Files.isExecutable(path));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            unreadable(path, e);
            return null;
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
}
