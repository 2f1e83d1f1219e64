package dev.signalbox.audit.store;

import dev.signalbox.audit.domain.TrailQuery;
import dev.signalbox.runtime.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statement for a query. Each filter has its index, whose entries SQLite keeps in the trail's
 * order: no page sorts or looks at what it does not show. Times become a range of the trail, and
 * several types are merged from one ordered select each.
 */
record TrailSelect(String sql, @Nullable Object[] arguments) {

    /** Empty when nothing can match. */
    static Optional<TrailSelect> of(Transaction tx, TrailQuery query) {
        var first = query.after() + 1;
        if (query.from() != null) {
            var from = firstSince(tx, query.from());
            if (from.isEmpty()) {
                return Optional.empty();
            }
            first = Math.max(first, from.get());
        }
        var end = query.to() == null ? Optional.<Long>empty() : firstSince(tx, query.to());
        return Optional.of(select(query, first, end.orElse(Long.MAX_VALUE)));
    }

    /** Later entries never have an earlier time, so that a time is a place in the trail. */
    private static Optional<Long> firstSince(Transaction tx, Instant time) {
        return tx.first(
                "SELECT trail_index FROM trail WHERE recorded_at >= ?"
                        + " ORDER BY recorded_at, trail_index LIMIT 1",
                row -> row.number("trail_index"),
                time);
    }

    private static TrailSelect select(TrailQuery query, long first, long end) {
        var arguments = new ArrayList<@Nullable Object>(List.of(first, end));
        var where = new StringBuilder("trail_index >= ?1 AND trail_index < ?2");
        equal(where, arguments, "database_id", query.database());
        equal(where, arguments, "plan", query.plan());
        equal(where, arguments, "actor", query.actor());
        if (query.kind() != null) {
            // The partial index is taken only where its own condition stands too.
            where.append(" AND kind <> 'event'");
            equal(where, arguments, "kind", query.kind().wire());
        }
        var selects = new ArrayList<String>();
        if (query.types().isEmpty()) {
            selects.add("SELECT * FROM trail WHERE " + where);
        }
        for (var type : query.types()) {
            arguments.add(type);
            selects.add("SELECT * FROM trail WHERE " + where + " AND type = ?" + arguments.size());
        }
        // One more than asked for tells whether there are more.
        arguments.add(query.limit() + 1);
        var sql =
                selects.stream().collect(Collectors.joining(" UNION ALL "))
                        + " ORDER BY trail_index LIMIT ?"
                        + arguments.size();
        return new TrailSelect(sql, arguments.toArray());
    }

    private static void equal(
            StringBuilder where,
            List<@Nullable Object> arguments,
            String column,
            @Nullable String value) {
        if (value != null) {
            arguments.add(value);
            where.append(" AND ").append(column).append(" = ?").append(arguments.size());
        }
    }
}
