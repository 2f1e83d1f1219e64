package dev.signalbox.database.sqlite;

import java.nio.file.Path;

/** Ten notes, and a rule that copies them; the fifth, of key 15, fails. */
final class Notes {

    static final Backfilling COPY =
            Backfilling.select(
                    "notes", "words", "SELECT b.id AS note, b.text AS word FROM batch b");

    /** The same without the one that fails. */
    static final Backfilling EXCEPT_15 = COPY.reading("notes", "id <> 15");

    private static final String TEN =
            "INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
                    + " i < 10) SELECT i * 3, 'note ' || i, NULL FROM n";

    private Notes() {}

    static TestDatabase in(Path folder) {
        return new TestDatabase(folder.resolve("kb.db"))
                .run(
                        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, length INT)",
                        "CREATE TABLE words (note INT UNIQUE CHECK (note <> 15), word TEXT)",
                        TEN);
    }
}
