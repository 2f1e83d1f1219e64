package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.database.foreign.ForeignHistories;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.database.foreign.ForeignRow;
import dev.signalbox.database.foreign.ForeignTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the histories that other tools keep in a database. */
final class ForeignRows {

    private ForeignRows() {}

    /** To be called inside a transaction. */
    static List<ForeignHistory> read(Handle handle) {
        List<ForeignTable> tables =
                handle.schema().tables().stream()
                        .filter(table -> table.module() == null)
                        .map(ForeignRows::shape)
                        .toList();
        return ForeignHistories.among(tables, name -> rows(handle, name));
    }

    private static ForeignTable shape(Schema.Table table) {
        return new ForeignTable(
                table.name(),
                table.columns().stream()
                        .map(column -> column.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<ForeignRow> rows(Handle handle, String table) {
        return handle.list("SELECT * FROM main." + SqlTokens.quoted(table), ForeignRows::row);
    }

    private static ForeignRow row(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.put(row.getMetaData().getColumnName(i), row.getObject(i));
        }
        return new ForeignRow(values);
    }
}
