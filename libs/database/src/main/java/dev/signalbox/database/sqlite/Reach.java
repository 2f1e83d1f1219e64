package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which of the tables a script can change, itself, by triggers or by foreign keys. */
final class Reach {

    private Reach() {}

    static List<Schema.Table> of(Change change, Schema schema) {
        Touched touched = change.touched();
        Set<String> reached = ForeignKeyGraph.of(schema).withDescendants(touched.names());
        if (touched.anything() || hasTriggers(schema, reached)) {
            return schema.tables();
        }

        return schema.tables().stream()
                .filter(it -> reached.contains(it.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** A trigger of a table, of one that is emptied with it, or of a view. */
    private static boolean hasTriggers(Schema schema, Set<String> names) {
        return schema.triggers().stream()
                .anyMatch(it -> names.contains(it.table().toLowerCase(Locale.ROOT)));
    }
}
