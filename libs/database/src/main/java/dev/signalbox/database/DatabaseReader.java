package dev.signalbox.database;

import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.sql.SqlStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** The versions in force that have a tag or are releases, in the order of their application. */
    List<VersionLabel> labels();

    /** The version in force that carries a tag. */
    Optional<String> versionOfTag(String tag);

    /** The histories that other tools keep there; ours is none of them. */
    List<ForeignHistory> foreignHistories();

    /** The ids of all migrations that were ever on record as applied, undone since or not. */
    Set<String> everApplied();

    /** The ways back that were taken, newest first. */
    List<PastRollback> rollbacks(int atMost);

    /**
     * The id of a migration that was ever tried.
     *
     * @param migration the id itself, or the version; of several, the latest
     */
    Optional<String> triedMigration(String migration);

    /** All that was tried with a migration, newest first. */
    List<PastAttempt> attempts(String migrationId);

    /** The latest run of each rule and direction, by rule. */
    List<BackfillRecord> backfills();

    /** Rows of a rule's latest run that could not be transformed, in the order of their failing. */
    List<FailedRow> failedRows(String rule, int atMost);

    /** What whoever holds or held the lock did last, newest first: the ledger's log. */
    List<LogEntry> log(int atMost);

    /**
     * Runs queries that should return no row.
     *
     * @param timeout of all together
     */
    List<QueryFinding> check(List<SqlStatement> queries, Duration timeout);

    /** Of the user's tables that are named; of all of them, if none is. */
    List<TableDigest> digests(Collection<String> tables);

    /** What the engine itself says about the file's integrity; empty when it is whole. */
    List<String> integrityProblems();

    /**
     * What can be said of the content without comparing every index with its table.
     *
     * @param tables all, if none is named; those that are not there are passed over
     */
    Integrity quickCheck(Collection<String> tables, Duration limit);

    /** Rows whose foreign keys point at nothing, whether or not they are enforced. */
    DanglingReferences references(Duration limit);

    /** All that has a name in the schema, but for what Signalbox and the engine keep there. */
    List<SchemaObject> objects();

    /**
     * Times queries, in their order.
     *
     * @param runs of each
     * @param limit of all runs of one query together
     */
    List<MeasuredQuery> time(List<SqlStatement> queries, int runs, Duration limit);

    /** How it lies on its disk. */
    Storage storage();

    /** Of the whole database, in bytes. */
    long sizeBytes();

    @Override
    void close();
}
