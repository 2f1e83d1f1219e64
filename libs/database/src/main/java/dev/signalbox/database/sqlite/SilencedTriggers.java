package dev.signalbox.database.sqlite;

import java.util.List;
import java.util.Locale;

/** The triggers of some tables, gone until they are put back as they were. */
record SilencedTriggers(Handle handle, List<Trigger> triggers) {

    /** A trigger and its statement. */
    record Trigger(String name, String table, String sql) {}

    static SilencedTriggers of(Handle handle, List<String> tables) {
        List<String> folded = tables.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        List<Trigger> triggers =
                handle
                        .list(
                                "SELECT name, tbl_name, sql FROM sqlite_schema"
                                        + " WHERE type = 'trigger' ORDER BY rowid",
                                row ->
                                        new Trigger(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3)))
                        .stream()
                        .filter(it -> folded.contains(it.table().toLowerCase(Locale.ROOT)))
                        .toList();
        triggers.forEach(it -> handle.run("DROP TRIGGER main." + SqlTokens.quoted(it.name())));
        return new SilencedTriggers(handle, triggers);
    }

    void restore() {
        triggers.forEach(it -> handle.run(it.sql()));
    }
}
