package dev.signalbox.knowledgebase;

import java.util.Map;

/**
 * One filling of a database: which rows are new, and which entries they are about.
 *
 * @param spans of all tables that the version has
 */
record Fill(long seed, Entries entries, Map<FilledTable, Span> spans) {

    Fill {
        spans = Map.copyOf(spans);
    }

    boolean has(FilledTable table) {
        return spans.containsKey(table);
    }

    Span of(FilledTable table) {
        Span span = spans.get(table);
        if (span == null) {
            throw new IllegalStateException(table.table() + " is of a later version");
        }
        return span;
    }

    String key(FilledTable table, long row) {
        return of(table).key(row);
    }

    Dice dice(FilledTable table, long row) {
        return new Dice(seed, table.table(), of(table).number(row));
    }

    /** The entry that an incident is about, made by this fill. */
    Entry entryOfIncident(long row) {
        return entries.at(rankOfIncident(row));
    }

    private long rankOfIncident(long row) {
        return new Dice(seed, "incident", of(FilledTable.INCIDENTS).number(row))
                .popular(entries.count());
    }

    /** The entry whose problem happens in a code file, made by this fill. */
    Entry entryOfFile(long row) {
        return entries.at(row % entries.count());
    }

    /** What stands for the content of a code file at one of its revisions. */
    String hashOfFile(long row, int revision) {
        return "%08x%08x"
                .formatted(
                        new Dice(seed, "hash" + revision, of(FilledTable.CODE_FILES).number(row))
                                .below(Integer.MAX_VALUE),
                        revision);
    }
}
