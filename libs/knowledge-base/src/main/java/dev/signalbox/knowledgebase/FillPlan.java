package dev.signalbox.knowledgebase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/** Looks at what a database has already, and says what is added to it. */
final class FillPlan {

    private FillPlan() {}

    static Fill of(Connection connection, int version, Sizes sizes, long seed) throws SQLException {
        boolean hasEntries = number(connection, "SELECT EXISTS (SELECT 1 FROM kb_entries)") > 0;
        Map<FilledTable, Long> counts = sizes.resolved(version, hasEntries);
        var spans = new EnumMap<FilledTable, Span>(FilledTable.class);
        for (var each : counts.entrySet()) {
            spans.put(each.getKey(), span(connection, each.getKey(), each.getValue()));
        }
        return new Fill(seed, entries(connection, spans, seed), spans);
    }

    private static Entries entries(Connection connection, Map<FilledTable, Span> spans, long seed)
            throws SQLException {
        Span added = spans.getOrDefault(FilledTable.KB_ENTRIES, new Span("", 1, 0));
        Entries entries =
                added.count() > 0
                        ? new Entries.Generated(added, seed)
                        : Entries.Existing.read(connection);
        if (entries.count() == 0
                && FilledTable.sized().stream()
                        .anyMatch(t -> spans.containsKey(t) && spans.get(t).count() > 0)) {
            throw new IllegalArgumentException(
                    "There are no entries that the rows could be about. Ask for rows of kb_entries, too.");
        }
        return entries;
    }

    private static Span span(Connection connection, FilledTable table, long count)
            throws SQLException {
        String prefix = table.numbering().orElse("");
        if (table.numbering().isEmpty()) {
            return new Span("", 1, count);
        }
        String last =
                prefix.isEmpty()
                        ? "SELECT coalesce(max(id), 0) FROM " + table.table()
                        : "SELECT coalesce(max(CAST(substr(id, %d) AS INTEGER)), 0) FROM %s WHERE id GLOB '%s[0-9]*'"
                                .formatted(prefix.length() + 1, table.table(), prefix);
        return new Span(prefix, number(connection, last) + 1, count);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
