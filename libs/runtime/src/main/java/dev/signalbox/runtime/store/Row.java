package dev.signalbox.runtime.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The current row of a result, by column name. */
public final class Row {

    private static final String READING = "reading a row";

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** A column that is never NULL. */
    public String text(String column) {
        return required(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        try {
            return result.getString(column);
        } catch (SQLException e) {
            throw StoreFailure.of(READING, e);
        }
    }

    public long number(String column) {
        return required(column, numberOrNull(column));
    }

    public @Nullable Long numberOrNull(String column) {
        try {
            var value = result.getLong(column);
            return result.wasNull() ? null : value;
        } catch (SQLException e) {
            throw StoreFailure.of(READING, e);
        }
    }

    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    public boolean flag(String column) {
        return number(column) != 0;
    }

    public Instant instant(String column) {
        return required(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        var micros = numberOrNull(column);
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public byte[] bytes(String column) {
        try {
            return required(column, result.getBytes(column));
        } catch (SQLException e) {
            throw StoreFailure.of(READING, e);
        }
    }

    private static <T> T required(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Column " + column + " is NULL");
        }
        return value;
    }
}
