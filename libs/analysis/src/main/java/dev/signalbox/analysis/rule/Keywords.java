package dev.signalbox.analysis.rule;

import java.util.Locale;
import java.util.Set;

/** Words that SQLite may take for something else than a name. */
final class Keywords {

    private static final Set<String> ALL =
            Set.of(
                    ("abort add after all alter always analyze and as asc attach autoincrement"
                                    + " before begin between by cascade case cast check collate"
                                    + " column commit conflict constraint create cross "
                                    + " current_date current_time current_timestamp "
                                    + " default deferrable deferred delete desc detach distinct do"
                                    + " drop each else end escape except exclude exclusive exists"
                                    + " explain fail following for foreign from full"
                                    + " generated glob group groups having if ignore immediate in"
                                    + " index indexed initially inner insert instead intersect into"
                                    + " is isnull join left like limit match materialized"
                                    + " natural no not nothing notnull null nulls of offset on or"
                                    + " order outer over partition pragma preceding"
                                    + " primary raise range recursive references regexp"
                                    + " reindex rename replace restrict returning right"
                                    + " rollback row rows savepoint select set table temp temporary"
                                    + " then ties to transaction trigger unbounded union unique"
                                    + " update using vacuum values view virtual when where window"
                                    + " with without")
                            .split(" +"));

    private Keywords() {}

    static boolean isOne(String word) {
        return ALL.contains(word.toLowerCase(Locale.ROOT));
    }
}
