package dev.signalbox.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database of a scenario: nobody else uses it, and it is thrown away afterwards. */
public interface TestDatabase {

    /**
     * Applies migrations, with their transformations and checks.
     *
     * @param version to which; a version, a file's stem or name, or {@code latest}
     * @throws AssertionError when one fails, saying which and why
     */
    void up(String version);

    /**
     * Undoes migrations, saving what would be lost.
     *
     * @param version that stays; {@code 0} for none
     * @throws AssertionError when one cannot be undone, saying which and why
     */
    void down(String version);

    /** The version that is in force; null before the first migration. */
    @Nullable String version();

    /**
     * The scenario's own connection, each of whose statements is a transaction unless the scenario
     * says otherwise. Not to be closed, and without a transaction when migrations run.
     */
    Connection connection();

    /** Runs statements, separated by semicolons, in one transaction. */
    void run(String sql) throws SQLException;

    /**
     * Asks.
     *
     * @return rows of values, each {@code Long}, {@code Double}, {@code String}, {@code byte[]} or
     *     null
     */
    List<List<@Nullable Object>> query(String sql) throws SQLException;

    /**
     * @throws AssertionError with the message, when the condition does not hold
     */
    void expect(boolean condition, String message);

    /**
     * @param values of the only row; numbers are compared as numbers
     * @throws AssertionError with both, when the query answers anything else
     */
    void expectRow(String sql, @Nullable Object... values) throws SQLException;
}
