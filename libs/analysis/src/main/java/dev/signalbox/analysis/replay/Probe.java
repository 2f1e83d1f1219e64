package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.schema.Index;
import dev.signalbox.analysis.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a real SQLite what it would do with a statement where things are otherwise. */
public final class Probe {

    private Probe() {}

    /**
     * What SQLite says against a statement when the table that it alters has a row; empty when
     * nothing. The row has NULL in every column, and the table no constraints.
     */
    public static Optional<String> refusalWithARow(Table table, String sql, boolean enforced) {
        String columns =
                table.columns().stream()
                        .map(Column::name)
                        .map(Probe::quoted)
                        .collect(Collectors.joining(", "));
        return firstRefusal(
                List.of(
                        "PRAGMA foreign_keys=" + (enforced ? "ON" : "OFF"),
                        "CREATE TABLE %s (%s)".formatted(quoted(table.name()), columns),
                        "INSERT INTO " + quoted(table.name()) + " DEFAULT VALUES",
                        sql));
    }

    /** Whether SQLite takes these statements on a table, with its indexes, that has no rows. */
    public static boolean takes(Table table, List<String> statements) {
        List<String> made = table.indexes().stream().filter(Index::isOwn).map(Index::sql).toList();
        return firstRefusal(
                        java.util.stream.Stream.of(List.of(table.sql()), made, statements)
                                .flatMap(List::stream)
                                .toList())
                .isEmpty();
    }

    private static Optional<String> firstRefusal(List<String> statements) {
        try (Trial trial = new Trial()) {
            for (String sql : statements) {
                @Nullable SqlError error = trial.run(sql);
                if (error != null) {
                    return Optional.of(error.message());
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("A database in memory does not answer", e);
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
