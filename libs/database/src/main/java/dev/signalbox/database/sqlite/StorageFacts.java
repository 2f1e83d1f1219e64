package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.DiskSpace;
import dev.signalbox.database.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file, what lies beside it, and the disk under it. */
final class StorageFacts {

    private StorageFacts() {}

    static Storage of(Handle handle, SqliteFile address) {
        long page = handle.number("PRAGMA page_size");
        boolean analysed =
                handle.number("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") > 0;
        return new Storage(
                handle.number("PRAGMA page_count") * page,
                handle.number("PRAGMA freelist_count") * page,
                logBytes(address.file()),
                handle.text("PRAGMA journal_mode"),
                analysed ? (int) handle.number("SELECT count(DISTINCT tbl) FROM sqlite_stat1") : 0,
                (int)
                        handle.number(
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                        + " AND name NOT LIKE '\\_migration\\_%' ESCAPE '\\'"));
    }

    private static long logBytes(Path file) {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            // The last connection that closes removes it.
            return 0;
        }
    }

    /** Also of a database that is not there yet: of the nearest folder that is. */
    static DiskSpace disk(SqliteFile address) {
        Path place = address.file().toAbsolutePath();
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        try {
            return new DiskSpace(place.toString(), Files.getFileStore(place).getUsableSpace());
        } catch (IOException e) {
            throw new DatabaseException(
                    Reason.INPUT_OUTPUT,
                    address.display(),
                    "the disk does not say how much room it has: " + e,
                    "See that " + place + " can be read",
                    null,
                    0,
                    e);
        }
    }
}
