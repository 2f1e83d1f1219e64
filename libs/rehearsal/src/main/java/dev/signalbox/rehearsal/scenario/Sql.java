package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.SqlText;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs the SQL of a suite. */
final class Sql {

    private static final int LONGEST = 120;

    private Sql() {}

    /**
     * All in one transaction, unless the statements begin or end one themselves, or set what a
     * transaction would not let them set. A transaction that they leave open is rolled back.
     *
     * @throws StepFailedException when a statement fails; the transaction is then rolled back
     */
    static void run(Connection connection, SqlText text) throws StepFailedException, SQLException {
        var own = text.statements().stream().anyMatch(Sql::isAboutTransactions);
        if (own) {
            ownTransactions(connection, text);
            return;
        }
        connection.setAutoCommit(false);
        try {
            statements(connection, text);
            connection.commit();
        } catch (StepFailedException | SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void ownTransactions(Connection connection, SqlText text)
            throws StepFailedException, SQLException {
        try {
            statements(connection, text);
        } finally {
            if (isOpen(connection)) {
                execute(connection, "ROLLBACK");
            }
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

    private static void statements(Connection connection, SqlText text) throws StepFailedException {
        for (var sql : text.statements()) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql.text());
            } catch (SQLException e) {
                throw failed(text, sql, e);
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
