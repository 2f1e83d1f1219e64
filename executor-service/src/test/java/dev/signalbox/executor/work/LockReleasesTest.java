package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.ExecutionEvent.LockReleased;
import dev.signalbox.events.ExecutionEvent.RequestRefused;
import dev.signalbox.events.ExecutionEvent.RunCompleted;
import dev.signalbox.events.Request.ReleaseLock;
import dev.signalbox.executor.TestExecutor;
import dev.signalbox.executor.TestPlan;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.runtime.outbox.Cause;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockReleasesTest {

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestExecutor executor;

    @BeforeEach
    void aDatabase() {
        executor = new TestExecutor(folder);
        executor.sql("kb", "CREATE TABLE article (id INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    /** As the handler does with one that is signed. */
    private EventId unlock(String database) {
        var event = EventId.next();
        var request = new ReleaseLock(new DatabaseId(database), "it hangs");
        var cause = new Cause(null, event, Actor.user("alice"), null);
        executor.spine()
                .store()
                .change(tx -> executor.requests().addUnlock(tx, request, cause, event));
        executor.work();
        return event;
    }

    private LeaseOutcome.Acquired held() {
        var request =
                new LeaseRequest(
                        "a stranger",
                        "elsewhere",
                        1,
                        null,
                        0,
                        Duration.ofHours(1),
                        WaitPolicy.NONE,
                        false,
                        false);
        return (LeaseOutcome.Acquired) executor.database("kb").acquire(request);
    }

    @Test
    void aHeldLockIsTakenAndFree() {
        var before = held();

        var event = unlock("kb");

        var told = executor.told(LockReleased.class).getFirst();
        assertThat(told.holder()).contains("a stranger");
        assertThat(told.epoch()).isGreaterThan(before.session().epoch());
        var shown = executor.requests().find(event).orElseThrow();
        assertThat(shown.state()).isEqualTo("DONE");
        assertThat(shown.lock()).isEqualTo(new RequestStore.Lock(told.holder(), told.epoch()));
        var plan = new TestPlan("kb").script("001_a", "CREATE TABLE a (x);").made(executor);
        executor.release(plan).work();
        assertThat(executor.told(RunCompleted.class)).hasSize(1);
    }

    @Test
    void ofAFreeLockNobodyIsTheHolder() {
        unlock("kb");

        assertThat(executor.told(LockReleased.class).getFirst().holder()).isNull();
    }

    @Test
    void aDatabaseThatIsNotKnownIsARefusal() {
        var event = unlock("stranger");

        assertThat(executor.told(RequestRefused.class).getFirst().findings().getFirst().code())
                .isEqualTo("unknown-database");
        assertThat(executor.requests().find(event).orElseThrow().state()).isEqualTo("REFUSED");
    }

    @Test
    void aClaimedActorMayNotTakeALock() {
        var before = held();

        executor.receive(new ReleaseLock(new DatabaseId("kb"), null)).work();

        assertThat(executor.told(RequestRefused.class).getFirst().findings().getFirst().code())
                .isEqualTo("not-allowed-for-claimed-actor");
        assertThat(executor.told(LockReleased.class)).isEmpty();
        before.session().release();
    }
}
