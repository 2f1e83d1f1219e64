package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.RestoreOutcome;
import dev.signalbox.database.RestoreOutcome.Interrupted;
import dev.signalbox.database.RestoreOutcome.Lost;
import dev.signalbox.database.RestoreOutcome.Restored;
import dev.signalbox.database.RestoreOutcome.RestoredBefore;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.database.WaitPolicy;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One restore, once. Until the copy's last page is committed the database is the old one, from then
 * on the new one with the restore on record, so that whoever comes again after a crash finds one of
 * the two.
 */
final class RestoreRun {

    private final SqliteFile address;
    private final Lease lease;
    private final Consumer<Lease> successor;
    private final FailPoints failPoints;
    private final RestoreRequest request;
    private final CopyToRestore copy;
    private final BusyWait waiting;
    private final long start = System.nanoTime();

    /**
     * @param successor told of the lease that is in force once the snapshot is the database
     */
    RestoreRun(
            SqliteFile address,
            Lease lease,
            Consumer<Lease> successor,
            FailPoints failPoints,
            RestoreRequest request) {
        this.address = address;
        this.lease = lease;
        this.successor = successor;
        this.failPoints = failPoints;
        this.request = request;
        this.copy = new CopyToRestore(address, request, failPoints);
        this.waiting =
                new BusyWait(
                        request.patience(),
                        () -> LockHolderProbe.lastHolder(address),
                        request.cancelled());
    }

    RestoreOutcome run() {
        try {
            return settled().orElseGet(this::prepared);
        } catch (DatabaseException e) {
            if (e.reason() == Reason.LOCKED && request.cancelled().getAsBoolean()) {
                return new Interrupted();
            }
            throw e;
        }
    }

    /** Whether there is nothing to do any more; asked under the fence. */
    private Optional<RestoreOutcome> settled() {
        AtomicReference<@Nullable RestoreOutcome> outcome = new AtomicReference<>();
        waiting.until(
                () ->
                        fenced(
                                        handle -> {
                                            if (RestoreRecord.isLast(handle, request)) {
                                                outcome.set(new RestoredBefore());
                                            }
                                        })
                                .ifPresent(lost -> outcome.set(new Lost(lost))));
        return Optional.ofNullable(outcome.get());
    }

    /** Once, and with the lease renewed: waiting for others may take longer than it holds. */
    private Optional<Overtaken> fenced(Consumer<Handle> change) {
        return new FencedTransaction(address, lease, failPoints).run(WaitPolicy.NONE, change);
    }

    private RestoreOutcome prepared() {
        return switch (copy.prepared(lease)) {
            case CopyToRestore.Outcome.Unfit unfit -> unfit.why();
            case CopyToRestore.Outcome.Ready ready -> restored(ready);
        };
    }

    private RestoreOutcome restored(CopyToRestore.Outcome.Ready ready) {
        boolean blank = isBlank();
        return switch (written(ready)) {
            case RestoreCopy.Ending.Lost it -> new Lost(it.overtaken());
            case RestoreCopy.Ending.Cancelled it -> new Interrupted();
            case RestoreCopy.Ending.Committed it -> {
                successor.accept(ready.lease());
                failPoints.hit(DatabaseFailPoint.RESTORE_AFTER_COMMIT);
                if (blank) {
                    takeOver(ready.journalMode());
                }
                yield proven(ready);
            }
        };
    }

    private RestoreCopy.Ending written(CopyToRestore.Outcome.Ready ready) {
        AtomicReference<RestoreCopy.@Nullable Ending> ending = new AtomicReference<>();
        try {
            waiting.until(() -> ending.set(attempt()));
            return Objects.requireNonNull(ending.get());
        } catch (DatabaseException e) {
            return committedAfterAll(ready.lease(), e);
        }
    }

    private RestoreCopy.Ending attempt() {
        Optional<Overtaken> lost = fenced(handle -> {});
        return lost.isPresent()
                ? new RestoreCopy.Ending.Lost(lost.get())
                : new RestoreCopy(address, copy.file(), lease, request.cancelled(), failPoints)
                        .write();
    }

    /** An error of the commit itself leaves open what became of it; the fence knows. */
    private RestoreCopy.Ending committedAfterAll(Lease written, DatabaseException error) {
        if (error.reason() == Reason.LOCKED) {
            throw error;
        }
        try (Handle handle = Connections.reading(address)) {
            if (RestoreRecord.isLast(handle, request) && written.lost(handle).isEmpty()) {
                return new RestoreCopy.Ending.Committed();
            }
        } catch (DatabaseException e) {
            error.addSuppressed(e);
        }
        throw error;
    }

    private RestoreOutcome proven(CopyToRestore.Outcome.Ready ready) {
        new FencedTransaction(address, ready.lease(), failPoints)
                .run(request.patience(), handle -> {});
        RestoreProof proof = RestoreProof.of(address, ready.contents());
        failPoints.hit(DatabaseFailPoint.RESTORE_AFTER_PROOF);
        return new Restored(
                Duration.ofNanos(System.nanoTime() - start),
                proof.found().fingerprint(),
                proof.sentences());
    }

    /** Whether nobody but Signalbox has ever put anything there; not, if it cannot be read. */
    private boolean isBlank() {
        try (Handle handle = Connections.reading(address)) {
            return handle.schema().tables().isEmpty()
                    && new LedgerRows(handle).read().applied().isEmpty();
        } catch (DatabaseException e) {
            return false;
        }
    }

    /** A database that was there keeps its journal mode; a new one is as the snapshot was. */
    private void takeOver(String journalMode) {
        try (Handle handle = Connections.changing(address)) {
            handle.text("PRAGMA journal_mode=" + journalMode);
        } catch (DatabaseException e) {
            if (e.reason() != Reason.LOCKED) {
                throw e;
            }
        }
    }
}
