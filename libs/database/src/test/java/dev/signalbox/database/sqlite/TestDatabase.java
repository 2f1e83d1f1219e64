package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseOutcome.Acquired;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Observation;
import dev.signalbox.database.RunContext;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database file as an application sees it, and as Signalbox does. */
final class TestDatabase {

    private final SqliteFile address;

    TestDatabase(Path file) {
        this(file, ForeignKeys.UNSPECIFIED);
    }

    TestDatabase(Path file, ForeignKeys foreignKeys) {
        this.address = new SqliteFile(file, foreignKeys);
    }

    TestDatabase withForeignKeys(ForeignKeys setting) {
        return new TestDatabase(address.file(), setting);
    }

    SqliteFile address() {
        return address;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + address.file());
    }

    /** Each on its own, in autocommit mode. */
    TestDatabase run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The columns of each row, joined by a bar. */
    List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(rows.getString(i)));
                }
                result.add(String.join("|", columns));
            }
            return result;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Observation observe() {
        try (var reader = new SqliteDatabase(address).openReader()) {
            return reader.observe();
        }
    }

    LeaseOutcome tryAcquire(String owner, FailPoints failPoints) {
        return new SqliteDatabase(address, failPoints).acquire(request(owner));
    }

    LeasedDatabase acquire(String owner) {
        return acquire(owner, FailPoints.NONE);
    }

    LeasedDatabase acquire(String owner, FailPoints failPoints) {
        LeaseOutcome outcome = tryAcquire(owner, failPoints);
        assertThat(outcome).isInstanceOf(Acquired.class);
        return ((Acquired) outcome).session();
    }

    /** One migration under a lease of its own. */
    ApplyOutcome apply(MigrationToApply migration, ApplyOptions options) {
        LeasedDatabase session = acquire("worker");
        ApplyOutcome outcome = session.apply(migration, options);
        session.release();
        return outcome;
    }

    ApplyOutcome apply(String script) {
        return apply(migration("001", script), ApplyOptions.DEFAULT);
    }

    void expireLease() {
        run("UPDATE _migration_locks SET expires_at = '2001-01-01 00:00:00.000'");
    }

    static LeaseRequest request(String owner) {
        return new LeaseRequest(
                owner,
                "host-a",
                4711,
                "run-1",
                0,
                Duration.ofMinutes(1),
                WaitPolicy.NONE,
                true,
                false);
    }

    static MigrationToApply migration(String id, String script) {
        return migration(id, ForeignKeys.UNSPECIFIED, script);
    }

    static MigrationToApply migration(String id, ForeignKeys foreignKeys, String script) {
        return new MigrationToApply(
                id,
                "migration " + id,
                id,
                new Checksum("tokens-1", Integer.toHexString(script.hashCode())),
                new Checksum("sha-256", "raw-" + id),
                foreignKeys,
                Script.of(script),
                null,
                true,
                new RunContext("plan-1", "hash-1", "run-1", "local:alice", "host-a"));
    }
}
