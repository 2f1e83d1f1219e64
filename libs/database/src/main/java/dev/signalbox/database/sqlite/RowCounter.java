package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.RowCount;
import dev.signalbox.database.RowCount.Source;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.ProgressHandler;

/** Counts rows for as long as a budget lasts, small tables first, and estimates the others. */
final class RowCounter {

    private final Handle handle;
    private final long deadline;

    RowCounter(Handle handle, Duration budget) {
        this.handle = handle;
        this.deadline = System.nanoTime() + budget.toNanos();
    }

    Map<String, RowCount> count(Collection<String> wanted) {
        Set<String> folded =
                wanted.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        Map<String, Long> sizes = new LinkedHashMap<>();
        tables().stream()
                .filter(name -> folded.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> sizes.put(name, greatestId(name).orElse(Long.MAX_VALUE)));
        Map<String, RowCount> result = new LinkedHashMap<>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(size -> result.put(size.getKey(), counted(size.getKey())));
        return result;
    }

    private List<String> tables() {
        return handle.list(
                "SELECT name FROM pragma_table_list"
                        + " WHERE schema = 'main' AND type IN ('table', 'virtual')",
                row -> row.getString(1));
    }

    private RowCount counted(String table) {
        if (System.nanoTime() >= deadline) {
            return estimated(table);
        }
        try {
            ProgressHandler.setHandler(handle.connection(), 1_000, new Deadline());
            try {
                return new RowCount(
                        handle.number("SELECT count(*) FROM main." + SqlTokens.quoted(table)),
                        Source.COUNTED);
            } finally {
                ProgressHandler.clearHandler(handle.connection());
            }
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        } catch (DatabaseException e) {
            if (e.reason() == Reason.INTERRUPTED) {
                return estimated(table);
            }
            if (e.reason() == Reason.INVALID_SQL) {
                return new RowCount(0, Source.UNKNOWN);
            }
            throw e;
        }
    }

    private final class Deadline extends ProgressHandler {
        @Override
        protected int progress() {
            return System.nanoTime() < deadline ? 0 : 1;
        }
    }

    private RowCount estimated(String table) {
        OptionalLong statistics = statistics(table);
        if (statistics.isPresent()) {
            return new RowCount(statistics.getAsLong(), Source.STATISTICS);
        }
        OptionalLong id = greatestId(table);
        return id.isPresent()
                ? new RowCount(id.getAsLong(), Source.GREATEST_ID)
                : new RowCount(0, Source.UNKNOWN);
    }

    /** The first number of a statistics row is the number of entries of its index or table. */
    private OptionalLong statistics(String table) {
        if (handle.number("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") == 0) {
            return OptionalLong.empty();
        }
        return handle
                .list(
                        "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1"
                                + " WHERE tbl = ? COLLATE NOCASE HAVING count(*) > 0",
                        row -> row.getLong(1),
                        table)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** At once, whatever the table's size; a table without row ids has none. */
    private OptionalLong greatestId(String table) {
        try {
            return OptionalLong.of(
                    handle.number(
                            "SELECT coalesce(max(rowid), 0) FROM main." + SqlTokens.quoted(table)));
        } catch (DatabaseException e) {
            if (e.reason() == Reason.INVALID_SQL) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }
}
