package dev.signalbox.rehearsal.fill;

import dev.signalbox.database.sqlite.OwnObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Fills tables with believable rows, by what their schema says and their columns' names hint at.
 * The same seed, schema and sizes make the same rows.
 */
public final class SchemaFiller {

    private final Connection connection;
    private final long seed;

    /**
     * @param connection whose transaction the caller ends
     */
    public SchemaFiller(Connection connection, long seed) {
        this.connection = connection;
        this.seed = seed;
    }

    /**
     * Makes rows; those that are there stay.
     *
     * @param rows how many by table; tables that these refer to, and that are empty, get a number
     *     that fits
     * @return what there is to say; a sentence each
     * @throws IllegalArgumentException when the schema does not let such rows in; says which table,
     *     which constraint, and what to do
     * @throws SQLException when the database fails otherwise
     */
    public List<String> fill(Map<String, Long> rows) throws SQLException {
        rows.keySet().forEach(SchemaFiller::mustBeOrdinary);
        var catalogue = new Catalogue(connection);
        var plan = FillPlan.of(catalogue, this::count, rows);
        for (var entry : plan.rows().entrySet()) {
            new TableFiller(connection, entry.getKey(), seed)
                    .fill(entry.getValue(), plan.leftNull());
        }
        return plan.notes();
    }

    /** The tables that hold an application's rows. */
    public static List<String> tables(Connection connection) throws SQLException {
        return new Catalogue(connection).tables();
    }

    private static void mustBeOrdinary(String table) {
        if (OwnObjects.isInternal(table)) {
            throw new IllegalArgumentException(
                    table + " is no table of the project's, and is not filled");
        }
    }

    private long count(TableFacts table) throws SQLException {
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "SELECT count(*) FROM " + Catalogue.quoted(table.name()))) {
            return found.getLong(1);
        }
    }
}
