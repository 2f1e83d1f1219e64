package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one lease between its migrations: opening one makes SQLite read the whole
 * catalogue, and every statement be prepared anew. Nothing is open in it between two of them, so
 * that it holds no lock. It is used again only for the very same file, and only when nothing ran on
 * it that could reach the next migration.
 */
final class KeptConnection implements AutoCloseable {

    private final SchemaReader schemas = new SchemaReader();
    private @Nullable Handle kept;
    private @Nullable Object file;

    /** To be given back. */
    Handle take(SqliteFile address) {
        Handle last = kept;
        kept = null;
        Object now = identity(address);
        if (last != null && now != null && now.equals(file)) {
            return last;
        }
        if (last != null) {
            last.close();
        }
        Handle opened = Connections.changing(address).readingSchemasBy(schemas);
        file = now;
        return opened;
    }

    /**
     * @param isAsItWas no pragma, no temporary table and no open transaction is left in it
     */
    void giveBack(Handle handle, boolean isAsItWas) {
        if (isAsItWas) {
            kept = handle;
        } else {
            handle.close();
        }
    }

    /** What reads the schema with this need not read what it has read. */
    SchemaReader schemas() {
        return schemas;
    }

    /** Null where the file system knows no such thing; no connection is then kept. */
    private static @Nullable Object identity(SqliteFile address) {
        try {
            return Files.readAttributes(address.file(), BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        Handle last = kept;
        kept = null;
        if (last != null) {
            last.close();
        }
    }
}
