package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.SqlError;
import dev.signalbox.analysis.source.Statement;
import dev.signalbox.sql.StatementKind.Other;
import java.util.Locale;

/** What helps against errors that people often meet, most of them from other databases. */
final class Remedies {

    private static final String REBUILD =
            "Rebuild the table: create a new one under another name, copy with INSERT … SELECT,"
                    + " drop the old one, rename the new one.";

    private Remedies() {}

    static String of(SqlError error, Statement statement, String otherwise) {
        String said = error.message().toLowerCase(Locale.ROOT);
        if (statement.kind() instanceof Other other && other.verb().equals("ALTER")) {
            return "SQLite's ALTER TABLE renames, adds and drops columns, sets and drops NOT NULL, adds"
                    + " CHECK and drops constraints: nothing else. "
                    + REBUILD;
        }
        if (said.startsWith("cannot add a primary key") || said.startsWith("cannot add a unique")) {
            return REBUILD;
        }
        if (said.startsWith("near") && statement.tokens().has("CONCURRENTLY")) {
            return "SQLite has no CONCURRENTLY: remove the word.";
        }
        if (said.equals("no such function: now")) {
            return "Write CURRENT_TIMESTAMP.";
        }
        if (said.startsWith("no such function") || said.startsWith("no such module")) {
            return "Signalbox runs migrations with the SQLite that it brings along, which does not"
                    + " have it; an extension of the application is not loaded.";
        }
        if (statement.kind() instanceof Other other && other.verb().equals("TRUNCATE")) {
            return "SQLite has no TRUNCATE: write DELETE FROM.";
        }
        return otherwise;
    }
}
