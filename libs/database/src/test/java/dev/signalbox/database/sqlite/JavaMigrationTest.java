package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Applied;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.JavaChange;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.RevertOutcome.Reverted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaMigrationTest {

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
        database.run(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)", "INSERT INTO t VALUES (1, 'x')");
    }

    private ApplyOutcome apply(JavaChange change) {
        return apply(change, ApplyOptions.DEFAULT);
    }

    private ApplyOutcome apply(JavaChange change, ApplyOptions options) {
        MigrationToApply like = TestDatabase.migration("001", "");
        return database.apply(
                new MigrationToApply(
                        "001",
                        "code",
                        "001",
                        like.checksum(),
                        null,
                        like.foreignKeys(),
                        List.of(),
                        change,
                        true,
                        like.context()),
                options);
    }

    @Test
    void codeRunsInTheTransactionOfItsLedgerRow() {
        ApplyOutcome outcome =
                apply(
                        connection -> {
                            try (PreparedStatement insert =
                                    connection.prepareStatement("INSERT INTO t (a) VALUES (?)")) {
                                insert.setString(1, "y");
                                insert.executeUpdate();
                            }
                        });

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(((Applied) outcome).rows()).isEqualTo(1);
        assertThat(database.rows("SELECT a FROM t")).containsExactly("x", "y");
        assertThat(database.rows("SELECT status FROM _migration_history"))
                .containsExactly("completed");
    }

    @Test
    void whatItThrowsIsTheFailure() {
        ApplyOutcome outcome =
                apply(
                        connection -> {
                            run(connection, "DELETE FROM t");
                            throw new IllegalStateException("no such luck");
                        });

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(outcome.message()).contains("java.lang.IllegalStateException: no such luck");
        assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("1");
    }

    @Test
    void transactionIsNotItsToEnd() {
        ApplyOutcome outcome =
                apply(
                        connection -> {
                            refused(connection::commit);
                            refused(connection::rollback);
                            refused(connection::close);
                            refused(() -> connection.setAutoCommit(true));
                            refused(connection::setSavepoint);
                            refused(() -> connection.unwrap(Connection.class));
                            try (Statement statement = connection.createStatement()) {
                                refused(() -> statement.execute("COMMIT"));
                                refused(() -> statement.execute("/* */ commit"));
                                refused(() -> statement.getConnection().commit());
                                refused(() -> statement.execute("DELETE FROM _migration_history"));
                            }
                            refused(() -> connection.prepareStatement("ROLLBACK"));
                            refused(() -> connection.getMetaData().getConnection().close());
                            assertThat(connection.getAutoCommit()).isFalse();
                            run(connection, "INSERT INTO t (a) VALUES ('y')");
                        });

        assertThat(outcome).as(outcome.message()).isInstanceOf(Applied.class);
        assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("2");
    }

    @Test
    void danglingReferencesStopIt() {
        database.run("CREATE TABLE c (t INTEGER REFERENCES t)", "INSERT INTO c VALUES (1)");

        ApplyOutcome outcome = apply(connection -> run(connection, "DELETE FROM t"));

        assertThat(outcome.message()).contains("has no row in t");
    }

    @Test
    void timeLimitStopsItThoughItSwallowsTheError() {
        ApplyOutcome outcome =
                apply(
                        connection -> {
                            try {
                                run(
                                        connection,
                                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                                                + " FROM n) SELECT count(*) FROM n");
                            } catch (SQLException e) {
                                assertThat(e.getMessage()).contains("nterrupt");
                            }
                        },
                        ApplyOptions.DEFAULT.withTimeout(Duration.ofMillis(100)));

        assertThat(outcome).isInstanceOf(TimedOut.class);
    }

    @Test
    void codeTakesTheWayBackAndEverythingIsSavedFirst() {
        apply(connection -> run(connection, "INSERT INTO t VALUES (2, 'y')"));
        WayBack way = new WayBack("001", "", "");

        RevertOutcome outcome =
                way.tryRevert(
                        database,
                        way.toRevert(connection -> run(connection, "DELETE FROM t WHERE id = 2")),
                        WayBack.SAVING);

        assertThat(outcome).isInstanceOf(Reverted.class);
        assertThat(((Reverted) outcome).asBefore()).isTrue();
        assertThat(((Reverted) outcome).saved())
                .containsExactly("table t: 2 rows, in _signalbox_slice_run1_1");
        assertThat(database.rows("SELECT how FROM _migration_rollback_history"))
                .containsExactly("down script");
    }

    private interface Call {
        void run() throws SQLException;
    }

    private static void refused(Call call) {
        assertThatThrownBy(call::run).isInstanceOf(SQLException.class);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
