package dev.signalbox.database.sqlite;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * A row's values in 16 bytes, as an SQL function: equal for equal values of equal types only, as
 * SQLite stores them, whatever collations and affinities would make of them.
 */
final class RowHash extends Function {

    static final int BYTES = 16;

    private static final String NAME = "_signalbox_row_hash";

    /** SQLite takes no more than 127 arguments for one call. */
    private static final int ARGUMENTS = 100;

    private static final int INTEGER = 1;
    private static final int REAL = 2;
    private static final int NULL = 5;

    private final MessageDigest digest;

    private RowHash(MessageDigest digest) {
        this.digest = digest;
    }

    /** Lasts as long as the connection. */
    static void register(Handle handle) {
        if (!handle.isFirst(NAME)) {
            return;
        }
        try {
            Function.create(
                    handle.connection(),
                    NAME,
                    new RowHash(MessageDigest.getInstance("SHA-256")),
                    -1,
                    Function.FLAG_DETERMINISTIC);
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /**
     * The expression for a row's hash, whatever the order of the columns; their names count.
     *
     * @param alias of the table that has them
     */
    static String of(List<String> columns, String alias) {
        List<String> sorted =
                columns.stream()
                        .sorted(Comparator.comparing((String it) -> it.toLowerCase(Locale.ROOT)))
                        .toList();
        String names =
                sorted.stream()
                        .map(it -> SqlTokens.quoted(it.toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(","));
        List<String> values =
                sorted.stream().map(it -> alias + "." + SqlTokens.quoted(it)).toList();
        while (values.size() > ARGUMENTS) {
            values = chunked(values);
        }
        List<String> arguments = new ArrayList<>(values);
        arguments.addFirst("'" + names.replace("'", "''") + "'");
        return call(arguments);
    }

    private static List<String> chunked(List<String> values) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < values.size(); i += ARGUMENTS) {
            result.add(call(values.subList(i, Math.min(values.size(), i + ARGUMENTS))));
        }
        return result;
    }

    private static String call(List<String> arguments) {
        return NAME + "(" + String.join(", ", arguments) + ")";
    }

    @Override
    protected void xFunc() throws SQLException {
        for (int i = 0; i < args(); i++) {
            int type = value_type(i);
            digest.update((byte) type);
            switch (type) {
                case INTEGER -> number(value_long(i));
                case REAL -> number(Double.doubleToLongBits(value_double(i)));
                case NULL -> {}
                default -> bytes(value_blob(i));
            }
        }
        result(Arrays.copyOf(digest.digest(), BYTES));
    }

    private void number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** Of a text, too: as it is stored. SQLite hands out nothing for an empty value. */
    private void bytes(byte @Nullable [] value) {
        number(value == null ? 0 : value.length);
        if (value != null) {
            digest.update(value);
        }
    }
}
