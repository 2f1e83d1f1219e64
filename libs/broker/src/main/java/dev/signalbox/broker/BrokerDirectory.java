package dev.signalbox.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** A broker's folder: made, locked and formatted; its cluster id stays what it was first. */
final class BrokerDirectory implements AutoCloseable {
    private final Path path;
    private final String clusterId;
    private final DirectoryLock lock;

    private BrokerDirectory(Path path, String clusterId, DirectoryLock lock) {
        this.path = path;
        this.clusterId = clusterId;
        this.lock = lock;
    }

    /** Claims the folder for this process; made where absent, readable by its owner alone. */
    static BrokerDirectory claim(Path dir) {
        try {
            Path real = made(dir.toAbsolutePath().normalize());
            DirectoryLock lock = DirectoryLock.take(real);
            try {
                return new BrokerDirectory(real, format(real), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BrokerStartException(
                    "Kafka's folder "
                            + dir.toAbsolutePath().normalize()
                            + " cannot be used: "
                            + reason(e)
                            + ". Make it a folder that this user may write to, or give another.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    String clusterId() {
        return clusterId;
    }

    @Override
    public void close() {
        lock.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static Path made(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(dir, ownerOnly(dir));
        }
        return dir.toRealPath();
    }

    private static FileAttribute<?>[] ownerOnly(Path dir) {
        return dir.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String format(Path dir) throws IOException {
        String clusterId = clusterIdOf(dir);
        String path = dir.toString();
        try (var silence =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(clusterId)
                    .setIgnoreFormatted(true)
                    .addDirectory(path)
                    .setMetadataLogDirectory(path)
                    .setControllerListenerName(LoopbackSockets.CONTROLLER)
                    .run();
            return clusterId;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String clusterIdOf(Path dir) throws IOException {
        Path file = dir.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
        if (!Files.exists(file)) {
            return Uuid.randomUuid().toString();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException | IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
        String id = properties.getProperty("cluster.id");
        if (id == null || id.isBlank()) {
            throw damaged(file, "it names no cluster");
        }
        return id;
    }

    private static BrokerStartException damaged(Path file, String why) {
        return new BrokerStartException(
                "Kafka's file "
                        + file
                        + " is damaged: "
                        + why
                        + ". Restore it, or move the folder away to start with an empty broker.");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file";
            case FileSystemException f when f.getReason() != null ->
                    f.getReason() + " for " + f.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }
}
