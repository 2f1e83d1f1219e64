package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.ApplyProgress;
import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.BackfillToRun.Direction;
import dev.signalbox.database.BackfillWork;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.ForeignKeys;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens between the fence and the ledger of one batch. */
final class BatchTransaction {

    private final OpenBackfill open;
    private final BackfillRows.Row row;
    private final ApplyOptions options;
    private final FailPoints failPoints;
    private final BackfillToRun backfill;
    private BackfillCounts counts;
    private @Nullable String cursor;
    private boolean last;

    BatchTransaction(
            OpenBackfill open,
            BackfillRows.Row row,
            ApplyOptions options,
            FailPoints failPoints,
            BackfillToRun backfill) {
        this.open = open;
        this.row = row;
        this.options = options;
        this.failPoints = failPoints;
        this.backfill = backfill;
        this.counts = row.record().counts();
        this.cursor = row.record().cursor();
    }

    BackfillCounts counts() {
        return counts;
    }

    @Nullable String cursor() {
        return cursor;
    }

    boolean isLast() {
        return last;
    }

    /** Empty when it is to be committed. */
    Optional<ApplyOutcome> run(int atMost) {
        Batch batch = open.batch();
        return batch == null ? atOnce() : inBatch(batch, atMost);
    }

    private Optional<ApplyOutcome> atOnce() {
        last = true;
        List<SqlStatement> statements = statements();
        Statements run =
                new Statements(
                        open.handle(),
                        open.enforced(),
                        new Change(
                                Change.Way.UP,
                                backfill.key(),
                                backfill.rule(),
                                backfill.key(),
                                null,
                                null,
                                ForeignKeys.UNSPECIFIED,
                                statements,
                                null,
                                null,
                                backfill.context()),
                        options,
                        failPoints,
                        Boundaries.APPLY,
                        Surroundings.NONE);
        Optional<ApplyOutcome> stopped = run.run();
        if (stopped.isEmpty()) {
            counts = counts.plus(new BackfillCounts(0, 0, 0, run.rows(), 1));
        }
        return stopped;
    }

    private List<SqlStatement> statements() {
        if (backfill.work() instanceof BackfillWork.Statements it) {
            return it.statements();
        }
        throw new IllegalArgumentException("Without a source there are only statements to run");
    }

    private Optional<ApplyOutcome> inBatch(Batch batch, int atMost) {
        try (ProgressMeter meter =
                new ProgressMeter(open.handle(), options.withProgress(ApplyProgress.SILENT), 1)) {
            meter.begin(1);
            try {
                fillAndWork(batch, atMost, meter);
                return Optional.empty();
            } catch (DatabaseException e) {
                meter.rethrow();
                Optional<ApplyOutcome> stopped = stopped(meter);
                if (stopped.isEmpty()) {
                    throw e;
                }
                return stopped;
            }
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, open.handle().database(), null);
        }
    }

    private void fillAndWork(Batch batch, int atMost, ProgressMeter meter) {
        String until = row.lastKey();
        int rows = until == null ? 0 : batch.fill(cursor, until, atMost);
        last = rows < atMost;
        failPoints.hit(DatabaseFailPoint.BATCH_AFTER_FILL);
        if (rows > 0) {
            String reached = batch.lastKey();
            FailedRows failed = new FailedRows(open.handle(), backfill, row.record().id());
            BackfillCounts made =
                    new Bisection(open.handle(), batch, work(batch, meter), failed).run();
            counts = counts.plus(made).plus(new BackfillCounts(0, 0, 0, 0, 1));
            cursor = reached;
        }
        failPoints.hit(DatabaseFailPoint.BATCH_AFTER_WORK);
    }

    private BatchWork work(Batch batch, ProgressMeter meter) {
        return switch (backfill.work()) {
            case BackfillWork.Statements it -> new StatementsWork(open.handle(), it.statements());
            case BackfillWork.Select it ->
                    new SelectWork(open.handle(), open.schema(), batch, it, open.enforced());
            case BackfillWork.Rows it ->
                    new FunctionWork(
                            open.handle(),
                            open.schema(),
                            it,
                            open.enforced(),
                            () -> stopIfAsked(meter));
        };
    }

    /** As SQLite stops a statement; a function may run for long without one. */
    private void stopIfAsked(ProgressMeter meter) {
        if (meter.stop() != null) {
            throw new DatabaseException(
                    Reason.INTERRUPTED, open.handle().database(), "interrupted", "Go on later");
        }
    }

    private Optional<ApplyOutcome> stopped(ProgressMeter meter) {
        ProgressMeter.@Nullable Stop stop = meter.stop();
        return switch (stop) {
            case null -> Optional.empty();
            case TIME_LIMIT ->
                    Optional.of(new TimedOut(Objects.requireNonNull(options.timeout()), 0, false));
            case CANCELLED -> Optional.of(new Interrupted(meter.elapsed(), 0, false));
        };
    }

    /** In the same transaction, so that an application never reads more than is there. */
    void showProgress() {
        String feature = backfill.feature();
        if (feature == null) {
            return;
        }
        FeatureProgress progress = new FeatureProgress(open.handle(), feature);
        if (backfill.direction() == Direction.UNDO) {
            progress.reached(0, false);
        } else if (last) {
            progress.reached(100, true);
        } else {
            long expected = Math.max(1, row.record().expected());
            progress.reached((int) Math.min(99, counts.read() * 100 / expected), false);
        }
    }
}
