package dev.signalbox.backup.store;

import dev.signalbox.events.Manifest;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * One snapshot's folder: under another name while it is written, so that what is listed is whole.
 *
 * @param partial where it is written
 * @param published where it is found once it is complete
 */
public record SnapshotFolder(Path partial, Path published) {

    static final String MANIFEST = "manifest.json";

    /** Makes the folder to write into, empty, whatever an earlier attempt left. */
    public void begin() throws IOException {
        discard();
        Files.createDirectories(partial);
    }

    /** Where the copy goes. */
    public Path file(String name) {
        return partial.resolve(name);
    }

    /** Writes the manifest behind everything else, to disk. */
    public void describe(Manifest manifest) throws IOException {
        var json = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        try (var channel =
                FileChannel.open(
                        partial.resolve(MANIFEST),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(json);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        toDisk(partial);
    }

    /** Gives it its name, to disk: from now on it is a snapshot. */
    public void publish() throws IOException {
        Files.move(partial, published, StandardCopyOption.ATOMIC_MOVE);
        var ofDatabase = published.resolveSibling("").normalize();
        toDisk(ofDatabase);
        toDisk(ofDatabase.resolveSibling("").normalize());
    }

    /** Removes what is not published. */
    public void discard() throws IOException {
        delete(partial);
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static void toDisk(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
