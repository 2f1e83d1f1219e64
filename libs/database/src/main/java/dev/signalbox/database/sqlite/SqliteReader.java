package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.DanglingReferences;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.FailedMigration;
import dev.signalbox.database.FailedRow;
import dev.signalbox.database.Integrity;
import dev.signalbox.database.LogEntry;
import dev.signalbox.database.MeasuredQuery;
import dev.signalbox.database.Observation;
import dev.signalbox.database.PastAttempt;
import dev.signalbox.database.PastRollback;
import dev.signalbox.database.QueryFinding;
import dev.signalbox.database.RowCount;
import dev.signalbox.database.SchemaObject;
import dev.signalbox.database.Storage;
import dev.signalbox.database.TableDigest;
import dev.signalbox.database.VersionLabel;
import dev.signalbox.database.foreign.ForeignHistory;
import dev.signalbox.sql.SqlStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads in one short transaction a question, so that it holds up neither writers nor checkpoints.
 */
final class SqliteReader implements DatabaseReader {

    private final Handle handle;
    private final SqliteFile address;

    SqliteReader(Handle handle, SqliteFile address) {
        this.handle = handle;
        this.address = address;
    }

    @Override
    public Observation observe() {
        handle.run("BEGIN");
        try {
            return new Observation(handle.schema(), new LedgerRows(handle).read());
        } finally {
            handle.run("ROLLBACK");
        }
    }

    @Override
    public Map<String, RowCount> rowCounts(Collection<String> tables, Duration budget) {
        return new RowCounter(handle, budget).count(tables);
    }

    @Override
    public List<FailedMigration> failures(int atMost) {
        return new LedgerRows(handle).failures(atMost);
    }

    @Override
    public Optional<String> versionOfTag(String tag) {
        return LedgerTables.format(handle) == 0
                ? Optional.empty()
                : handle.first(
                        "SELECT version FROM _migration_versions WHERE tag = ?",
                        row -> row.getString(1),
                        tag);
    }

    @Override
    public List<VersionLabel> labels() {
        return VersionNames.read(handle);
    }

    @Override
    public List<ForeignHistory> foreignHistories() {
        handle.run("BEGIN");
        try {
            return ForeignRows.read(handle);
        } finally {
            handle.run("ROLLBACK");
        }
    }

    @Override
    public Set<String> everApplied() {
        return LedgerTables.format(handle) == 0
                ? Set.of()
                : Set.copyOf(
                        handle.list(
                                "SELECT DISTINCT migration_id FROM _migration_history"
                                        + " WHERE status = 'completed' AND direction = 'up'",
                                row -> row.getString(1)));
    }

    @Override
    public List<PastRollback> rollbacks(int atMost) {
        return RollbackRows.latest(handle, atMost);
    }

    @Override
    public Optional<String> triedMigration(String migration) {
        return Attempts.migration(handle, migration);
    }

    @Override
    public List<PastAttempt> attempts(String migrationId) {
        return Attempts.of(handle, migrationId);
    }

    @Override
    public List<BackfillRecord> backfills() {
        return LedgerTables.has(handle, BackfillRows.TABLE)
                ? new BackfillRows(handle).latest()
                : List.of();
    }

    @Override
    public List<FailedRow> failedRows(String rule, int atMost) {
        return LedgerTables.has(handle, BackfillRows.TABLE)
                ? new BackfillRows(handle).failedRows(rule, atMost)
                : List.of();
    }

    @Override
    public List<LogEntry> log(int atMost) {
        return new LedgerRows(handle).log(atMost);
    }

    @Override
    public List<QueryFinding> check(List<SqlStatement> queries, Duration timeout) {
        return new QueryCheck(handle, queries, timeout).run();
    }

    @Override
    public List<TableDigest> digests(Collection<String> tables) {
        handle.run("BEGIN");
        try {
            return handle.schema().tables().stream()
                    .filter(
                            it ->
                                    tables.isEmpty()
                                            || tables.stream()
                                                    .anyMatch(it.name()::equalsIgnoreCase))
                    .flatMap(it -> TableContent.of(handle, it).stream())
                    .map(it -> it.digest(handle))
                    .toList();
        } finally {
            handle.run("ROLLBACK");
        }
    }

    @Override
    public List<String> integrityProblems() {
        return new IntegrityCheck(handle).problems();
    }

    @Override
    public Integrity quickCheck(Collection<String> tables, Duration limit) {
        return new QuickCheck(handle, limit).run(tables);
    }

    @Override
    public DanglingReferences references(Duration limit) {
        return new QuickCheck(handle, limit).references();
    }

    @Override
    public List<SchemaObject> objects() {
        return handle
                .list(
                        "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name",
                        row ->
                                new SchemaObject(
                                        row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .filter(it -> !OwnObjects.isInternal(it.name()))
                .toList();
    }

    @Override
    public List<MeasuredQuery> time(List<SqlStatement> queries, int runs, Duration limit) {
        return new QueryTimer(handle, runs, limit).of(queries);
    }

    @Override
    public Storage storage() {
        return StorageFacts.of(handle, address);
    }

    @Override
    public long sizeBytes() {
        return handle.number("PRAGMA page_count") * handle.number("PRAGMA page_size");
    }

    @Override
    public void close() {
        handle.close();
    }
}
