package dev.signalbox.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows that a project's migrations are tested and measured on. Its class is public, has a
 * public constructor without parameters, and is named in {@code
 * META-INF/services/dev.signalbox.migration.DataGenerator}.
 *
 * <p>The same seed and sizes make the same rows, whenever and wherever.
 */
public interface DataGenerator {

    /** What it is called in a scenario or on a command line, such as {@code knowledge-base}. */
    String name();

    /**
     * Fills the tables that a database has at a version. Rows that are there already stay.
     *
     * @param connection whose transaction the caller ends
     * @param version of the database; null when no migration is in force
     * @param rows how many by table; a table that is not named gets a number that fits the others
     * @throws SQLException when a row cannot be written
     * @throws IllegalArgumentException when a table is named that it does not fill
     */
    void fill(Connection connection, @Nullable String version, Map<String, Long> rows, long seed)
            throws SQLException;
}
