package dev.signalbox.analysis.replay;

import dev.signalbox.analysis.schema.Schema;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.schema.Trigger;
import dev.signalbox.analysis.schema.View;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.analysis.source.Tokens;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a schema that a migration can touch: what it names, what refers to that, and what
 * these need. SQLite reads a whole schema anew at every ALTER TABLE, so that a trial on the whole
 * one would cost a thousand times a thousand tables.
 */
final class Neighbourhood {

    private final Schema schema;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, View> views = new LinkedHashMap<>();

    private Neighbourhood(Schema schema) {
        this.schema = schema;
    }

    static Neighbourhood of(Schema schema, List<Statement> statements) {
        Neighbourhood neighbourhood = new Neighbourhood(schema);
        Set<String> reshaped = new HashSet<>();
        for (Statement statement : statements) {
            neighbourhood.takeNamed(statement.tokens());
            neighbourhood.takeOwner(statement.kind());
            @Nullable String name = reshaped(statement.kind());
            if (name != null) {
                reshaped.add(Names.folded(name));
            }
        }
        if (!reshaped.isEmpty()) {
            neighbourhood.takeReferring(reshaped);
        }
        neighbourhood.takeNeeded();
        return neighbourhood;
    }

    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    List<View> views() {
        return List.copyOf(views.values());
    }

    private void takeNamed(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isName(i)) {
                take(schema.table(tokens.name(i)));
                take(schema.view(tokens.name(i)));
            }
        }
    }

    private boolean take(@Nullable Table table) {
        return table != null && tables.put(Names.folded(table.name()), table) == null;
    }

    private boolean take(@Nullable View view) {
        return view != null && views.put(Names.folded(view.name()), view) == null;
    }

    /** An index or trigger is dropped without naming its table. */
    private void takeOwner(StatementKind kind) {
        if (kind instanceof StatementKind.DropIndex drop) {
            schema.ofIndex(drop.index()).ifPresent(this::take);
        } else if (kind instanceof StatementKind.DropTrigger drop) {
            schema.tables().stream()
                    .filter(table -> has(table.triggers(), drop.trigger()))
                    .forEach(this::take);
            schema.views().stream()
                    .filter(view -> has(view.triggers(), drop.trigger()))
                    .forEach(this::take);
        }
    }

    private static boolean has(List<Trigger> triggers, String name) {
        return triggers.stream().anyMatch(trigger -> trigger.name().equalsIgnoreCase(name));
    }

    /** What has to follow when a table goes or gets another name. */
    private void takeReferring(Set<String> reshaped) {
        for (Table table : schema.tables()) {
            boolean refers =
                    table.foreignKeys().stream()
                                    .anyMatch(key -> reshaped.contains(Names.folded(key.parent())))
                            || table.triggers().stream().anyMatch(t -> mentions(t.sql(), reshaped));
            if (refers) {
                take(table);
            }
        }
        schema.views().stream().filter(view -> mentions(view.sql(), reshaped)).forEach(this::take);
    }

    private void takeNeeded() {
        List<String> unread = new ArrayList<>();
        tables.values().forEach(table -> unread.addAll(needs(table)));
        views.values().forEach(view -> unread.addAll(needs(view)));
        while (!unread.isEmpty()) {
            Tokens tokens = Tokens.of(unread.removeLast());
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.isName(i)) {
                    @Nullable Table table = schema.table(tokens.name(i));
                    if (table != null && take(table)) {
                        unread.addAll(needs(table));
                    }
                    @Nullable View view = schema.view(tokens.name(i));
                    if (view != null && take(view)) {
                        unread.addAll(needs(view));
                    }
                }
            }
        }
    }

    private static List<String> needs(Table table) {
        return table.triggers().stream().map(Trigger::sql).toList();
    }

    private static List<String> needs(View view) {
        return Stream.concat(Stream.of(view.sql()), view.triggers().stream().map(Trigger::sql))
                .toList();
    }

    private static boolean mentions(String sql, Set<String> names) {
        String folded = Names.folded(sql);
        return names.stream().anyMatch(folded::contains);
    }

    private static @Nullable String reshaped(StatementKind kind) {
        return switch (kind) {
            case StatementKind.DropTable it -> it.table();
            case StatementKind.DropView it -> it.view();
            case StatementKind.RenameTable it -> it.table();
            case StatementKind.RenameColumn it -> it.table();
            case StatementKind.DropColumn it -> it.table();
            default -> null;
        };
    }
}
