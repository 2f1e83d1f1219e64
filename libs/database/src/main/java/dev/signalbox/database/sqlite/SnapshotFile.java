package dev.signalbox.database.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A snapshot's file: partial while it is written, under its name when it is whole and on disk. */
record SnapshotFile(Path target) {

    Path partial() {
        return target.resolveSibling(target.getFileName() + ".partial");
    }

    void prepare() throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try {
            Files.createDirectories(folder());
        } catch (FileAlreadyExistsException e) {
            throw new NotDirectoryException(folder().toString());
        }
        discardPartial();
    }

    void discardPartial() {
        for (String suffix : List.of("", "-journal", "-wal", "-shm")) {
            try {
                Files.deleteIfExists(
                        target.resolveSibling(target.getFileName() + ".partial" + suffix));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void toDisk() throws IOException {
        try (FileChannel channel = FileChannel.open(partial(), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The folder is written, too: a name that is not on disk is no snapshot after a power cut. */
    void publish() throws IOException {
        Files.move(partial(), target);
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    String sha256() throws IOException {
        MessageDigest digest = digest();
        try (InputStream file = new DigestInputStream(Files.newInputStream(partial()), digest)) {
            file.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Path folder() {
        return target.resolveSibling("").normalize();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
