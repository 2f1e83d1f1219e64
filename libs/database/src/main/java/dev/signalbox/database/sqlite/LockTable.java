package dev.signalbox.database.sqlite;

import dev.signalbox.database.Writers.OtherProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The locks on a database's files, as Linux lists them. SQLite itself knows nothing of other
 * connections; but in WAL mode each holds a lock on the file from its first read until it closes,
 * and otherwise while it reads or writes. The database's files are never opened here: closing one
 * would free the locks of this very process.
 */
final class LockTable {

    private static final Path SYSTEM = Path.of("/proc/locks");
    private static final Path PROCESSES = Path.of("/proc");
    private static final int FIELDS = 8;

    /** Where SQLite locks who is about to write: in the file, and in the index of its log. */
    private static final long RESERVED = 0x40000001L;

    private static final long LOG_WRITE = 120;

    private LockTable() {}

    /** Empty where the system does not tell. */
    static Optional<List<OtherProcess>> others(Path database) {
        try {
            Path file = database.toRealPath();
            Path index = file.resolveSibling(file.getFileName() + "-shm");
            Map<Long, Boolean> writing = new TreeMap<>();
            long own = ProcessHandle.current().pid();
            String inode = inode(file);
            String indexInode = Files.exists(index) ? inode(index) : "";
            for (String line : Files.readAllLines(SYSTEM, StandardCharsets.UTF_8)) {
                List<String> fields = fields(line);
                if (fields.size() < FIELDS || !fields.get(1).equals("POSIX")) {
                    continue;
                }
                String locked = fields.get(5).substring(fields.get(5).lastIndexOf(':') + 1);
                boolean ofFile = locked.equals(inode);
                boolean ofIndex = locked.equals(indexInode);
                long pid = Long.parseLong(fields.get(4));
                if ((ofFile || ofIndex) && pid > 0 && pid != own && hasOpen(pid, file, index)) {
                    writing.merge(
                            pid,
                            fields.get(3).equals("WRITE")
                                    && covers(fields, ofFile ? RESERVED : LOG_WRITE),
                            Boolean::logicalOr);
                }
            }
            return Optional.of(
                    writing.entrySet().stream()
                            .map(
                                    it ->
                                            new OtherProcess(
                                                    it.getKey(), name(it.getKey()), it.getValue()))
                            .sorted(Comparator.comparing(OtherProcess::writing).reversed())
                            .toList());
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(List.of(line.strip().split("\\s+")));
        // One who waits for the lock; SQLite never does.
        fields.remove("->");
        return fields;
    }

    private static boolean covers(List<String> fields, long at) {
        String end = fields.get(7);
        return Long.parseLong(fields.get(6)) <= at
                && (end.equals("EOF") || Long.parseLong(end) >= at);
    }

    private static String inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino").toString();
    }

    /** Inodes are numbered on each disk anew. What may not be looked at is believed. */
    private static boolean hasOpen(long pid, Path file, Path index) {
        try (var open = Files.list(PROCESSES.resolve(pid + "/fd"))) {
            return open.anyMatch(it -> isOneOf(it, file, index));
        } catch (IOException | UncheckedIOException e) {
            // It may have ended while its files were listed.
            return Files.exists(PROCESSES.resolve(Long.toString(pid)));
        }
    }

    private static boolean isOneOf(Path descriptor, Path file, Path index) {
        try {
            Path target = Files.readSymbolicLink(descriptor);
            return target.equals(file) || target.equals(index);
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(long pid) {
        try {
            return Files.readString(PROCESSES.resolve(pid + "/comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
