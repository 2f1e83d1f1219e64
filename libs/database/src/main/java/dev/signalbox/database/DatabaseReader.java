package dev.signalbox.database;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads a managed database and cannot change it. Not for several threads at once. */
public interface DatabaseReader extends AutoCloseable {

    /** Schema and ledger of one moment. */
    Observation observe();

    /**
     * How many rows the tables have. Counts the small ones first, and estimates what the budget
     * does not suffice for.
     *
     * @param tables names that are no tables are left out of the answer
     */
    Map<String, RowCount> rowCounts(Collection<String> tables, Duration budget);

    /** What failed last, newest first; of migrations that are in force by now, too. */
    List<FailedMigration> failures(int atMost);

    /** Of the whole database, in bytes. */
    long sizeBytes();

    @Override
    void close();
}
