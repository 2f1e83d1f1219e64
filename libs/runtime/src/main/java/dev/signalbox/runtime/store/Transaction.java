package dev.signalbox.runtime.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements against the store, within one transaction when it came from {@link Store#write}.
 * Instants are kept as whole microseconds since the epoch, so that they sort.
 */
public final class Transaction {

    private static final Instant EARLIEST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LATEST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** Returns the number of rows changed. */
    public int update(String sql, @Nullable Object... arguments) {
        try (var statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw StoreFailure.of(sql, e);
        }
    }

    public <T> List<T> query(String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        try (var statement = prepare(sql, arguments);
                var result = statement.executeQuery()) {
            var row = new Row(result);
            var all = new ArrayList<T>();
            while (result.next()) {
                all.add(reader.apply(row));
            }
            return all;
        } catch (SQLException e) {
            throw StoreFailure.of(sql, e);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(
            String sql, Function<Row, T> reader, @Nullable Object... arguments) {
        return query(sql, reader, arguments).stream().findFirst();
    }

    /** Runs once the transaction is committed; not at all when it is rolled back. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            for (var i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, column(arguments[i]));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            case Integer number -> number;
            case byte[] bytes -> bytes;
            case Boolean flag -> flag ? 1 : 0;
            case Instant instant -> micros(instant);
            default -> value.toString();
        };
    }

    /**
     * Whoever sends an event may give it any year: one that does not fit becomes the last that
     * does.
     */
    private static long micros(Instant instant) {
        if (instant.isAfter(LATEST)) {
            return Long.MAX_VALUE;
        }
        return instant.isBefore(EARLIEST)
                ? Long.MIN_VALUE
                : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
