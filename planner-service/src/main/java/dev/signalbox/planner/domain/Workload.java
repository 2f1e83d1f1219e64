package dev.signalbox.planner.domain;

import dev.signalbox.database.RowCount;
import dev.signalbox.events.Estimate;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import dev.signalbox.sql.TouchedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much a script has to move, from the number of rows of the tables that it reads or writes
 * whole.
 *
 * @param tables all that it names as its object
 * @param rows that it is thought to write
 * @param estimate from these rows
 */
record Workload(List<String> tables, long rows, Estimate estimate) {

    /** Rows a second that SQLite writes or indexes on one core, by order of magnitude. */
    private static final long WRITTEN_PER_SECOND = 400_000;

    private static final long INDEXED_PER_SECOND = 1_000_000;
    private static final Duration PER_STATEMENT = Duration.ofMillis(1);

    /**
     * @param affected the tables that the author names beside those that the statements do
     */
    static Workload of(
            List<SqlStatement> statements, List<String> affected, Map<String, RowCount> counts) {
        var known = new TreeMap<String, RowCount>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(counts);
        var tables = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        tables.addAll(affected);
        var reasons = new ArrayList<String>();
        long written = 0;
        long indexed = 0;
        for (var statement : statements) {
            TouchedTable.of(statement.kind()).ifPresent(tables::add);
            var count = count(statement.kind(), known);
            switch (statement.kind()) {
                case StatementKind.CreateIndex k -> indexed += count;
                case StatementKind.Update k -> written += count;
                case StatementKind.Delete k -> written += count;
                case StatementKind.Insert k ->
                        written += k.fromQuery() ? largest(known, statement) : 1;
                case StatementKind.DropColumn k -> written += count;
                default -> {}
            }
            if (count > 0) {
                reasons.add(reason(statement.kind(), known));
            }
        }
        var duration =
                PER_STATEMENT
                        .multipliedBy(Math.max(1, statements.size()))
                        .plusMillis(written * 1000 / WRITTEN_PER_SECOND)
                        .plusMillis(indexed * 1000 / INDEXED_PER_SECOND);
        var source =
                reasons.isEmpty()
                        ? "no table is read or written whole; 1 ms a statement"
                        : String.join(", ", reasons.stream().distinct().limit(3).toList())
                                + "; at %,d rows/s written, %,d indexed"
                                        .formatted(WRITTEN_PER_SECOND, INDEXED_PER_SECOND);
        return new Workload(List.copyOf(tables), written, new Estimate(duration, source));
    }

    /** The tables whose rows should be counted before a script is assessed. */
    static List<String> tablesOf(List<SqlStatement> statements) {
        return TouchedTable.allOf(statements);
    }

    private static long count(StatementKind kind, Map<String, RowCount> known) {
        return TouchedTable.of(kind).map(known::get).map(Workload::certain).orElse(0L);
    }

    private static long certain(RowCount count) {
        return count.source() == RowCount.Source.UNKNOWN ? 0 : count.rows();
    }

    private static String reason(StatementKind kind, Map<String, RowCount> known) {
        var table = TouchedTable.of(kind).orElseThrow();
        var count = known.get(table);
        var how =
                count == null
                        ? ""
                        : switch (count.source()) {
                            case COUNTED -> " (counted)";
                            case STATISTICS -> " (by ANALYZE)";
                            case GREATEST_ID -> " (by greatest id)";
                            case UNKNOWN -> "";
                        };
        return "%,d rows in %s%s".formatted(count(kind, known), table, how);
    }

    /**
     * A rebuild copies some table that the statement names; the largest of them is the safe guess.
     */
    private static long largest(Map<String, RowCount> known, SqlStatement statement) {
        var text = statement.text().toLowerCase(Locale.ROOT);
        return known.entrySet().stream()
                .filter(e -> text.contains(e.getKey().toLowerCase(Locale.ROOT)))
                .mapToLong(e -> certain(e.getValue()))
                .max()
                .orElse(0);
    }
}
