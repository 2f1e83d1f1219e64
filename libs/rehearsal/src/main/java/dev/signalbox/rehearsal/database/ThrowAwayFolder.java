package dev.signalbox.rehearsal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A folder of its own, for its owner alone, that is gone afterwards, also after Ctrl-C. */
public final class ThrowAwayFolder implements AutoCloseable {

    private static final String PREFIX = "signalbox-rehearsal-";
    private static final int ATTEMPTS = 50;
    private static final Set<PosixFilePermission> OWNER_ALONE =
            PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final Thread atExit;
    private volatile boolean exiting;

    private ThrowAwayFolder(Path path) {
        this.path = path;
        this.atExit = new Thread(this::deleteAtExit, "signalbox-throw-away");
    }

    /**
     * @param parent made when it is missing
     * @throws UncheckedIOException when it cannot be made there
     */
    public static ThrowAwayFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            ThrowAwayFolder folder =
                    new ThrowAwayFolder(parent.resolve(PREFIX + UUID.randomUUID()));
            folder.make();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("There can be no folder in " + parent, e);
        }
    }

    /** Who deletes it is there before it is: a signal may come between the two. */
    private void make() throws IOException {
        Runtime.getRuntime().addShutdownHook(atExit);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        } else {
            Files.createDirectory(path);
        }
        if (exiting) {
            delete();
        }
    }

    public Path path() {
        return path;
    }

    /**
     * @throws UncheckedIOException when something cannot be deleted
     */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process ends, and the hook deletes it.
            return;
        }
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException("Delete " + path + " by hand", e);
        }
    }

    /** Whoever still works in it may make a file while it is emptied. */
    private void deleteAtExit() {
        exiting = true;
        for (var attempt = 1; attempt <= ATTEMPTS && Files.exists(path); attempt++) {
            try {
                delete();
                return;
            } catch (IOException e) {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void delete() throws IOException {
        try {
            Files.walkFileTree(path, new Deleting());
        } catch (NoSuchFileException e) {
            if (Files.exists(path)) {
                throw e;
            }
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        /** SQLite removes its own files while they are listed. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
