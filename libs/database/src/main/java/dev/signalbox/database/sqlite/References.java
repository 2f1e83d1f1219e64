package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a slice's row would refer to rows that are not there. */
final class References {

    private References() {}

    /** A condition on a row {@code s} of a slice, for the table that it belongs to. */
    static String dangling(Schema schema, Schema.Table table, TableContent content) {
        List<String> conditions = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            if (key.columns().stream().allMatch(content::hasColumn)) {
                conditions.add(dangling(schema, key));
            }
        }
        return conditions.isEmpty() ? "0" : "(" + String.join(" OR ", conditions) + ")";
    }

    private static String dangling(Schema schema, ForeignKey key) {
        List<String> filled =
                key.columns().stream().map(it -> column("s", it) + " IS NOT NULL").toList();
        Optional<Schema.Table> parent = schema.table(key.parent());
        String found = "0";
        if (parent.isPresent()) {
            List<String> targets = targets(key, parent.get());
            List<String> same = new ArrayList<>();
            for (int i = 0; i < Math.min(targets.size(), key.columns().size()); i++) {
                same.add(column("p", targets.get(i)) + " = " + column("s", key.columns().get(i)));
            }
            found =
                    "EXISTS (SELECT 1 FROM main."
                            + SqlTokens.quoted(parent.get().name())
                            + " AS p WHERE "
                            + String.join(" AND ", same)
                            + ")";
        }
        return "(" + String.join(" AND ", filled) + " AND NOT " + found + ")";
    }

    private static List<String> targets(ForeignKey key, Schema.Table parent) {
        return key.parentColumns().isEmpty() ? parent.primaryKey() : key.parentColumns();
    }

    private static String column(String alias, String name) {
        return alias + "." + SqlTokens.quoted(name);
    }
}
