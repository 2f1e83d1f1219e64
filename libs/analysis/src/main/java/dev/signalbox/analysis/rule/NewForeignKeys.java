package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.ForeignKey;
import dev.signalbox.analysis.schema.Index;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The foreign keys that a migration adds, each with the statement that does. */
final class NewForeignKeys {

    private NewForeignKeys() {}

    record Added(Table table, ForeignKey key, Statement statement) {}

    static List<Added> of(Replayed migration) {
        List<Added> added = new ArrayList<>();
        for (Step step : migration.up()) {
            @Nullable String name =
                    switch (step.kind()) {
                        case StatementKind.CreateTable it -> it.table();
                        case StatementKind.AddColumn it -> it.table();
                        default -> null;
                    };
            @Nullable Table table = name == null ? null : step.after().table(name);
            if (table != null && table != step.before().table(table.name())) {
                @Nullable Table before = step.before().table(table.name());
                table.foreignKeys().stream()
                        .filter(key -> before == null || !before.foreignKeys().contains(key))
                        .forEach(key -> added.add(new Added(table, key, step.statement())));
            }
        }
        return added;
    }

    static boolean isIndexed(Table table, ForeignKey key) {
        List<String> wanted = folded(key.columns());
        return beginsWith(folded(table.primaryKey()), wanted)
                || table.indexes().stream()
                        .filter(index -> !index.partial())
                        .anyMatch(index -> beginsWith(folded(index.columns()), wanted));
    }

    /** Whether SQLite can find the row that the key refers to. */
    static boolean isMatched(ForeignKey key, Table parent) {
        List<String> referred =
                key.parentColumns().isEmpty() ? parent.primaryKey() : key.parentColumns();
        if (referred.size() != key.columns().size()) {
            return false;
        }
        List<String> wanted = folded(referred);
        return isSame(folded(parent.primaryKey()), wanted)
                || parent.indexes().stream()
                        .filter(index -> index.unique() && !index.partial())
                        .map(Index::columns)
                        .anyMatch(columns -> isSame(folded(columns), wanted));
    }

    /** The table as it is in the end, if it still has this foreign key then. */
    static @Nullable Table inTheEnd(Added added, Schema end) {
        @Nullable Table table = end.table(added.table().name());
        return table != null && table.foreignKeys().contains(added.key()) ? table : null;
    }

    private static boolean beginsWith(List<String> columns, List<String> wanted) {
        return columns.size() >= wanted.size() && isSame(columns.subList(0, wanted.size()), wanted);
    }

    private static boolean isSame(List<String> some, List<String> others) {
        return some.size() == others.size() && some.containsAll(others);
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
