package dev.signalbox.knowledgebase;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many rows each table gets: those that were named, and what fits them for the others. */
final class Sizes {

    private static final long ENTRIES_UNLESS_SAID = 1_000;
    private static final long MOST_ENTRIES = 9_000_000;

    private final Map<FilledTable, Long> named = new EnumMap<>(FilledTable.class);

    private Sizes() {}

    /**
     * @param version of the knowledge base, 1 to 5; 0 when it has no table yet
     * @throws IllegalArgumentException when a number cannot be asked for
     */
    static Sizes of(Map<String, Long> rows, int version) {
        var sizes = new Sizes();
        rows.forEach(
                (name, count) -> {
                    FilledTable table = asked(name, version);
                    sizes.named.put(table, within(table, count));
                });
        return sizes;
    }

    /**
     * New rows by table.
     *
     * @param hasEntries whether there are entries already; then new ones come only if asked for
     */
    Map<FilledTable, Long> resolved(int version, boolean hasEntries) {
        var resolved = new EnumMap<FilledTable, Long>(FilledTable.class);
        for (FilledTable table : FilledTable.values()) {
            if (table.version() <= version) {
                resolved.put(table, rows(table, resolved, hasEntries));
            }
        }
        // A file is in a workspace once.
        resolved.computeIfPresent(
                FilledTable.WORKSPACE_FILES,
                (table, rows) ->
                        rows
                                / ProjectRows.FILES_IN_A_WORKSPACE
                                * ProjectRows.filesOfAWorkspace(
                                        resolved.getOrDefault(FilledTable.CODE_FILES, 0L)));
        return resolved;
    }

    private long rows(FilledTable table, Map<FilledTable, Long> before, boolean hasEntries) {
        Long asked = named.get(table);
        if (asked != null) {
            return asked;
        }
        if (table == FilledTable.KB_ENTRIES) {
            return hasEntries ? 0 : entriesForTheOthers();
        }
        return table.parent()
                .map(parent -> table.rowsFor(before.getOrDefault(parent, 0L)))
                .orElseGet(table::fixedRows);
    }

    private long entriesForTheOthers() {
        return within(
                FilledTable.KB_ENTRIES,
                named.entrySet().stream()
                        .mapToLong(e -> e.getKey().parentsFor(e.getValue()))
                        .max()
                        .orElse(ENTRIES_UNLESS_SAID));
    }

    private static FilledTable asked(String table, int version) {
        FilledTable filled =
                FilledTable.named(table)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "The knowledge base has no table \""
                                                        + table
                                                        + "\" to fill. "
                                                        + remedy()));
        if (!filled.mayBeSized()) {
            throw new IllegalArgumentException(
                    "The rows of " + table + " follow from the other tables' rows. " + remedy());
        }
        if (filled.version() > version) {
            throw new IllegalArgumentException(
                    "The table %s comes with version %03d of the knowledge base; the database is at %s. Migrate it first, or leave the table out."
                            .formatted(
                                    table,
                                    filled.version(),
                                    version == 0 ? "none" : "%03d".formatted(version)));
        }
        return filled;
    }

    /** Keys of entries have seven digits, so that they sort as numbers do. */
    private static long within(FilledTable table, long count) {
        long most = table == FilledTable.KB_ENTRIES ? MOST_ENTRIES : MOST_ENTRIES * 100;
        if (count < 0 || count > most) {
            throw new IllegalArgumentException(
                    "%,d rows for %s: give a number from 0 to %,d."
                            .formatted(count, table.table(), most));
        }
        return count;
    }

    private static String remedy() {
        return FilledTable.sized().stream()
                .map(FilledTable::table)
                .collect(Collectors.joining(", ", "Numbers of rows can be given for ", "."));
    }
}
