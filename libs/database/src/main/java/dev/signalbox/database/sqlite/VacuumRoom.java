package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.MaintenanceOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The room that VACUUM needs: a whole copy where temporary files go, and beside the database the
 * journal of all that is written over it.
 */
final class VacuumRoom {

    /** As SQLite looks for a place, in this order. */
    private static final String[] VARIABLES = {"SQLITE_TMPDIR", "TMPDIR"};

    private static final String[] FOLDERS = {"/var/tmp", "/usr/tmp", "/tmp"};

    private final SqliteFile address;
    private final ToLongFunction<Path> free;

    VacuumRoom(SqliteFile address) {
        this(address, VacuumRoom::freeAt);
    }

    /**
     * @param free bytes on the disk of a folder
     */
    VacuumRoom(SqliteFile address, ToLongFunction<Path> free) {
        this.address = address;
        this.free = free;
    }

    /**
     * @param used bytes of the database that hold something
     */
    Optional<Refused> lacking(long used) {
        Path beside = address.file().toAbsolutePath().resolveSibling("");
        return lacking(beside, used).or(() -> lacking(temporary(beside), used));
    }

    private Optional<Refused> lacking(Path folder, long needed) {
        long found = free.applyAsLong(folder);
        return found >= needed
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                "VACUUM may need %,d KiB at %s, where %,d KiB are free"
                                        .formatted((needed + 1023) / 1024, folder, found / 1024),
                                "Make room there; SQLITE_TMPDIR names another place for temporary"
                                        + " files."));
    }

    private static Path temporary(Path otherwise) {
        for (String variable : VARIABLES) {
            @Nullable String folder = System.getenv(variable);
            if (folder != null && Files.isWritable(Path.of(folder))) {
                return Path.of(folder);
            }
        }
        for (String folder : FOLDERS) {
            if (Files.isWritable(Path.of(folder))) {
                return Path.of(folder);
            }
        }
        return otherwise;
    }

    private static long freeAt(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            // It is SQLite that finds out, and leaves the database as it was.
            return Long.MAX_VALUE;
        }
    }
}
