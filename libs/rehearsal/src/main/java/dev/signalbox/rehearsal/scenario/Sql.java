package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.SqlText;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs the SQL of a suite. */
final class Sql {

    private static final int LONGEST = 120;

    private Sql() {}

    /** What becomes of a statement's error. */
    private interface Failed<E extends Exception> {
        E of(SqlStatement statement, SQLException cause);
    }

    /**
     * All in one transaction, unless the statements begin or end one themselves, or set what a
     * transaction would not let them set. A transaction that they leave open is rolled back.
     *
     * @throws StepFailedException when a statement fails; the transaction is then rolled back
     */
    static void run(Connection connection, SqlText text) throws StepFailedException, SQLException {
        run(connection, text.statements(), (statement, cause) -> failed(text, statement, cause));
    }

    /**
     * The same for statements that stand in no file.
     *
     * @throws SQLException when a statement fails; the transaction is then rolled back
     */
    static void run(Connection connection, List<SqlStatement> statements) throws SQLException {
        run(connection, statements, (statement, cause) -> cause);
    }

    private static <E extends Exception> void run(
            Connection connection, List<SqlStatement> statements, Failed<E> failed)
            throws E, SQLException {
        if (statements.stream().anyMatch(Sql::isAboutTransactions)) {
            ownTransactions(connection, statements, failed);
            return;
        }
        OneTransaction.<Boolean, E>of(
                connection,
                () -> {
                    execute(connection, statements, failed);
                    return true;
                });
    }

    private static <E extends Exception> void ownTransactions(
            Connection connection, List<SqlStatement> statements, Failed<E> failed)
            throws E, SQLException {
        try {
            execute(connection, statements, failed);
        } catch (Throwable e) {
            OneTransaction.afterwards(e, () -> rollBackWhatIsOpen(connection));
            throw e;
        }
        rollBackWhatIsOpen(connection);
    }

    private static void rollBackWhatIsOpen(Connection connection) throws SQLException {
        if (isOpen(connection)) {
            execute(connection, "ROLLBACK");
        }
    }

    /** The driver does not know of transactions that statements begin. */
    private static boolean isOpen(Connection connection) throws SQLException {
        try {
            execute(connection, "BEGIN");
        } catch (SQLException e) {
            return true;
        }
        execute(connection, "COMMIT");
        return false;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isAboutTransactions(SqlStatement statement) {
        return switch (statement.kind()) {
            case StatementKind.TransactionControl it -> true;
            case StatementKind.OutsideTransaction it -> true;
            case StatementKind.Pragma it -> true;
            default -> false;
        };
    }

    private static <E extends Exception> void execute(
            Connection connection, List<SqlStatement> statements, Failed<E> failed) throws E {
        for (var sql : statements) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql.text());
            } catch (SQLException e) {
                throw failed.of(sql, e);
            }
        }
    }

    static StepFailedException failed(SqlText text, SqlStatement statement, SQLException e) {
        return new StepFailedException(
                text.placeOf(statement),
                String.valueOf(e.getMessage()) + " in: " + excerpt(statement.text()));
    }

    static String excerpt(String sql) {
        var line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
