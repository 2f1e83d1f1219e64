package dev.signalbox.database.sqlite;

import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Fingerprinter;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Table;
import dev.signalbox.database.Schema.Trigger;
import dev.signalbox.database.Schema.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalogue in a handful of statements, however many tables there are. Read again, only
 * what became different is looked at: a thousand migrations of a large schema would otherwise spend
 * their time here. Not for several threads at once.
 */
final class SchemaReader {

    static final Comparator<String> BY_NAME =
            Comparator.<String, String>comparing(name -> name.toLowerCase(Locale.ROOT))
                    .thenComparing(Comparator.naturalOrder());

    /** A row as one text: taken column by column, a large catalogue costs four times as much. */
    private static final String ENTRIES =
            "SELECT type || char(31) || name || char(31) || tbl_name || char(31)"
                    + " || coalesce(sql, '') FROM sqlite_schema";

    private static final String ENTRIES_OF = ENTRIES + " WHERE tbl_name = ? COLLATE NOCASE";

    private final Fingerprinter fingerprinter = new Fingerprinter();

    /** What rows were found to say, by their text. */
    private Map<String, Entry> known = new HashMap<>();

    /** All rows by the name of their table or view, in lower case, and by their text. */
    private Map<String, Map<String, Entry>> catalogue = new LinkedHashMap<>();

    private Map<String, TableEntries> tables = Map.of();
    private Map<Entry, View> views = Map.of();
    private Map<Entry, Trigger> triggers = Map.of();
    private Schema schema = Schema.EMPTY;
    private boolean ambiguous;

    /**
     * A row of {@code sqlite_schema}.
     *
     * @param text all of it
     * @param own it is Signalbox' or SQLite's own
     * @param ownProgress it is the table of features, as Signalbox makes it
     * @param isAmbiguous it quotes a word, which is a name or a string, whichever other names there
     *     are
     */
    record Entry(
            String text,
            String type,
            String name,
            String table,
            String sql,
            boolean own,
            boolean ownProgress,
            boolean isAmbiguous) {

        /** Types and the names of tables and indexes hold no such character; a statement may. */
        static Entry of(String text) {
            String[] parts = text.split("\u001f", 4);
            return new Entry(
                    text,
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3],
                    OwnObjects.isInternal(parts[1]) || OwnViews.isOne(parts[0], parts[1], parts[3]),
                    FeatureProgress.isOwn(parts[0], parts[1], parts[3]),
                    parts[3].indexOf('"') >= 0
                            || parts[3].indexOf('`') >= 0
                            || parts[3].indexOf('[') >= 0);
        }

        boolean isOfTable() {
            return type.equals("table") || type.equals("index");
        }

        /** The rest follows from it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && text.equals(entry.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /**
     * A table as it was read.
     *
     * @param entries its own and those of its indexes
     */
    private record TableEntries(List<Entry> entries, TableParts parts, Table table) {

        boolean isAmbiguous() {
            return entries.stream().anyMatch(Entry::isAmbiguous);
        }

        /** What a module says of its columns need not follow from the statement. */
        boolean isStill(List<Entry> now) {
            return entries.equals(now) && table.module() == null;
        }
    }

    /** To be called inside a transaction, so that the parts are of one moment. */
    Schema read(Handle handle) {
        List<Entry> rows = rows(handle, ENTRIES);
        known = new HashMap<>();
        Map<String, Map<String, Entry>> now = new LinkedHashMap<>();
        for (Entry row : rows) {
            known.put(row.text(), row);
            now.computeIfAbsent(folded(row.table()), name -> new LinkedHashMap<>())
                    .put(row.text(), row);
        }
        if (!now.equals(catalogue)) {
            catalogue = now;
            schema = orForgotten(() -> read(handle, users()));
        }
        return schema;
    }

    /**
     * The same, when since the last time nothing changed but what belongs to some tables.
     *
     * @param names of tables or views, in lower case; those that are not there yet, too
     */
    Schema read(Handle handle, Set<String> names) {
        return orForgotten(() -> readOf(handle, names));
    }

    private Schema readOf(Handle handle, Set<String> names) {
        Map<String, Map<String, Entry>> before = new HashMap<>();
        for (String name : names) {
            Map<String, Entry> now = new LinkedHashMap<>();
            for (Entry row : rows(handle, ENTRIES_OF, name)) {
                known.put(row.text(), row);
                now.put(row.text(), row);
            }
            Map<String, Entry> last = catalogue.getOrDefault(name, Map.of());
            if (!now.equals(last)) {
                before.put(name, last);
                if (now.isEmpty()) {
                    catalogue.remove(name);
                } else {
                    catalogue.put(name, now);
                }
            }
        }
        if (!before.isEmpty()) {
            schema = onlyTables(handle, before).orElseGet(() -> read(handle, users()));
        }
        return schema;
    }

    /** What could not be read must not be taken for known the next time. */
    private Schema orForgotten(Supplier<Schema> reading) {
        try {
            return reading.get();
        } catch (RuntimeException | Error e) {
            catalogue = new LinkedHashMap<>();
            schema = Schema.EMPTY;
            throw e;
        }
    }

