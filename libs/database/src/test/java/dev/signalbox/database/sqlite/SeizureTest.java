package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.ApplyOutcome.Overtaken.Cause;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseOutcome.Acquired;
import dev.signalbox.database.LeaseOutcome.HeldBy;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.WaitPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeizureTest {

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    @Test
    void liveLockIsSeizedAndItsHolderCanNoLongerWrite() {
        LeasedDatabase former = database.acquire("worker-a");

        LeaseOutcome outcome = seize(Duration.ZERO);

        assertThat(outcome).isInstanceOf(Acquired.class);
        Acquired acquired = (Acquired) outcome;
        assertThat(acquired.overtook()).extracting(LockHolder::owner).isEqualTo("worker-a");
        assertThat(acquired.session().epoch()).isEqualTo(former.epoch() + 1);
        assertThat(former.apply(migration("001", "CREATE TABLE t (a)"), ApplyOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        Overtaken.class,
                        it -> assertThat(it.cause()).isEqualTo(Cause.FENCE_RAISED));
        assertThat(acquired.session().renew()).isEmpty();
        assertThat(
                        database.rows(
                                "SELECT details FROM _migration_audit_log"
                                        + " WHERE action = 'lock seized'"))
                .singleElement()
                .asString()
                .startsWith("from worker-a (process 4711 on host-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void holderInsideATransactionIsWaitedForAndNotInterrupted(String mode) throws Exception {
        database.run("PRAGMA journal_mode=" + mode);
        database.acquire("worker-a");
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            LeaseOutcome outcome = seize(Duration.ofMillis(200));

            assertThat(outcome).isInstanceOf(HeldBy.class);
            assertThat(((HeldBy) outcome).holder()).map(LockHolder::owner).contains("worker-a");
            assertThat(((HeldBy) outcome).waited()).isGreaterThan(Duration.ofMillis(150));
            statement.execute("ROLLBACK");
        }
        assertThat(seize(Duration.ZERO)).isInstanceOf(Acquired.class);
    }

    @Test
    void freeLockIsTakenAsUsual() {
        database.acquire("worker-a").release();

        assertThat(seize(Duration.ZERO)).isInstanceOf(Acquired.class);

        assertThat(database.rows("SELECT action FROM _migration_audit_log ORDER BY id"))
                .containsExactly("lock acquired", "lock released", "lock acquired");
    }

    private LeaseOutcome seize(Duration patience) {
        return new SqliteDatabase(database.address())
                .acquire(
                        new LeaseRequest(
                                "operator",
                                "host-b",
                                1,
                                null,
                                0,
                                Duration.ofMinutes(1),
                                WaitPolicy.atMost(patience),
                                false,
                                true));
    }
}
