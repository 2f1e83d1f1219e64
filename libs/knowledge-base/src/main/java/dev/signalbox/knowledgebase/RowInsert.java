package dev.signalbox.knowledgebase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes the new rows of a table, several with each statement. */
final class RowInsert {

    /** More values than this at once make no statement faster. */
    private static final int VALUES_AT_ONCE = 120;

    private final Connection connection;
    private final TableRows rows;
    private final Span span;
    private final Fill fill;

    RowInsert(Connection connection, TableRows rows, Fill fill) {
        this.connection = connection;
        this.rows = rows;
        this.span = fill.of(rows.table());
        this.fill = fill;
    }

    void run() throws SQLException {
        int together = Math.max(1, VALUES_AT_ONCE / rows.columns().size());
        long inFull = span.count() - span.count() % together;
        insert(0, inFull, together);
        insert(inFull, span.count(), 1);
    }

    private void insert(long from, long to, int together) throws SQLException {
        if (from == to) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(rows.insert(together))) {
            for (long first = from; first < to; first += together) {
                int parameter = 1;
                for (long row = first; row < first + together; row++) {
                    for (@Nullable Object value : made(row)) {
                        insert.setObject(parameter++, value);
                    }
                }
                insert.executeUpdate();
            }
        }
    }

    private @Nullable Object[] made(long row) {
        return rows.maker().row(row, fill.dice(rows.table(), row));
    }
}
