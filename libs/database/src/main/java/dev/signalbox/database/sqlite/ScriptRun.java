package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.ScriptOutcome;
import dev.signalbox.database.ScriptOutcome.Done;
import dev.signalbox.database.ScriptOutcome.DoneBefore;
import dev.signalbox.database.ScriptOutcome.NotDone;
import dev.signalbox.database.ScriptToRun;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.migration.ForeignKeys;
import java.time.Duration;
import java.util.Optional;

/**
 * A script that is no migration, once for each run: what it did and the row that says so are
 * committed together.
 */
final class ScriptRun {

    private static final String ACTION = "script run";

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;
    private final ScriptToRun script;
    private final ApplyOptions options;
    private final BusyWait waiting;
    private final long start = System.nanoTime();

    ScriptRun(
            SqliteFile address,
            Lease lease,
            FailPoints failPoints,
            ScriptToRun script,
            ApplyOptions options) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
        this.script = script;
        this.options = options;
        this.waiting =
                new BusyWait(
                        options.patience(),
                        () -> LockHolderProbe.lastHolder(address),
                        options.cancelled());
    }

    ScriptOutcome run() {
        return ScriptRules.refusal(script.statements())
                .<ScriptOutcome>map(error -> new NotDone(new Failed(error, false)))
                .orElseGet(this::attempt);
    }

    /** The rules for a script are those for a migration; it is never recorded as one. */
    private Change asChange() {
        return new Change(
                Change.Way.UP,
                script.key(),
                script.name(),
                script.key(),
                null,
                null,
                ForeignKeys.UNSPECIFIED,
                script.statements(),
                null,
                null,
                script.context());
    }

    private ScriptOutcome attempt() {
        try (Handle handle = Connections.changing(address)) {
            handle.run("PRAGMA foreign_keys=" + (enforced() ? "ON" : "OFF"));
            waiting.until(() -> handle.run("BEGIN IMMEDIATE"));
            try {
                failPoints.hit(DatabaseFailPoint.APPLY_AFTER_BEGIN);
                return decided(handle);
            } catch (Throwable e) {
                handle.rollBack(e);
                throw e;
            }
        } catch (DatabaseException e) {
            if (e.reason() == Reason.LOCKED && options.cancelled().getAsBoolean()) {
                return new NotDone(new Interrupted(elapsed(), 0, false));
            }
            throw e;
        }
    }

    private boolean enforced() {
        return address.foreignKeys() == ForeignKeys.ON;
    }

    private ScriptOutcome decided(Handle handle) {
        Optional<Overtaken> lost = lease.lost(handle);
        if (lost.isPresent()) {
            handle.rollBack();
            return new NotDone(lost.get());
        }
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_FENCE);
        if (isDone(handle)) {
            handle.rollBack();
            return new DoneBefore();
        }
        Statements statements =
                new Statements(
                        handle,
                        enforced(),
                        asChange(),
                        options,
                        failPoints,
                        Boundaries.APPLY,
                        Surroundings.NONE);
        Optional<ApplyOutcome> stopped = statements.run();
        return stopped.isPresent()
                ? new NotDone(stopped.get())
                : committed(handle, statements.rows());
    }

    private boolean isDone(Handle handle) {
        return handle.number(
                        "SELECT count(*) FROM _migration_audit_log"
                                + " WHERE action = ? AND run_id = ? AND details = ?",
                        ACTION,
                        script.context().runId(),
                        script.key())
                > 0;
    }

    private ScriptOutcome committed(Handle handle, long rows) {
        Duration duration = elapsed();
        LedgerWriter.audit(handle, lease, script.context(), null, ACTION, script.key());
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_LEDGER_ROW);
        lease.renew(handle);
        failPoints.hit(DatabaseFailPoint.APPLY_BEFORE_COMMIT);
        try {
            waiting.until(() -> handle.run("COMMIT"));
        } catch (DatabaseException e) {
            handle.rollBack(e);
            return afterFailedCommit(e);
        }
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_COMMIT);
        return new Done(duration, rows);
    }

    /** An error of the commit itself leaves open what became of it; the ledger knows. */
    private ScriptOutcome afterFailedCommit(DatabaseException error) {
        try (Handle handle = Connections.reading(address)) {
            if (isDone(handle)) {
                return new DoneBefore();
            }
        }
        if (error.reason() != Reason.CONSTRAINT) {
            throw error;
        }
        return new NotDone(
                new Failed(
                        ScriptRules.error(
                                0,
                                null,
                                error.reason(),
                                error.engineCode().orElse(0),
                                error.problem(),
                                error.remedy()),
                        false));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
