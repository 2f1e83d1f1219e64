package dev.signalbox.rehearsal.fill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a reference can point to: some thousands of them in memory, and all of them in
 * their order where each is wanted once.
 */
final class ParentKeys implements AutoCloseable {

    private static final int SAMPLE = 10_000;

    private final Connection connection;
    private final String select;
    private final List<List<Object>> sample;
    private final long count;
    private final Map<List<Integer>, Map<List<Object>, List<List<Object>>>> byParts =
            new HashMap<>();
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet all;
    private long next;

    private ParentKeys(
            Connection connection, String select, List<List<Object>> sample, long count) {
        this.connection = connection;
        this.select = select;
        this.sample = sample;
        this.count = count;
    }

    static ParentKeys of(Connection connection, Reference reference) throws SQLException {
        var columns =
                reference.parentColumns().stream()
                        .map(Catalogue::quoted)
                        .collect(Collectors.joining(", "));
        var complete =
                reference.parentColumns().stream()
                        .map(column -> Catalogue.quoted(column) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
        var select =
                "SELECT DISTINCT %s FROM %s WHERE %s ORDER BY %s"
                        .formatted(
                                columns, Catalogue.quoted(reference.parent()), complete, columns);
        try (var statement = connection.createStatement()) {
            var count = 0L;
            try (var rows = statement.executeQuery("SELECT count(*) FROM (" + select + ")")) {
                count = rows.getLong(1);
            }
            var step = Math.max(1, Math.ceilDiv(count, SAMPLE));
            var sample = new ArrayList<List<Object>>();
            try (var rows = statement.executeQuery(select)) {
                for (var i = 0L; rows.next(); i++) {
                    if (i % step == 0) {
                        sample.add(key(rows));
                    }
                }
            }
            return new ParentKeys(connection, select, sample, count);
        }
    }

    private static List<Object> key(ResultSet rows) throws SQLException {
        var key = new ArrayList<Object>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            key.add(rows.getObject(i));
        }
        return key;
    }

    long count() {
        return count;
    }

    /** How many can be had in any order. */
    int inMemory() {
        return sample.size();
    }

    boolean isEmpty() {
        return sample.isEmpty();
    }

    List<Object> any(SplittableRandom random) {
        return sample.get(random.nextInt(sample.size()));
    }

    List<Object> inMemory(long index) {
        return sample.get((int) (index % sample.size()));
    }

    /** One with these values at these places; empty when there is none in memory. */
    Optional<List<Object>> matching(Map<Integer, Object> values, SplittableRandom random) {
        var places = values.keySet().stream().sorted().toList();
        var index = byParts.computeIfAbsent(places, this::grouped);
        var found =
                index.get(places.stream().map(values::get).map(ParentKeys::comparable).toList());
        return found == null
                ? Optional.empty()
                : Optional.of(found.get(random.nextInt(found.size())));
    }

    private Map<List<Object>, List<List<Object>>> grouped(List<Integer> places) {
        return sample.stream()
                .collect(
                        Collectors.groupingBy(
                                key ->
                                        places.stream()
                                                .map(key::get)
                                                .map(ParentKeys::comparable)
                                                .toList()));
    }

    /** The driver gives small numbers as {@code Integer}, and values made here are {@code Long}. */
    static Object comparable(Object value) {
        return value instanceof Integer small ? (Object) small.longValue() : value;
    }

    /**
     * All of them, one after the other, when asked for 0, 1, 2 and so on; from anywhere, slowly.
     */
    List<Object> inOrder(long index) throws SQLException {
        if (sample.size() == count) {
            return inMemory(index);
        }
        var wanted = index % count;
        if (all == null || wanted != next) {
            closeRows();
            statement = connection.prepareStatement(select + " LIMIT -1 OFFSET ?");
            statement.setLong(1, wanted);
            all = statement.executeQuery();
            next = wanted;
        }
        if (!all.next()) {
            throw new IllegalStateException("Rows of a parent vanished while its child was filled");
        }
        next++;
        return key(all);
    }

    private void closeRows() throws SQLException {
        if (all != null) {
            all.close();
            all = null;
        }
        if (statement != null) {
            statement.close();
            statement = null;
        }
    }

    @Override
    public void close() throws SQLException {
        closeRows();
    }
}
