package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;

/** A process of its own that never ends its migration, and writes its pages to the file early. */
final class KilledWorker {

    private KilledWorker() {}

    public static void main(String[] arguments) {
        TestDatabase database = new TestDatabase(Path.of(arguments[0]), ForeignKeys.OFF);
        database.acquire("killed")
                .apply(
                        migration(
                                "001",
                                """
                                PRAGMA cache_size=5;
                                CREATE TABLE t (a);
                                UPDATE old SET filler = zeroblob(2000);
                                INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;"""),
                        ApplyOptions.DEFAULT);
    }
}
