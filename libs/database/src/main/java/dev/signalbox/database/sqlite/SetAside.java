package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Moves a database's files out of the way. The database itself goes last: a file with its name
 * never meets a journal that belongs to another, and what a crash interrupts is continued by the
 * next call with the same time.
 */
final class SetAside {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final List<String> SUFFIXES = List.of("-journal", "-wal", "-shm", "");

    private final SqliteFile address;

    SetAside(SqliteFile address) {
        this.address = address;
    }

    /** Answers where the database is now. */
    Path to(Instant at) {
        Connections.mustBeThere(address);
        String name = String.valueOf(address.file().getFileName());
        Path target = address.file().resolveSibling(name + ".damaged-" + TIME.format(at));
        try {
            for (String suffix : SUFFIXES) {
                Path from = address.file().resolveSibling(name + suffix);
                if (Files.exists(from)) {
                    Files.move(from, target.resolveSibling(target.getFileName() + suffix));
                }
            }
            return target;
        } catch (FileAlreadyExistsException e) {
            throw failed(Reason.TARGET_EXISTS, target + " is there already", e);
        } catch (IOException e) {
            throw failed(Reason.CANNOT_OPEN, e.toString(), e);
        }
    }

    private DatabaseException failed(Reason reason, String why, IOException cause) {
        return new DatabaseException(
                reason,
                address.display(),
                "it could not be moved out of the way: " + why,
                "Move the file, and what begins with its name and ends in -wal, -shm or -journal,"
                        + " to another place; then try again",
                null,
                0,
                cause);
    }
}
