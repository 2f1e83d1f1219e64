package dev.signalbox.analysis.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables and views of a database. Names are found in whatever letter case, as SQLite does. */
public final class Schema {

    public static final Schema EMPTY = new Schema(Map.of(), Map.of());

    private final Map<String, Table> tables;
    private final Map<String, View> views;

    private Schema(Map<String, Table> tables, Map<String, View> views) {
        this.tables = tables;
        this.views = views;
    }

    static Schema of(Collection<Table> tables, Collection<View> views) {
        Map<String, Table> byName = new HashMap<>();
        tables.forEach(table -> byName.put(folded(table.name()), table));
        Map<String, View> viewByName = new HashMap<>();
        views.forEach(view -> viewByName.put(folded(view.name()), view));
        return new Schema(byName, viewByName);
    }

    public Collection<Table> tables() {
        return Collections.unmodifiableCollection(tables.values());
    }

    public Collection<View> views() {
        return Collections.unmodifiableCollection(views.values());
    }

    public @Nullable Table table(String name) {
        return tables.get(folded(name));
    }

    public @Nullable View view(String name) {
        return views.get(folded(name));
    }

    public boolean hasTable(String name) {
        return tables.containsKey(folded(name));
    }

    /** Tables that another schema does not have, or not as they are here. */
    public List<Table> tablesOtherThanIn(Schema other) {
        if (other == this) {
            return List.of();
        }
        List<Table> found = new ArrayList<>();
        tables.forEach(
                (name, table) -> {
                    if (other.tables.get(name) != table) {
                        found.add(table);
                    }
                });
        return found;
    }

    /** Views that another schema does not have, or not as they are here. */
    public List<View> viewsOtherThanIn(Schema other) {
        List<View> found = new ArrayList<>();
        views.forEach(
                (name, view) -> {
                    if (!view.equals(other.views.get(name))) {
                        found.add(view);
                    }
                });
        return found;
    }

    /** The table that has this index. */
    public Optional<Table> ofIndex(String name) {
        return tables.values().stream()
                .filter(
                        table ->
                                table.indexes().stream()
                                        .anyMatch(index -> index.name().equalsIgnoreCase(name)))
                .findFirst();
    }

    /** The tables that refer to this one by a foreign key, other than itself; by name. */
    public List<Table> referringTo(String name) {
        return tables.values().stream()
                .filter(table -> !table.name().equalsIgnoreCase(name) && table.refersTo(name))
                .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
                .toList();
    }

    Schema with(@Nullable Table table, String name) {
        Map<String, Table> changed = new HashMap<>(tables);
        if (table == null) {
            changed.remove(folded(name));
        } else {
            changed.put(folded(name), table);
        }
        return new Schema(changed, views);
    }

    Schema with(@Nullable View view, String name) {
        Map<String, View> changed = new HashMap<>(views);
        if (view == null) {
            changed.remove(folded(name));
        } else {
            changed.put(folded(name), view);
        }
        return new Schema(tables, changed);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
