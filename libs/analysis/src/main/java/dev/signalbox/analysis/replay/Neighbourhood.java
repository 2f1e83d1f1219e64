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
        Set<String> named = new HashSet<>();
        statements.forEach(statement -> addNames(statement.tokens(), named));
        neighbourhood.takeNamed(named);
        boolean reshapes = statements.stream().anyMatch(s -> reshapes(s.kind()));
        if (reshapes) {
            neighbourhood.takeReferring(named);
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

    private void takeNamed(Set<String> named) {
        for (Table table : schema.tables()) {
            boolean byPart =
                    Stream.concat(
                                    table.indexes().stream().map(index -> index.name()),
                                    table.triggers().stream().map(Trigger::name))
                            .anyMatch(name -> named.contains(Names.folded(name)));
            if (byPart || named.contains(Names.folded(table.name()))) {
                tables.put(Names.folded(table.name()), table);
            }
        }
        for (View view : schema.views()) {
            boolean byTrigger =
                    view.triggers().stream().anyMatch(t -> named.contains(Names.folded(t.name())));
            if (byTrigger || named.contains(Names.folded(view.name()))) {
                views.put(Names.folded(view.name()), view);
            }
        }
    }

    /** What has to follow when a table goes or gets another name. */
    private void takeReferring(Set<String> named) {
        for (Table table : schema.tables()) {
            boolean refers =
                    table.foreignKeys().stream()
                                    .anyMatch(key -> named.contains(Names.folded(key.parent())))
                            || table.triggers().stream().anyMatch(t -> mentions(t.sql(), named));
            if (refers) {
                tables.put(Names.folded(table.name()), table);
            }
        }
        for (View view : schema.views()) {
            if (mentions(view.sql(), named)) {
                views.put(Names.folded(view.name()), view);
            }
        }
    }

    private void takeNeeded() {
        List<String> unread = new ArrayList<>();
        tables.values().forEach(table -> unread.addAll(needs(table)));
        views.values().forEach(view -> unread.addAll(needs(view)));
        while (!unread.isEmpty()) {
            Set<String> needed = new HashSet<>();
            addNames(Tokens.of(unread.removeLast()), needed);
            for (String name : needed) {
                var table = schema.table(name);
                if (table != null && tables.put(name, table) == null) {
                    unread.addAll(needs(table));
                }
                var view = schema.view(name);
                if (view != null && views.put(name, view) == null) {
                    unread.addAll(needs(view));
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

    private static boolean mentions(String sql, Set<String> named) {
        Set<String> names = new HashSet<>();
        addNames(Tokens.of(sql), names);
        return names.stream().anyMatch(named::contains);
    }

    private static void addNames(Tokens tokens, Set<String> names) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isName(i)) {
                names.add(Names.folded(tokens.name(i)));
            }
        }
    }

    private static boolean reshapes(StatementKind kind) {
        return switch (kind) {
            case StatementKind.DropTable it -> true;
            case StatementKind.DropView it -> true;
            case StatementKind.RenameTable it -> true;
            case StatementKind.RenameColumn it -> true;
            case StatementKind.DropColumn it -> true;
            case StatementKind.Other it -> true;
            default -> false;
        };
    }
}
