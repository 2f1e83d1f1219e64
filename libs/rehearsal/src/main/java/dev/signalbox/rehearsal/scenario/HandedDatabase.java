package dev.signalbox.rehearsal.scenario;

import dev.signalbox.migration.TestDatabase;
import dev.signalbox.rehearsal.database.MoveFailedException;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The database as a scenario in Java has it. */
final class HandedDatabase implements TestDatabase {

    private final Stage stage;
    private final Moves moves;

    HandedDatabase(Stage stage) {
        this.stage = stage;
        this.moves = new Moves(stage);
    }

    private interface Move {
        void make() throws MoveFailedException, SQLException;
    }

    @Override
    public void up(String version) {
        move(() -> moves.up(version));
    }

    @Override
    public void down(String version) {
        move(() -> moves.down(version));
    }

    private static void move(Move move) {
        try {
            move.make();
        } catch (MoveFailedException | SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Override
    public @Nullable String version() {
        return stage.database().version().orElse(null);
    }

    @Override
    public Connection connection() {
        return stage.connection();
    }

    @Override
    public void run(String sql) throws SQLException {
        Sql.run(stage.connection(), SqliteSplitter.split(sql, SourcePosition.START));
    }

    @Override
    public List<List<@Nullable Object>> query(String sql) throws SQLException {
        return Rows.of(stage.connection(), sql, Integer.MAX_VALUE).first();
    }

    @Override
    public void expect(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }

    @Override
    public void expectRow(String sql, @Nullable Object... values) throws SQLException {
        var found = Rows.of(stage.connection(), sql, 3);
        var expected = Arrays.asList(values);
        if (found.count() != 1 || !isSame(expected, found.first().getFirst())) {
            throw new AssertionError(
                    "expected the row %s, found %s: %s"
                            .formatted(
                                    Rows.shown(expected),
                                    found.count() == 0
                                            ? "none"
                                            : String.join(
                                                    ", ",
                                                    found.first().stream()
                                                            .map(Rows::shown)
                                                            .toList()),
                                    Sql.excerpt(sql)));
        }
    }

    private static boolean isSame(List<@Nullable Object> expected, List<@Nullable Object> found) {
        if (expected.size() != found.size()) {
            return false;
        }
        for (var i = 0; i < expected.size(); i++) {
            if (!isSame(expected.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(@Nullable Object expected, @Nullable Object found) {
        if (expected instanceof Number one && found instanceof Number other) {
            return isFraction(one) || isFraction(other)
                    ? one.doubleValue() == other.doubleValue()
                    : exact(one).compareTo(exact(other)) == 0;
        }
        return expected instanceof byte[] bytes && found instanceof byte[] others
                ? Arrays.equals(bytes, others)
                : Objects.equals(expected, found);
    }

    private static boolean isFraction(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }
}
