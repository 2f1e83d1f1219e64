package dev.signalbox.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a broker's folder for this process until closed or killed.
 *
 * <p>Kafka's own {@code .lock} comes too late: in a node that is broker and controller at once the
 * metadata log is opened, and possibly cut, before that lock is tried.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "signalbox.lock";

    /**
     * The folders that this process holds. A lock of the operating system belongs to the process,
     * and closing any channel to its file gives it up: a second attempt from within must be refused
     * without touching the file, so this table is as wide as the process is.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path dir;
    private final FileChannel channel;

    private DirectoryLock(Path dir, FileChannel channel) {
        this.dir = dir;
        this.channel = channel;
    }

    /** Takes the lock of a folder given by its real path, or says who has it. */
    static DirectoryLock take(Path dir) throws IOException {
        if (!HELD.add(dir)) {
            throw inUse(dir, "this process");
        }
        FileChannel channel = null;
        try {
            channel = open(dir.resolve(NAME));
            if (!locked(channel)) {
                throw inUse(dir, "process " + holder(channel));
            }
            if (lockedByKafka(dir)) {
                throw inUse(dir, "another Kafka broker");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return new DirectoryLock(dir, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(dir);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + dir + " could not be given up", e);
        } finally {
            HELD.remove(dir);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean lockedByKafka(Path dir) throws IOException {
        Path file = dir.resolve(".lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = open(file)) {
            return !locked(channel);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String read = StandardCharsets.US_ASCII.decode(pid.flip()).toString().strip();
        return read.isEmpty() ? "unknown" : read;
    }

    private static BrokerStartException inUse(Path dir, String holder) {
        return new BrokerStartException(
                "Kafka's folder "
                        + dir
                        + " is in use by "
                        + holder
                        + ". Stop that one first, or give this one a folder of its own.");
    }
}
