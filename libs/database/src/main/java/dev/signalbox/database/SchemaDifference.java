package dev.signalbox.database;

import dev.signalbox.database.Schema.Column;
import dev.signalbox.database.Schema.ForeignKey;
import dev.signalbox.database.Schema.Index;
import dev.signalbox.database.Schema.Table;
import dev.signalbox.database.Schema.Trigger;
import dev.signalbox.database.Schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Says in sentences how two schemas differ; empty exactly when they are equal. */
final class SchemaDifference {

    private final List<String> sentences = new ArrayList<>();

    private SchemaDifference() {}

    static List<String> between(Schema before, Schema after) {
        SchemaDifference difference = new SchemaDifference();
        difference.compare(
                "table", before.tables(), after.tables(), Table::name, difference::table);
        difference.compare(
                "view",
                before.views(),
                after.views(),
                View::name,
                (a, b) -> difference.changed("view " + b.name(), a.definition(), b.definition()));
        difference.compare(
                "trigger",
                before.triggers(),
                after.triggers(),
                Trigger::name,
                (a, b) ->
                        difference.changed("trigger " + b.name(), a.definition(), b.definition()));
        if (difference.sentences.isEmpty() && !before.equals(after)) {
            difference.sentences.add("names differ in letter case only");
        }
        return List.copyOf(difference.sentences);
    }

    private <T> void compare(
            String kind,
            List<T> before,
            List<T> after,
            Function<T, String> name,
            BiConsumer<T, T> both) {
        Map<String, T> left = byName(before, name);
        Map<String, T> right = byName(after, name);
        left.forEach(
                (key, value) -> {
                    if (!right.containsKey(key)) {
                        sentences.add(kind + " " + name.apply(value) + " removed");
                    }
                });
        right.forEach(
                (key, value) -> {
                    T old = left.get(key);
                    if (old == null) {
                        sentences.add(kind + " " + name.apply(value) + " added");
                    } else if (!old.equals(value)) {
                        both.accept(old, value);
                    }
                });
    }

    private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
        Map<String, T> result = new LinkedHashMap<>();
        things.forEach(thing -> result.put(name.apply(thing).toLowerCase(Locale.ROOT), thing));
        return result;
    }

    private void table(Table before, Table after) {
        int alreadySaid = sentences.size();
        String table = after.name();
        compare(
                "column",
                before.columns(),
                after.columns(),
                column -> table + "." + column.name(),
                (a, b) -> column(table, a, b));
        compare(
                "index",
                before.indexes(),
                after.indexes(),
                Index::name,
                (a, b) -> changed("index " + b.name(), a.definition(), b.definition()));
        foreignKeys(table, before.foreignKeys(), after.foreignKeys());
        flag(table, "STRICT", before.strict(), after.strict());
        flag(table, "WITHOUT ROWID", before.withoutRowid(), after.withoutRowid());
        if (sentences.size() == alreadySaid) {
            changed("definition of table " + table, before.definition(), after.definition());
        }
    }

    private void column(String table, Column before, Column after) {
        List<String> parts = new ArrayList<>();
        part(parts, "type", orNone(before.type()), orNone(after.type()));
        part(parts, "nullability", nullability(before), nullability(after));
        part(parts, "default", orNone(before.defaultValue()), orNone(after.defaultValue()));
        part(
                parts,
                "place in the primary key",
                String.valueOf(before.primaryKey()),
                String.valueOf(after.primaryKey()));
        part(parts, "kind", before.visibility().name(), after.visibility().name());
        part(parts, "name", before.name(), after.name());
        sentences.add("column " + table + "." + after.name() + ": " + String.join(", ", parts));
    }

    private void foreignKeys(String table, List<ForeignKey> before, List<ForeignKey> after) {
        for (ForeignKey key : before) {
            if (!after.contains(key)) {
                sentences.add("foreign key " + described(table, key) + " removed");
            }
        }
        for (ForeignKey key : after) {
            if (!before.contains(key)) {
                sentences.add("foreign key " + described(table, key) + " added");
            }
        }
    }

    private static String described(String table, ForeignKey key) {
        String parent =
                key.parentColumns().isEmpty()
                        ? key.parent()
                        : key.parent() + "(" + String.join(", ", key.parentColumns()) + ")";
        return table
                + "("
                + String.join(", ", key.columns())
                + ") to "
                + parent
                + " on delete "
                + key.onDelete().toLowerCase(Locale.ROOT)
                + " on update "
                + key.onUpdate().toLowerCase(Locale.ROOT);
    }

    private void flag(String table, String name, boolean before, boolean after) {
        if (before != after) {
            sentences.add("table " + table + (after ? " became " : " is no longer ") + name);
        }
    }

    private void changed(String what, String before, String after) {
        sentences.add(what + " changed: was " + before + ", is " + after);
    }

    private static void part(List<String> parts, String what, String before, String after) {
        if (!before.equals(after)) {
            parts.add(what + " was " + before + ", is " + after);
        }
    }

    private static String nullability(Column column) {
        return column.notNull() ? "NOT NULL" : "nullable";
    }

    private static String orNone(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isEmpty() ? "none" : text;
    }
}
