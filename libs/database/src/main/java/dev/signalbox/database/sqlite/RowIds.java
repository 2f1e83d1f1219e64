package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables whose row ids are no column of theirs, so that VACUUM may number them anew. */
final class RowIds {

    private static final int MOST_NAMED = 5;

    private RowIds() {}

    static List<String> mayBeRenumbered(Schema schema) {
        return schema.tables().stream()
                .filter(RowIds::mayBeRenumbered)
                .map(Schema.Table::name)
                .toList();
    }

    private static boolean mayBeRenumbered(Schema.Table table) {
        return table.module() == null && !table.withoutRowid() && !hasRowIdColumn(table);
    }

    private static boolean hasRowIdColumn(Schema.Table table) {
        List<Schema.Column> key =
                table.columns().stream().filter(it -> it.primaryKey() > 0).toList();
        return key.size() == 1 && key.getFirst().type().equals("INTEGER");
    }

    /** Full-text indexes of such tables, a sentence's part each. */
    static List<String> indexedByRowId(Schema schema) {
        return schema.tables().stream()
                .flatMap(
                        table ->
                                FullText.content(table)
                                        .filter(content -> !content.isEmpty())
                                        .flatMap(schema::table)
                                        .filter(RowIds::mayBeRenumbered)
                                        .map(content -> table.name() + " of " + content.name())
                                        .stream())
                .toList();
    }

    static String named(List<String> tables) {
        String some = tables.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return Optional.of(tables.size() - MOST_NAMED)
                .filter(more -> more > 0)
                .map(more -> some + " and " + more + " more")
                .orElse(some);
    }
}
