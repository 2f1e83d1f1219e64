package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.Ledger;
import dev.signalbox.database.Schema;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database file holds, read to its last page.
 *
 * @param rows of the user's tables, counted; those of virtual tables are left out
 * @param integrityProblems what the engine finds wrong; empty when the file is whole
 * @param reachedVersion of the migration that was applied last; null without a ledger
 * @param epoch of the ledger's fence; 0 without a ledger
 */
public record FileContents(
        long pages,
        Map<String, Long> rows,
        Fingerprint fingerprint,
        List<String> integrityProblems,
        @Nullable String reachedVersion,
        long epoch) {

    public FileContents {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        integrityProblems = List.copyOf(integrityProblems);
    }

    public Optional<String> version() {
        return Optional.ofNullable(reachedVersion);
    }

    /**
     * Reads a file that nobody changes meanwhile, without writing to it or beside it.
     *
     * @throws DatabaseException when it is no database, or too damaged to say what it holds
     */
    public static FileContents of(Path copy) {
        SqliteFile file = new SqliteFile(copy, ForeignKeys.UNSPECIFIED);
        try (Handle handle = Connections.unchanging(file)) {
            return read(handle);
        }
    }

    /** Of one moment only inside a transaction. */
    static FileContents read(Handle handle) {
        List<String> problems = integrityProblems(handle);
        Schema schema = handle.schema();
        Ledger ledger = new LedgerRows(handle).read();
        return new FileContents(
                handle.number("PRAGMA page_count"),
                rows(handle, schema, problems),
                schema.fingerprint(),
                problems,
                ledger.version().orElse(null),
                ledger.epoch());
    }

    /** What {@code PRAGMA integrity_check} says; nothing when it says ok. */
    static List<String> integrityProblems(Handle handle) {
        try {
            return handle.list("PRAGMA integrity_check", row -> row.getString(1)).stream()
                    .filter(line -> !line.equals("ok"))
                    .toList();
        } catch (DatabaseException e) {
            if (e.reason() == Reason.CORRUPT) {
                return List.of(e.problem());
            }
            throw e;
        }
    }

    /** A table that is too damaged to be counted is a problem of its own. */
    private static Map<String, Long> rows(Handle handle, Schema schema, List<String> problems) {
        Map<String, Long> result = new LinkedHashMap<>();
        List<Schema.Table> tables = new ArrayList<>(schema.tables());
        tables.removeIf(table -> table.module() != null);
        for (Schema.Table table : tables) {
            String name = SqlTokens.quoted(table.name());
            try {
                result.put(table.name(), handle.number("SELECT count(*) FROM main." + name));
            } catch (DatabaseException e) {
                if (problems.isEmpty()) {
                    throw e;
                }
            }
        }
        return result;
    }
}
