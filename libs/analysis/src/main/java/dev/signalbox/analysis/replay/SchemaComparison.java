package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Column;
import dev.signalbox.analysis.schema.ForeignKey;
import dev.signalbox.analysis.schema.Index;
import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.schema.Trigger;
import dev.signalbox.analysis.schema.View;
import dev.signalbox.analysis.source.Tokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in which way one schema is not as another, by what it means; the order of columns is free.
 */
final class SchemaComparison {

    private final List<String> differences = new ArrayList<>();

    private SchemaComparison() {}

    /** Of the tables and views named. */
    static List<String> differences(
            Schema wanted, Schema now, Collection<String> tables, Collection<String> views) {
        SchemaComparison comparison = new SchemaComparison();
        tables.forEach(name -> comparison.table(name, wanted.table(name), now.table(name)));
        views.forEach(name -> comparison.view(wanted.view(name), now.view(name)));
        return comparison.differences;
    }

    private void view(@Nullable View wanted, @Nullable View now) {
        if (now == null && wanted != null) {
            differences.add("the view " + wanted.name() + " is missing");
        } else if (now != null && wanted == null) {
            differences.add("the view " + now.name() + " is left over");
        } else if (now != null
                && wanted != null
                && !Tokens.of(now.sql()).folded().equals(Tokens.of(wanted.sql()).folded())) {
            differences.add("the view " + now.name() + " is another than before");
        }
    }

    private void table(String name, @Nullable Table wanted, @Nullable Table now) {
        if (wanted == null && now == null) {
            return;
        }
        if (wanted == null || now == null) {
            String shown =
                    Objects.requireNonNullElse(now, wanted) instanceof Table t ? t.name() : name;
            differences.add("the table " + shown + (now == null ? " is missing" : " is left over"));
            return;
        }
        String of = " of " + now.name();
        compare(
                "column",
                of,
                wanted.columns(),
                now.columns(),
                Column::name,
                SchemaComparison::meaning);
        compare("index", of, own(wanted), own(now), Index::name, SchemaComparison::meaning);
        compare("trigger", of, wanted.triggers(), now.triggers(), Trigger::name, Trigger::name);
        compare(
                "foreign key",
                of,
                wanted.foreignKeys(),
                now.foreignKeys(),
                SchemaComparison::meaning,
                SchemaComparison::meaning);
    }

    private <T> void compare(
            String what,
            String of,
            Collection<T> wanted,
            Collection<T> now,
            Function<T, String> name,
            Function<T, String> meaning) {
        List<String> had = wanted.stream().map(name).map(Names::folded).toList();
        List<String> has = now.stream().map(name).map(Names::folded).toList();
        wanted.stream()
                .map(name)
                .filter(one -> !has.contains(Names.folded(one)))
                .forEach(one -> add(what, one + of, "is missing"));
        now.stream()
                .map(name)
                .filter(one -> !had.contains(Names.folded(one)))
                .forEach(one -> add(what, one + of, "is left over"));
        List<String> meant = wanted.stream().map(meaning).toList();
        now.stream()
                .filter(one -> had.contains(Names.folded(name.apply(one))))
                .filter(one -> !meant.contains(meaning.apply(one)))
                .forEach(one -> add(what, name.apply(one) + of, "is another than before"));
    }

    private void add(String what, String which, String how) {
        differences.add("the " + what + " " + which + " " + how);
    }

    private static List<Index> own(Table table) {
        return table.indexes().stream().filter(Index::isOwn).toList();
    }

    private static String meaning(Column column) {
        return Stream.of(
                        column.name(),
                        column.type(),
                        column.notNull(),
                        String.valueOf(column.defaultValue()),
                        column.primaryKey(),
                        column.generated())
                .map(part -> part.toString().toLowerCase(Locale.ROOT))
                .toList()
                .toString();
    }

    private static String meaning(Index index) {
        return Names.folded(index.name() + index.unique() + index.partial() + index.columns());
    }

    private static String meaning(ForeignKey key) {
        return "(%s) to %s%s"
                .formatted(
                        String.join(", ", key.columns()),
                        key.parent(),
                        key.parentColumns().isEmpty()
                                ? ""
                                : " (" + String.join(", ", key.parentColumns()) + ")");
    }
}
