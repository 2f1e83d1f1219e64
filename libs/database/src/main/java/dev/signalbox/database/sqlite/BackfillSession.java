package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.BackfillBatches;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillRecord.State;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.DoneBefore;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.BatchOutcome.NotMade;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.StatementError;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one transformation. What a batch wrote, the cursor behind it and its counts are
 * committed together, so that whoever continues begins at the first row that was not transformed.
 */
final class BackfillSession implements BackfillBatches {

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;
    private final BackfillToRun backfill;
    private @Nullable OpenBackfill open;

    BackfillSession(
            SqliteFile address, Lease lease, FailPoints failPoints, BackfillToRun backfill) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
        this.backfill = backfill;
    }

    @Override
    public long expected() {
        return open == null ? -1 : open.expected();
    }

    @Override
    public BackfillCounts before() {
        return open == null ? BackfillCounts.NONE : open.before();
    }

    @Override
    public BatchOutcome next(int rows, ApplyOptions options) {
        if (rows < 1) {
            throw new IllegalArgumentException("A batch has rows: " + rows);
        }
        try {
            OpenBackfill opened = open;
            if (opened == null) {
                RuleStatements.check(backfill.work());
                opened = OpenBackfill.open(address, backfill);
                open = opened;
            }
            return attempt(opened, rows, options);
        } catch (RuleRefused e) {
            return failed(e.error());
        } catch (DatabaseException e) {
            if (e.reason() == Reason.LOCKED && options.cancelled().getAsBoolean()) {
                return new NotMade(new Interrupted(Duration.ZERO, 0, false));
            }
            if (e.reason() == Reason.INVALID_SQL || e.reason() == Reason.CONSTRAINT) {
                return failed(
                        ScriptRules.error(
                                0,
                                null,
                                e.reason(),
                                e.engineCode().orElse(0),
                                e.problem(),
                                e.remedy()));
            }
            throw e;
        }
    }

    private BatchOutcome attempt(OpenBackfill opened, int rows, ApplyOptions options) {
        failPoints.hit(DatabaseFailPoint.BATCH_BEFORE_BEGIN);
        BusyWait waiting =
                new BusyWait(
                        options.patience(),
                        () -> LockHolderProbe.lastHolder(address),
                        options.cancelled());
        Handle handle = opened.handle();
        waiting.until(() -> handle.run("BEGIN IMMEDIATE"));
        Duration waited = waiting.waited();
        long start = System.nanoTime();
        try {
            failPoints.hit(DatabaseFailPoint.BATCH_AFTER_BEGIN);
            Optional<Overtaken> lost = lease.lost(handle);
            if (lost.isPresent()) {
                handle.rollBack();
                return new NotMade(lost.get());
            }
            BackfillRows.Row row = found(opened);
            if (row.record().state() == State.COMPLETED) {
                handle.rollBack();
                return new DoneBefore(row.record().counts());
            }
            return worked(opened, row, rows, options, new Times(waited, start));
        } catch (FailedRows.Stopping e) {
            handle.rollBack();
            return failed(stopped(e));
        } catch (Throwable e) {
            handle.rollBack(e);
            throw e;
        }
    }

    /** The row of the ledger, made by the first batch. */
    private BackfillRows.Row found(OpenBackfill opened) {
        BackfillRows rows = new BackfillRows(opened.handle());
        Optional<BackfillRows.Row> found = rows.find(backfill.key());
        if (found.isEmpty()) {
            rows.begin(lease, backfill, opened.expected(), opened.lastKey());
        } else if (found.get().record().state() == State.UNDONE) {
            rows.beginAnew(lease, backfill, opened.expected(), opened.lastKey());
        } else if (found.get().record().expected() < 0) {
            // It failed before anything was counted.
            rows.measured(backfill, opened.expected(), opened.lastKey());
        }
        return rows.find(backfill.key()).orElseThrow();
    }

    private BatchOutcome worked(
            OpenBackfill opened,
            BackfillRows.Row row,
            int rows,
            ApplyOptions options,
            Times times) {
        Handle handle = opened.handle();
        BatchTransaction transaction =
                new BatchTransaction(opened, row, options, failPoints, backfill);
        Optional<ApplyOutcome> stopped = transaction.run(rows);
        if (stopped.isPresent()) {
            handle.rollBack();
            return stopped.get() instanceof Failed failure
                    ? failed(failure.error())
                    : new NotMade(stopped.get());
        }
        new BackfillRows(handle)
                .advance(
                        lease,
                        backfill,
                        transaction.cursor(),
                        transaction.counts(),
                        transaction.isLast());
        transaction.showProgress();
        failPoints.hit(DatabaseFailPoint.BATCH_AFTER_CURSOR);
        lease.renew(handle);
        failPoints.hit(DatabaseFailPoint.BATCH_BEFORE_COMMIT);
        BusyWait waiting =
                new BusyWait(
                        options.patience(),
                        () -> LockHolderProbe.lastHolder(address),
                        options.cancelled());
        try {
            waiting.until(() -> handle.run("COMMIT"));
        } catch (DatabaseException e) {
            handle.rollBack(e);
            throw e;
        }
        failPoints.hit(DatabaseFailPoint.BATCH_AFTER_COMMIT);
        Duration took = Duration.ofNanos(System.nanoTime() - times.start()).minus(waiting.waited());
        return new Made(
                transaction.counts(),
                transaction.isLast(),
                took,
                times.waited().plus(waiting.waited()));
    }

    private record Times(Duration waited, long start) {}

    private StatementError stopped(FailedRows.Stopping e) {
        return ScriptRules.error(
                0,
                null,
                Reason.CONSTRAINT,
                0,
                "row "
                        + e.key()
                        + (backfill.source() == null ? "" : " of " + backfill.source().table())
                        + " cannot be transformed: "
                        + e.reason(),
                "Its batch was not written, and those before it stand. Correct the row or the rule,"
                        + " or set onError: skip; then go on");
    }

    /** Says in the ledger why it stands; whoever was overtaken by now says nothing there. */
    private NotMade failed(StatementError error) {
        String message = error.message();
        Optional<Overtaken> lost =
                new FencedTransaction(address, lease, failPoints)
                        .run(
                                lease.request().patience(),
                                handle -> new BackfillRows(handle).fail(lease, backfill, message));
        return lost.isPresent() ? new NotMade(lost.get()) : new NotMade(new Failed(error, true));
    }

    @Override
    public void close() {
        if (open != null) {
            open.handle().close();
            open = null;
        }
    }
}
