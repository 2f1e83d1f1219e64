package dev.signalbox.backup.work;

import dev.signalbox.events.RunId;
import dev.signalbox.sql.Checksum;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A copy beside a database file, for one run; readable by its owner only, as it holds what the
 * database holds.
 */
record ScratchFile(Path path) {

    private static final int BUFFER = 1 << 16;

    static ScratchFile beside(Path database, RunId run) {
        return new ScratchFile(
                database.resolveSibling("." + database.getFileName() + ".restore-" + run));
    }

    /**
     * Copies a file; answers its SHA-256, in hex. What an earlier attempt of the run left is
     * replaced, with the journals that belonged to it.
     */
    String copyOf(Path source) throws IOException {
        var folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        remove();
        var digest = Checksum.sha256();
        try (var target =
                        FileChannel.open(
                                path,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                ownerOnly());
                var output = Channels.newOutputStream(target);
                var input = new DigestInputStream(Files.newInputStream(source), digest)) {
            var buffer = new byte[BUFFER];
            for (var read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                output.write(buffer, 0, read);
            }
            target.force(true);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    void remove() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path + " is no file of ours");
        }
        for (var suffix : List.of("-journal", "-wal", "-shm", "")) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
        }
    }

    static String sha256Of(Path file) throws IOException {
        var digest = Checksum.sha256();
        try (var input = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (var read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