    /**
     * Reads some tables and takes all else as it was; empty when these names are about more than
     * tables and indexes.
     *
     * @param before what the catalogue had of each name
     */
    private Optional<Schema> onlyTables(Handle handle, Map<String, Map<String, Entry>> before) {
        if (ambiguous) {
            return Optional.empty();
        }
        Map<String, List<Entry>> now = new LinkedHashMap<>();
        for (var of : before.entrySet()) {
            List<Entry> rows = ofTable(catalogue.getOrDefault(of.getKey(), Map.of()));
            if (rows.isEmpty() || ofTable(of.getValue()).isEmpty() && !of.getValue().isEmpty()) {
                return Optional.empty();
            }
            now.put(of.getKey(), rows);
        }
        List<TableParts> parts =
                TableParts.read(
                        handle, now.values().stream().map(it -> it.getFirst().table()).toList());
        if (parts.size() != now.size()) {
            return Optional.empty();
        }
        Map<String, TableEntries> all = new LinkedHashMap<>(tables);
        for (TableParts read : parts) {
            String name = folded(read.name());
            List<Entry> of = now.getOrDefault(name, List.of());
            all.put(name, new TableEntries(of, read, read.table(of, Set.of())));
        }
        tables = all;
        return Optional.of(
                new Schema(
                        sorted(all.values().stream().map(TableEntries::table), Table::name),
                        schema.views(),
                        schema.triggers()));
    }

    /** A user's table with its indexes, and nothing else; otherwise empty. */
    private static List<Entry> ofTable(Map<String, Entry> rows) {
        boolean plain =
                rows.values().stream()
                        .allMatch(
                                it ->
                                        it.isOfTable()
                                                && !it.own()
                                                && !it.isAmbiguous()
                                                && !FeatureProgress.isNamed(it.table()));
        return plain ? List.copyOf(rows.values()) : List.of();
    }

    /** Cheap for what was read last. */
    Fingerprint fingerprint(Schema of) {
        return fingerprinter.of(of);
    }

    private List<Entry> rows(Handle handle, String query, String... parameters) {
        return handle.list(
                query,
                row -> {
                    String text = row.getString(1);
                    Entry entry = known.get(text);
                    return entry == null ? Entry.of(text) : entry;
                },
                (Object[]) parameters);
    }

    private List<Entry> users() {
        List<Entry> all = catalogue.values().stream().flatMap(it -> it.values().stream()).toList();
        boolean ownProgress = all.stream().anyMatch(Entry::ownProgress);
        return all.stream()
                .filter(entry -> !entry.own())
                .filter(entry -> !(ownProgress && FeatureProgress.isNamed(entry.table())))
                .toList();
    }

    private Schema read(Handle handle, List<Entry> now) {
        ambiguous = now.stream().anyMatch(Entry::isAmbiguous);
        Map<String, List<Entry>> byTable = new LinkedHashMap<>();
        for (Entry entry : now) {
            if (entry.isOfTable()) {
                byTable.computeIfAbsent(folded(entry.table()), key -> new ArrayList<>()).add(entry);
            }
        }
        Map<String, TableEntries> same = new HashMap<>();
        byTable.forEach(
                (name, of) -> {
                    TableEntries known = tables.get(name);
                    if (known != null && known.isStill(of)) {
                        same.put(name, known);
                    }
                });
        Map<String, TableParts> parts = new HashMap<>();
        same.forEach((name, known) -> parts.put(name, known.parts()));
        TableParts.read(handle, wanted(byTable, same.keySet()))
                .forEach(read -> parts.put(folded(read.name()), read));
        Set<String> names = names(now, parts);
        Map<String, TableEntries> all = new LinkedHashMap<>();
        parts.forEach(
                (name, read) -> {
                    TableEntries known = same.get(name);
                    List<Entry> of = byTable.getOrDefault(name, List.of());
                    all.put(
                            name,
                            known != null && !known.isAmbiguous()
                                    ? known
                                    : new TableEntries(of, read, read.table(of, names)));
                });
        tables = all;
        views =
                parts(
                        now,
                        "view",
                        views,
                        it -> new View(it.name(), SqlTokens.normalised(it.sql(), names)));
        triggers =
                parts(
                        now,
                        "trigger",
                        triggers,
                        it ->
                                new Trigger(
                                        it.name(),
                                        it.table(),
                                        SqlTokens.normalised(it.sql(), names)));
        return new Schema(
                sorted(all.values().stream().map(TableEntries::table), Table::name),
                sorted(views.values().stream(), View::name),
                sorted(triggers.values().stream(), Trigger::name));
    }

    /** In the order of {@link #BY_NAME}, with each name folded once. */
    private static <T> List<T> sorted(Stream<T> all, Function<T, String> name) {
        return all.map(one -> Map.entry(folded(name.apply(one)), one))
                .sorted(
                        Map.Entry.<String, T>comparingByKey()
                                .thenComparing(entry -> name.apply(entry.getValue())))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** By the names that the catalogue has. */
    private static List<String> wanted(Map<String, List<Entry>> byTable, Set<String> known) {
        return byTable.entrySet().stream()
                .filter(it -> !known.contains(it.getKey()))
                .map(it -> it.getValue().getFirst().table())
                .toList();
    }

    private Set<String> names(List<Entry> entries, Map<String, TableParts> parts) {
        Set<String> names = new HashSet<>();
        if (ambiguous) {
            entries.forEach(entry -> names.add(folded(entry.name())));
            parts.values().forEach(of -> of.columns().forEach(it -> names.add(folded(it.name()))));
        }
        return names;
    }

    private static <T> Map<Entry, T> parts(
            List<Entry> entries, String type, Map<Entry, T> known, Function<Entry, T> reading) {
        Map<Entry, T> result = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.type().equals(type)) {
                T before = entry.isAmbiguous() ? null : known.get(entry);
                result.put(entry, before == null ? reading.apply(entry) : before);
            }
        }
        return result;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
