package dev.signalbox.database.sqlite;

import dev.signalbox.database.JavaChange;
import dev.signalbox.database.StatementError;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The connection as a migration in Java sees it: it can do all that a script can, and cannot end
 * the transaction that it is part of.
 */
final class GuardedConnection {

    private static final Set<String> ENDING =
            Set.of(
                    "commit",
                    "rollback",
                    "close",
                    "abort",
                    "setAutoCommit",
                    "setSavepoint",
                    "releaseSavepoint",
                    "setReadOnly",
                    "setTransactionIsolation",
                    "unwrap");

    private static final Set<Class<?>> WRAPPED =
            Set.of(
                    Statement.class,
                    PreparedStatement.class,
                    CallableStatement.class,
                    ResultSet.class,
                    DatabaseMetaData.class);

    private final Connection connection;
    private final Connection guarded;

    private GuardedConnection(Connection connection) {
        this.connection = connection;
        this.guarded = proxy(Connection.class, this::onConnection);
    }

    /** Answers what the change threw. */
    static Optional<Throwable> run(JavaChange change, SQLiteConnection connection) {
        connection.getConnectionConfig().setGetGeneratedKeys(true);
        try {
            change.run(new GuardedConnection(connection).guarded);
            return Optional.empty();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            return Optional.of(e);
        } finally {
            connection.getConnectionConfig().setGetGeneratedKeys(false);
        }
    }

    private @Nullable Object onConnection(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (ENDING.contains(name)) {
            throw refused(name);
        }
        return switch (name) {
            case "getAutoCommit", "isWrapperFor" -> false;
            default -> passedOn(connection, method, arguments);
        };
    }

    private @Nullable Object onPart(
            Object part, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getConnection" -> guarded;
            case "isWrapperFor" -> false;
            case "unwrap" -> throw refused("unwrap");
            default -> passedOn(part, method, arguments);
        };
    }

    private @Nullable Object passedOn(
            Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        boolean takesSql = target instanceof Statement || method.getName().startsWith("prepare");
        if (takesSql
                && arguments != null
                && arguments.length > 0
                && arguments[0] instanceof String sql
                && method.getParameterTypes()[0] == String.class) {
            check(sql);
        }
        try {
            @Nullable Object result = method.invoke(target, arguments);
            return result != null && WRAPPED.contains(method.getReturnType())
                    ? part(result, method.getReturnType())
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Object part(Object target, Class<?> type) {
        return proxy(type, (proxy, method, arguments) -> onPart(target, method, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** The rules of scripts; what cannot be read here is left to SQLite to refuse. */
    private static void check(String sql) throws SQLException {
        List<SqlStatement> statements;
        try {
            statements = SqliteSplitter.split(sql, new SourcePosition(1, 1));
        } catch (SqlSyntaxException e) {
            return;
        }
        Optional<StatementError> refusal = ScriptRules.refusal(statements);
        if (refusal.isPresent()) {
            throw new SQLFeatureNotSupportedException(
                    refusal.get().problem() + ". " + refusal.get().hint());
        }
    }

    private static SQLException refused(String method) {
        return new SQLFeatureNotSupportedException(
                method
                        + " is not for a migration: it runs inside one transaction, which is"
                        + " committed when it returns and rolled back when it throws. Remove the"
                        + " call");
    }
}
