package dev.signalbox.database.sqlite;

import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Fingerprinter;
import dev.signalbox.database.Schema;
import dev.signalbox.database.Schema.Table;
import dev.signalbox.database.Schema.Trigger;
import dev.signalbox.database.Schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
    private Map<String, Entry> known = Map.of();
    private List<Entry> entries = List.of();
    private Map<String, TableEntries> tables = Map.of();
    private Map<Entry, View> views = Map.of();
    private Map<Entry, Trigger> triggers = Map.of();
    private Schema schema = Schema.EMPTY;

    /**
     * A row of {@code sqlite_schema}.
     *
     * @param own it is Signalbox' or SQLite's own
     * @param ownProgress it is the table of features, as Signalbox makes it
     */
    record Entry(
            String type, String name, String table, String sql, boolean own, boolean ownProgress) {

        /** Types and the names of tables and indexes hold no such character; a statement may. */
        static Entry of(String text) {
            String[] parts = text.split("\u001f", 4);
            return new Entry(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3],
                    OwnObjects.isInternal(parts[1]) || OwnViews.isOne(parts[0], parts[1], parts[3]),
                    FeatureProgress.isOwn(parts[0], parts[1], parts[3]));
        }

        /** A quoted word is a name or a string, whichever other names there are. */
        boolean isAmbiguous() {
            return sql.indexOf('"') >= 0 || sql.indexOf('`') >= 0 || sql.indexOf('[') >= 0;
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
        Map<String, Entry> all = new LinkedHashMap<>();
        add(all, handle, ENTRIES);
        return read(handle, all);
    }

    /**
     * The same, when since the last time nothing changed but what belongs to some tables.
     *
     * @param names of tables or views, in lower case; those that are not there yet, too
     */
    Schema read(Handle handle, Set<String> names) {
        Map<String, Entry> all = new LinkedHashMap<>(known);
        all.values().removeIf(entry -> names.contains(folded(entry.table())));
        names.forEach(name -> add(all, handle, ENTRIES_OF, name));
        return read(handle, all);
    }

    private Schema read(Handle handle, Map<String, Entry> all) {
        known = all;
        List<Entry> now = users(all.values());
        if (!now.equals(entries)) {
            schema = read(handle, now);
            entries = now;
        }
        return schema;
    }

    /** Cheap for what was read last. */
    Fingerprint fingerprint(Schema of) {
        return fingerprinter.of(of);
    }

    private void add(Map<String, Entry> all, Handle handle, String query, String... parameters) {
        handle.each(
                query,
                row -> {
                    String text = row.getString(1);
                    Entry entry = known.get(text);
                    all.put(text, entry == null ? Entry.of(text) : entry);
                },
                (Object[]) parameters);
    }

    private static List<Entry> users(Collection<Entry> all) {
        boolean ownProgress = all.stream().anyMatch(Entry::ownProgress);
        return all.stream()
                .filter(entry -> !entry.own())
                .filter(entry -> !(ownProgress && FeatureProgress.isNamed(entry.table())))
                .toList();
    }

    private Schema read(Handle handle, List<Entry> now) {
        Map<String, List<Entry>> byTable = new LinkedHashMap<>();
        for (Entry entry : now) {
            if (entry.type().equals("table") || entry.type().equals("index")) {
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

    private static Set<String> names(List<Entry> entries, Map<String, TableParts> parts) {
        Set<String> names = new HashSet<>();
        if (entries.stream().anyMatch(Entry::isAmbiguous)) {
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
