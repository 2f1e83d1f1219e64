package dev.signalbox.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The wire type of every event. The names are written out: renaming a class must never rename what
 * is on the wire.
 */
public enum EventType {
    REQUEST_PLAN("dev.signalbox.plan.request.v1", Request.RequestPlan.class),
    TAKE_SNAPSHOT("dev.signalbox.snapshot.take.v1", Request.TakeSnapshot.class),
    PLAN_PROPOSED("dev.signalbox.plan.proposed.v1", PlanEvent.PlanProposed.class),
    PLAN_REFUSED("dev.signalbox.plan.refused.v1", PlanEvent.PlanRefused.class),
    PLAN_PART("dev.signalbox.plan.part.v1", PlanEvent.PlanPart.class),
    PLAN_RELEASED("dev.signalbox.plan.released.v1", PlanEvent.PlanReleased.class),
    PLAN_SUPERSEDED("dev.signalbox.plan.superseded.v1", PlanEvent.PlanSuperseded.class),
    DRIFT_DETECTED("dev.signalbox.drift.detected.v1", PlanEvent.DriftDetected.class),
    RUN_QUEUED("dev.signalbox.run.queued.v1", ExecutionEvent.RunQueued.class),
    RUN_REFUSED("dev.signalbox.run.refused.v1", ExecutionEvent.RunRefused.class),
    RUN_STARTED("dev.signalbox.run.started.v1", ExecutionEvent.RunStarted.class),
    STEP_STARTED("dev.signalbox.step.started.v1", ExecutionEvent.StepStarted.class),
    STEP_PROGRESSED("dev.signalbox.step.progressed.v1", ExecutionEvent.StepProgressed.class),
    LOCK_WAITED("dev.signalbox.lock.waited.v1", ExecutionEvent.LockWaited.class),
    STEP_COMPLETED("dev.signalbox.step.completed.v1", ExecutionEvent.StepCompleted.class),
    STEP_FAILED("dev.signalbox.step.failed.v1", ExecutionEvent.StepFailed.class),
    RUN_COMPLETED("dev.signalbox.run.completed.v1", ExecutionEvent.RunCompleted.class),
    RUN_FAILED("dev.signalbox.run.failed.v1", ExecutionEvent.RunFailed.class),
    SNAPSHOT_NEEDED("dev.signalbox.snapshot.needed.v1", ExecutionEvent.SnapshotNeeded.class),
    REQUEST_REFUSED("dev.signalbox.request.refused.v1", BackupEvent.RequestRefused.class),
    SNAPSHOT_STARTED("dev.signalbox.snapshot.started.v1", BackupEvent.SnapshotStarted.class),
    SNAPSHOT_PROGRESSED(
            "dev.signalbox.snapshot.progressed.v1", BackupEvent.SnapshotProgressed.class),
    SNAPSHOT_COMPLETED("dev.signalbox.snapshot.completed.v1", BackupEvent.SnapshotCompleted.class),
    SNAPSHOT_FAILED("dev.signalbox.snapshot.failed.v1", BackupEvent.SnapshotFailed.class),
    PAUSE_RUN("dev.signalbox.run.pause.v1", Request.PauseRun.class),
    RESUME_RUN("dev.signalbox.run.resume.v1", Request.ResumeRun.class),
    CANCEL_RUN("dev.signalbox.run.cancel.v1", Request.CancelRun.class),
    RETRY_RUN("dev.signalbox.run.retry.v1", Request.RetryRun.class),
    RELEASE_LOCK("dev.signalbox.lock.release.v1", Request.ReleaseLock.class),
    RESTORE_NEEDED("dev.signalbox.restore.needed.v1", ExecutionEvent.RestoreNeeded.class),
    RUN_REQUEST_REFUSED("dev.signalbox.steering.refused.v1", ExecutionEvent.RequestRefused.class),
    RUN_PAUSED("dev.signalbox.run.paused.v1", ExecutionEvent.RunPaused.class),
    RUN_RESUMED("dev.signalbox.run.resumed.v1", ExecutionEvent.RunResumed.class),
    RUN_CANCELLED("dev.signalbox.run.cancelled.v1", ExecutionEvent.RunCancelled.class),
    ROLLBACK_STARTED("dev.signalbox.rollback.started.v1", ExecutionEvent.RollbackStarted.class),
    MIGRATION_REVERTED(
            "dev.signalbox.migration.reverted.v1", ExecutionEvent.MigrationReverted.class),
    ROLLBACK_COMPLETED(
            "dev.signalbox.rollback.completed.v1", ExecutionEvent.RollbackCompleted.class),
    BACKFILL_COMPLETED(
            "dev.signalbox.backfill.completed.v1", ExecutionEvent.BackfillCompleted.class),
    CHECKS_COMPLETED("dev.signalbox.checks.completed.v1", ExecutionEvent.ChecksCompleted.class),
    HOOK_COMPLETED("dev.signalbox.hook.completed.v1", ExecutionEvent.HookCompleted.class),
    HISTORY_REPAIRED("dev.signalbox.history.repaired.v1", ExecutionEvent.HistoryRepaired.class),
    VERSION_NAMED("dev.signalbox.version.named.v1", ExecutionEvent.VersionNamed.class),
    LOCK_RELEASED("dev.signalbox.lock.released.v1", ExecutionEvent.LockReleased.class),
    RESTORE_STAGED("dev.signalbox.restore.staged.v1", BackupEvent.RestoreStaged.class),
    RESTORE_FAILED("dev.signalbox.restore.failed.v1", BackupEvent.RestoreFailed.class);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String wireName;
    private final Class<? extends Event> payload;

