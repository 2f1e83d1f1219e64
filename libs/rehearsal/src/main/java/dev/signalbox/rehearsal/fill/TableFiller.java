package dev.signalbox.rehearsal.fill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Fills one table; what SQLite refuses is invented anew, some hundred times. */
final class TableFiller {

    private static final int ATTEMPTS = 400;

    /** Of an error's code; the rest tells kinds of it apart. */
    private static final int PRIMARY = 0xff;

    private final Connection connection;
    private final TableFacts table;
    private final Conditions conditions;
    private final SplittableRandom random;
    private final @Nullable Object[] row;
    private final boolean[] set;
    private long number;

    TableFiller(Connection connection, TableFacts table, long seed) {
        this.connection = connection;
        this.table = table;
        this.conditions = CheckReader.of(table.definition());
        this.random =
                new SplittableRandom(seed * 31 + table.name().toLowerCase(Locale.ROOT).hashCode());
        this.row = new Object[table.columns().size()];
        this.set = new boolean[row.length];
    }

    /**
     * @param leftNull references that no row has
     * @throws CannotFillException when the schema does not let such rows in
     */
    void fill(long rows, Set<Reference> leftNull) throws SQLException {
        // Behind what is there: rows are told apart by their numbers.
        number = count();
        try (var sources = Sources.of(connection, table, conditions, leftNull, rows);
                var statement = connection.prepareStatement(insert())) {
            for (var i = 0L; i < rows; i++) {
                add(statement, sources);
            }
        }
    }

    private void add(PreparedStatement statement, Sources sources) throws SQLException {
        for (var attempt = 0; ; attempt++) {
            invent(sources, attempt);
            number++;
            try {
                for (var i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.executeUpdate();
                sources.ownRows().forEach(own -> own.written(row));
                return;
            } catch (SQLiteException e) {
                refused(e, attempt);
            }
        }
    }

    private void invent(Sources sources, int attempt) throws SQLException {
        Arrays.fill(row, null);
        Arrays.fill(set, false);
        for (var unique : sources.unique()) {
            unique.write(row, number % Math.max(1, unique.capacity()));
            unique.sources().forEach(this::mark);
        }
        for (var source : sources.free()) {
            source.any(row, set, random, number, attempt);
            mark(source);
        }
        for (var order : conditions.orders()) {
            new Ordering(table, row).put(order, sources.told());
        }
    }

    private void mark(Source source) {
        source.places().forEach(place -> set[place] = true);
    }

    private void refused(SQLiteException e, int attempt) throws SQLException {
        var code = e.getResultCode();
        var mayPass =
                code == SQLiteErrorCode.SQLITE_CONSTRAINT_CHECK
                        || code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                        || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
                        || code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID
                        || code == SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER;
        if (mayPass && attempt < ATTEMPTS) {
            return;
        }
        if ((code.code & PRIMARY) != SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            throw e;
        }
        throw new CannotFillException(
                table.name(),
                (mayPass ? "of " + (ATTEMPTS + 1) + " rows none was let in: " : "SQLite says: ")
                        + e.getMessage(),
                e);
    }

    private long count() throws SQLException {
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "SELECT count(*) FROM " + Catalogue.quoted(table.name()))) {
            return found.getLong(1);
        }
    }

    private String insert() {
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        Catalogue.quoted(table.name()),
                        table.columns().stream()
                                .map(column -> Catalogue.quoted(column.name()))
                                .collect(Collectors.joining(", ")),
                        table.columns().stream().map(c -> "?").collect(Collectors.joining(", ")));
    }
}
