package dev.signalbox.database;

import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;

/** Where a managed database is. */
public sealed interface DatabaseAddress {

    /** How messages name it; holds no secret. */
    String display();

    /**
     * A SQLite database.
     *
     * @param file absolute and normalised
     * @param foreignKeys what the URL says about enforcement, which is what the application's own
     *     connections do
     */
    record SqliteFile(Path file, ForeignKeys foreignKeys) implements DatabaseAddress {

        public SqliteFile {
            file = file.toAbsolutePath().normalize();
        }

        @Override
        public String display() {
            return file.toString();
        }
    }

    /**
     * Understands {@code jdbc:sqlite:path?parameters}, {@code sqlite:./path}, {@code
     * sqlite:///absolute/path} and {@code jdbc:sqlite:file:path?parameters}. Of the parameters,
     * only {@code foreign_keys} matters here; the others are the application's own.
     *
     * @param baseDirectory what a relative path is relative to
     * @throws DatabaseException with {@code INVALID_ADDRESS}
     */
    static DatabaseAddress parse(String url, Path baseDirectory) {
        return AddressParser.parse(url, baseDirectory);
    }
}