    EventType(String wireName, Class<? extends Event> payload) {
        this.wireName = wireName;
        this.payload = payload;
    }

    /** The CloudEvents {@code type}. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends Event> payload() {
        return payload;
    }

    public boolean isRequest() {
        return Request.class.isAssignableFrom(payload);
    }

    public static Optional<EventType> of(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public static EventType of(Event event) {
        return switch (event) {
            case Request.RequestPlan e -> REQUEST_PLAN;
            case Request.TakeSnapshot e -> TAKE_SNAPSHOT;
            case PlanEvent.PlanProposed e -> PLAN_PROPOSED;
            case PlanEvent.PlanRefused e -> PLAN_REFUSED;
            case PlanEvent.PlanPart e -> PLAN_PART;
            case PlanEvent.PlanReleased e -> PLAN_RELEASED;
            case PlanEvent.PlanSuperseded e -> PLAN_SUPERSEDED;
            case PlanEvent.DriftDetected e -> DRIFT_DETECTED;
            case ExecutionEvent.RunQueued e -> RUN_QUEUED;
            case ExecutionEvent.RunRefused e -> RUN_REFUSED;
            case ExecutionEvent.RunStarted e -> RUN_STARTED;
            case ExecutionEvent.StepStarted e -> STEP_STARTED;
            case ExecutionEvent.StepProgressed e -> STEP_PROGRESSED;
            case ExecutionEvent.LockWaited e -> LOCK_WAITED;
            case ExecutionEvent.StepCompleted e -> STEP_COMPLETED;
            case ExecutionEvent.StepFailed e -> STEP_FAILED;
            case ExecutionEvent.RunCompleted e -> RUN_COMPLETED;
            case ExecutionEvent.RunFailed e -> RUN_FAILED;
            case ExecutionEvent.SnapshotNeeded e -> SNAPSHOT_NEEDED;
            case BackupEvent.RequestRefused e -> REQUEST_REFUSED;
            case BackupEvent.SnapshotStarted e -> SNAPSHOT_STARTED;
            case BackupEvent.SnapshotProgressed e -> SNAPSHOT_PROGRESSED;
            case BackupEvent.SnapshotCompleted e -> SNAPSHOT_COMPLETED;
            case BackupEvent.SnapshotFailed e -> SNAPSHOT_FAILED;
            case Request.PauseRun e -> PAUSE_RUN;
            case Request.ResumeRun e -> RESUME_RUN;
            case Request.CancelRun e -> CANCEL_RUN;
            case Request.RetryRun e -> RETRY_RUN;
            case Request.ReleaseLock e -> RELEASE_LOCK;
            case ExecutionEvent.RestoreNeeded e -> RESTORE_NEEDED;
            case ExecutionEvent.RequestRefused e -> RUN_REQUEST_REFUSED;
            case ExecutionEvent.RunPaused e -> RUN_PAUSED;
            case ExecutionEvent.RunResumed e -> RUN_RESUMED;
            case ExecutionEvent.RunCancelled e -> RUN_CANCELLED;
            case ExecutionEvent.RollbackStarted e -> ROLLBACK_STARTED;
            case ExecutionEvent.MigrationReverted e -> MIGRATION_REVERTED;
            case ExecutionEvent.RollbackCompleted e -> ROLLBACK_COMPLETED;
            case ExecutionEvent.BackfillCompleted e -> BACKFILL_COMPLETED;
            case ExecutionEvent.ChecksCompleted e -> CHECKS_COMPLETED;
            case ExecutionEvent.HookCompleted e -> HOOK_COMPLETED;
            case ExecutionEvent.HistoryRepaired e -> HISTORY_REPAIRED;
            case ExecutionEvent.VersionNamed e -> VERSION_NAMED;
            case ExecutionEvent.LockReleased e -> LOCK_RELEASED;
            case BackupEvent.RestoreStaged e -> RESTORE_STAGED;
            case BackupEvent.RestoreFailed e -> RESTORE_FAILED;
        };
    }
}
