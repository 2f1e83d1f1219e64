package dev.signalbox.executor.store;

import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RollbackWay;
import dev.signalbox.events.RunId;
import dev.signalbox.events.StepId;
import dev.signalbox.executor.domain.Cancelled;
import dev.signalbox.executor.domain.Completed;
import dev.signalbox.executor.domain.Failed;
import dev.signalbox.executor.domain.NeedsOperator;
import dev.signalbox.executor.domain.Paused;
import dev.signalbox.executor.domain.Progress;
import dev.signalbox.executor.domain.Queued;
import dev.signalbox.executor.domain.Rollback;
import dev.signalbox.executor.domain.RolledBack;
import dev.signalbox.executor.domain.RollingBack;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.domain.Running;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Transaction;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run's state as a row, and back. */
final class RunRows {

    private RunRows() {}

    /** What a state keeps; what it does not is null. */
    private record Columns(
            @Nullable Progress progress,
            @Nullable Rollback rollback,
            @Nullable String error,
            boolean ended) {}

    private static Columns columns(Run run) {
        return switch (run) {
            case Queued r -> new Columns(null, null, null, false);
            case Running r -> new Columns(r.progress(), null, null, false);
            case Paused r -> new Columns(r.progress(), null, null, false);
            case RollingBack r ->
                    new Columns(r.progress(), r.rollback(), r.rollback().error(), false);
            case Completed r -> new Columns(null, null, null, true);
            case Failed r -> new Columns(r.progress(), null, r.error(), true);
            case RolledBack r -> new Columns(null, null, null, true);
            case NeedsOperator r -> new Columns(r.progress(), r.rollback(), r.error(), true);
            case Cancelled r -> new Columns(null, null, null, true);
        };
    }

    /**
     * Ends the lease of what is not to be worked on. What is not kept any more stays to be seen.
     * What had ended and goes on takes its turn behind whoever waits for the database by now.
     */
    static void write(Transaction tx, Run run, Instant now) {
        var columns = columns(run);
        var id = run.header().run();
        tx.update(
                "UPDATE run SET state = ?, error = coalesce(?, error), rollback_way = ?,"
                        + " rollback_next = ?, turn_at = CASE WHEN ended_at IS NULL THEN turn_at ELSE ?"
                        + " END, ended_at = ? WHERE run = ?",
                run.state(),
                columns.error(),
                columns.rollback() == null ? null : columns.rollback().way().name(),
                columns.rollback() == null ? null : columns.rollback().next(),
                now,
                columns.ended() ? now : null,
                id);
        if (columns.ended() || run instanceof Paused) {
            tx.update("UPDATE run SET lease_until = NULL WHERE run = ?", id);
        }
        var progress = columns.progress();
        if (progress != null) {
            tx.update(
                    "UPDATE run SET step = ?, awaiting = ?, snapshot_taken = ?, change_rows = ?,"
                            + " version = ?, staged = ?, started_at = ? WHERE run = ?",
                    progress.step(),
                    progress.awaiting(),
                    progress.snapshotTaken(),
                    progress.rows(),
                    progress.version(),
                    progress.staged(),
                    progress.startedAt(),
                    id);
        }
    }

    static RunStore.Stored stored(Row row) {
        var header =
                new Run.Header(
                        RunId.of(row.text("run")),
                        PlanId.of(row.text("plan")),
                        new DatabaseId(row.text("database_id")),
                        row.text("hash"),
                        row.instant("queued_at"));
        var cause =
                new Cause(
                        header.plan(),
                        new EventId(row.text("caused_by")),
                        new Actor(Actor.Kind.of(row.text("actor_kind")), row.text("actor_id")),
                        row.textOrNull("traceparent"));
        return new RunStore.Stored(run(row, header), cause);
    }

    private static Run run(Row row, Run.Header header) {
        var progress = progress(row);
        var error = Objects.requireNonNullElse(row.textOrNull("error"), "");
        return switch (row.text("state")) {
            case "QUEUED" -> new Queued(header);
            case "RUNNING" -> new Running(header, begun(progress));
            case "PAUSED" -> new Paused(header, progress);
            case "FAILING" ->
                    new RollingBack(
                            header, begun(progress), Objects.requireNonNull(rollback(row, error)));
            case "COMPLETED" -> new Completed(header);
            case "FAILED" -> new Failed(header, progress, error);
            case "ROLLED_BACK" -> new RolledBack(header);
            case "NEEDS_OPERATOR" ->
                    new NeedsOperator(header, progress, error, rollback(row, error));
            case "CANCELLED" -> new Cancelled(header);
            default -> throw new IllegalStateException("State of run " + header.run());
        };
    }

    private static Progress begun(@Nullable Progress progress) {
        return Objects.requireNonNull(progress, "A run that has started has a step");
    }

    private static @Nullable Progress progress(Row row) {
        var startedAt = row.instantOrNull("started_at");
        return startedAt == null
                ? null
                : new Progress(
                        startedAt,
                        new StepId(row.integer("step")),
                        row.flag("awaiting"),
                        row.flag("snapshot_taken"),
                        row.number("change_rows"),
                        row.textOrNull("version"),
                        row.textOrNull("staged"));
    }

    private static @Nullable Rollback rollback(Row row, String error) {
        var way = row.textOrNull("rollback_way");
        return way == null
                ? null
                : new Rollback(RollbackWay.valueOf(way), error, row.integer("rollback_next"));
    }

    static RunStore.View view(Row row) {
        var run = stored(row).run();
        var step = row.numberOrNull("step");
        return new RunStore.View(
                run.header().run(),
                run.header().plan(),
                run.header().database(),
                run.state(),
                run.waysOut(),
                run.header().hash(),
                row.integer("steps"),
                step == null ? 0 : step.intValue(),
                run.header().queuedAt(),
                row.instantOrNull("started_at"),
                row.instantOrNull("ended_at"),
                row.textOrNull("executor"),
                row.textOrNull("error"));
    }
}
