package dev.signalbox.rehearsal.fill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the values of a table's rows come from. */
final class Sources implements AutoCloseable {

    private final Connection connection;
    private final TableFacts table;
    private final Conditions conditions;
    private final Set<Reference> leftNull;
    private final long rows;
    private final List<Source> free = new ArrayList<>();
    private final List<Uniqueness> unique = new ArrayList<>();
    private final List<ParentKeys> parents = new ArrayList<>();
    private final List<OwnRows> ownRows = new ArrayList<>();

    private Sources(
            Connection connection,
            TableFacts table,
            Conditions conditions,
            Set<Reference> leftNull,
            long rows) {
        this.connection = connection;
        this.table = table;
        this.conditions = conditions;
        this.leftNull = leftNull;
        this.rows = rows;
    }

    /**
     * @param leftNull references that no row has
     * @param rows how many will be made
     */
    static Sources of(
            Connection connection,
            TableFacts table,
            Conditions conditions,
            Set<Reference> leftNull,
            long rows)
            throws SQLException {
        var sources = new Sources(connection, table, conditions, leftNull, rows);
        try {
            sources.collect();
            sources.tellApart();
            return sources;
        } catch (SQLException | RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    /** Those whose values may come again, in the order in which they must be asked. */
    List<Source> free() {
        return free;
    }

    List<Uniqueness> unique() {
        return unique;
    }

    /** The columns by which rows are told apart. */
    Set<Integer> told() {
        return unique.stream().flatMap(one -> places(one).stream()).collect(Collectors.toSet());
    }

    List<OwnRows> ownRows() {
        return ownRows;
    }

    private void collect() throws SQLException {
        var covered = new HashSet<Integer>();
        for (var reference : table.references()) {
            var places = reference.columns().stream().map(table::indexOf).toList();
            if (places.contains(-1)) {
                // A column that computes itself; what it refers to is up to what it computes from.
                continue;
            }
            if (reference.parent().equalsIgnoreCase(table.name())) {
                ownRows.add(ownRows(reference, places));
                continue;
            }
            var parent = leftNull.contains(reference) ? null : parent(reference, places);
            if (parent == null) {
                var nullable = table.nullable(reference);
                nullable.forEach(place -> free.add(new Nothing(place)));
                covered.addAll(nullable);
            } else {
                free.add(parent);
                covered.addAll(places);
            }
        }
        ownRows.forEach(own -> covered.addAll(own.alone()));
        for (var place = 0; place < table.columns().size(); place++) {
            if (!covered.contains(place)) {
                free.add(column(place, false));
            }
        }
        // Last: where a row refers to itself, its key must be there.
        free.addAll(ownRows);
    }

    private OwnRows ownRows(Reference reference, List<Integer> places) {
        return new OwnRows(
                places,
                reference.parentColumns().stream().map(table::indexOf).toList(),
                table.nullable(reference));
    }

    /** Null when there is nothing to refer to, and rows can be without. */
    private @Nullable Source parent(Reference reference, List<Integer> places) throws SQLException {
        var keys = ParentKeys.of(connection, reference);
        parents.add(keys);
        if (!keys.isEmpty()) {
            return new ReferenceSource(places, keys, table.nullable(reference), false);
        }
        if (!table.isOptional(reference)) {
            throw new CannotFillException(
                    table.name(),
                    "its foreign key %s must name a row, and %s has none"
                            .formatted(reference.shown(), reference.parent()));
        }
        return null;
    }

    private Source column(int place, boolean many) throws SQLException {
        var column = table.columns().get(place);
        var limits = conditions.of(column);
        try {
            var values =
                    column.name().equals(table.rowIdColumn())
                            ? rowId(limits)
                            : many
                                    ? ColumnValues.many(column, limits)
                                    : ColumnValues.of(column, limits);
            return new ColumnSource(place, values, !column.notNull());
        } catch (IllegalArgumentException e) {
            throw new CannotFillException(table.name(), String.valueOf(e.getMessage()), e);
        }
    }

    private Values rowId(Limits limits) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT coalesce(max(rowid), 0) FROM "
                                        + Catalogue.quoted(table.name()))) {
            var least = limits.least() == null ? 1 : (long) Math.ceil(limits.least());
            var most = limits.most() == null ? Long.MAX_VALUE : limits.most().longValue();
            return new Whole(Math.max(least, row.getLong(1) + 1), most, most);
        }
    }

    /**
     * Every unique key, the short ones first: what they tell apart is told apart by longer ones.
     */
    private void tellApart() throws SQLException {
        var keys =
                table.uniques().stream()
                        .map(key -> Set.copyOf(key.stream().map(table::indexOf).toList()))
                        .filter(key -> !key.contains(-1))
                        .sorted(Comparator.comparingInt(Set::size))
                        .toList();
        for (var key : keys) {
            if (unique.stream().noneMatch(told -> key.containsAll(places(told)))) {
                tellApart(key);
            }
        }
    }

    private void tellApart(Set<Integer> key) throws SQLException {
        var candidates =
                free.stream()
                        .filter(source -> !(source instanceof OwnRows))
                        .filter(source -> !(source instanceof Nothing))
                        .filter(source -> key.containsAll(source.places()))
                        .toList();
        if (candidates.isEmpty()) {
            // Left to chance: SQLite refuses what is there, and another is tried.
            return;
        }
        for (var source : candidates) {
            if (source instanceof ColumnSource column) {
                var many = column(column.place(), true);
                if (many.capacity() >= rows) {
                    take(List.of(source), new Uniqueness(List.of(many)));
                    return;
                }
            }
        }
        var sorted =
                candidates.stream()
                        .map(source -> source instanceof ReferenceSource r ? r.streaming() : source)
                        .sorted(Comparator.comparingLong(Source::capacity).reversed())
                        .toList();
        // Only the first is asked for its values in their order.
        var digits =
                IntStream.range(0, sorted.size())
                        .mapToObj(
                                i ->
                                        i > 0 && sorted.get(i) instanceof ReferenceSource r
                                                ? (Source)
                                                        new ReferenceSource(
                                                                r.places(),
                                                                r.keys(),
                                                                r.nullable(),
                                                                false)
                                                : sorted.get(i))
                        .toList();
        var told = new Uniqueness(digits);
        if (told.capacity() < rows && key.equals(Set.copyOf(places(told)))) {
            throw new CannotFillException(
                    table.name(),
                    "%,d rows are wanted, and (%s), which is unique, has %,d different values"
                                    .formatted(rows, names(key), told.capacity())
                            + (digits.stream().anyMatch(ReferenceSource.class::isInstance)
                                    ? ": fill the tables that it refers to with more rows, or this"
                                            + " one with fewer"
                                    : ""));
        }
        take(candidates, told);
    }

    private void take(List<Source> candidates, Uniqueness told) {
        free.removeAll(candidates);
        unique.add(told);
    }

    private static List<Integer> places(Uniqueness told) {
        return told.sources().stream().flatMap(source -> source.places().stream()).toList();
    }

    private String names(Set<Integer> key) {
        return String.join(
                ", ", key.stream().sorted().map(i -> table.columns().get(i).name()).toList());
    }

    @Override
    public void close() throws SQLException {
        for (var keys : parents) {
            keys.close();
        }
    }
}
