package dev.signalbox.events;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One event of every type, for tests that must hold for all. */
public final class SampleEvents {

    public static final DatabaseId KB = new DatabaseId("kb");
    public static final PlanId PLAN = PlanId.of("0197f000-0000-7000-8000-000000000001");
    public static final RunId RUN = RunId.of("0197f000-0000-7000-8000-000000000002");
    public static final SnapshotId SNAPSHOT = SnapshotId.of("0197f000-0000-7000-8000-000000000003");
    private static final StepId STEP = new StepId(1);
    private static final String HASH = "ab".repeat(32);
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");
    private static final Finding FINDING = Finding.error("code", "goal", "what", "remedy");
    private static final Signature SIGNATURE = new Signature("k1", Bytes.ofBase64("AQID"));

    private SampleEvents() {}

    public static Envelope envelope() {
        return new Envelope(
                new EventId("e-1"),
                URI.create("/ops/alice"),
                NOON,
                PLAN,
                new EventId("e-0"),
                7L,
                Actor.user("alice"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                null);
    }

    public static List<Event> all() {
        var estimate = new Estimate(Duration.ofMillis(1500), "declared in 001_a.sql");
        var risk = new Risk(Risk.Level.MEDIUM, List.of("drops table a"));
        return List.of(
                new Request.RequestPlan(
                        KB,
                        HASH,
                        Goal.latest(),
                        new Request.Options(
                                true,
                                false,
                                true,
                                Duration.ofSeconds(5),
                                "dev",
                                false,
                                true,
                                false,
                                Duration.ofSeconds(2),
                                true,
                                500,
                                Duration.ofMillis(20)),
                        "release 42"),
                new Request.PauseRun(KB, PLAN, "look first"),
                new Request.ResumeRun(KB, PLAN, "looked"),
                new Request.CancelRun(KB, PLAN, "not today"),
                new Request.RetryRun(KB, PLAN, "mended"),
                new Request.ReleaseLock(KB, "its host is gone"),
                new Request.TakeSnapshot(KB, "before the weekend"),
                new PlanEvent.PlanProposed(
                        PLAN,
                        KB,
                        HASH,
                        "2 migrations",
                        "1",
                        "3",
                        3,
                        2,
                        risk,
                        estimate,
                        false,
                        true,
                        false,
                        List.of(FINDING)),
                new PlanEvent.PlanRefused(PLAN, KB, List.of(FINDING)),
                new PlanEvent.PlanPart(PLAN, KB, HASH, 1, 2, Bytes.ofBase64("AAEC")),
                new PlanEvent.PlanReleased(PLAN, KB, HASH, NOON, SIGNATURE),
                new PlanEvent.PlanSuperseded(PLAN, KB, PLAN),
                new PlanEvent.DriftDetected(PLAN, KB, "a", "b", List.of("table x was added")),
                new ExecutionEvent.RunQueued(PLAN, RUN, KB, HASH, 3),
                new ExecutionEvent.RunRefused(PLAN, KB, List.of(FINDING)),
                new ExecutionEvent.RunStarted(PLAN, RUN, KB, "host-1", true),
                new ExecutionEvent.StepStarted(PLAN, RUN, KB, STEP, 3, "Apply 001"),
                new ExecutionEvent.StepProgressed(
                        PLAN, RUN, KB, STEP, 10, 100L, "rows", 5.5, Duration.ofSeconds(18)),
                new ExecutionEvent.LockWaited(
                        PLAN, RUN, KB, "host-2 pid 7", NOON, NOON, Duration.ofSeconds(3)),
                new ExecutionEvent.StepCompleted(
                        PLAN,
                        RUN,
                        KB,
                        STEP,
                        Duration.ofMillis(12),
                        100,
                        false,
                        List.of("3 rows are back")),
                new ExecutionEvent.StepFailed(
                        PLAN,
                        RUN,
                        KB,
                        STEP,
                        "no such table",
                        "001_a.sql",
                        2,
                        7,
                        3,
                        "SQLITE_ERROR",
                        "create it first"),
                new ExecutionEvent.RunCompleted(
                        PLAN, RUN, KB, Duration.ofSeconds(1), 100, "3", "ff"),
                new ExecutionEvent.RunFailed(
                        PLAN,
                        RUN,
                        KB,
                        "e",
                        true,
                        false,
                        "at version 2",
                        RollbackWay.TRANSACTION,
                        false),
                new ExecutionEvent.RestoreNeeded(PLAN, RUN, KB, STEP, SNAPSHOT, null, HASH),
                new ExecutionEvent.RequestRefused(PLAN, KB, new EventId("e-0"), List.of(FINDING)),
                new ExecutionEvent.RunPaused(PLAN, RUN, KB, STEP, "alice: look first"),
                new ExecutionEvent.RunResumed(PLAN, RUN, KB, STEP, true, "looked"),
                new ExecutionEvent.RunCancelled(PLAN, RUN, KB, "as it was", "not today"),
                new ExecutionEvent.RollbackStarted(
                        PLAN, RUN, KB, RollbackWay.DOWN_SCRIPTS, "e", List.of("002_b")),
                new ExecutionEvent.MigrationReverted(
                        PLAN,
                        RUN,
                        KB,
                        "002_b",
                        Duration.ofMillis(3),
                        10,
                        false,
                        List.of("saved table a")),
                new ExecutionEvent.RollbackCompleted(
                        PLAN,
                        RUN,
                        KB,
                        RollbackWay.DOWN_SCRIPTS,
                        List.of("002_b"),
                        List.of("the schema is what it was")),
                new ExecutionEvent.ChecksCompleted(
                        PLAN,
                        RUN,
                        KB,
                        STEP,
                        List.of(
                                new CheckResult(
                                        "checks/a.sql",
                                        1,
                                        "SELECT 1",
                                        false,
                                        1,
                                        List.of("1"),
                                        null))),
                new ExecutionEvent.HookCompleted(
                        PLAN,
                        RUN,
                        KB,
                        "before-run",
                        "hooks/before-run.sh",
                        Duration.ofMillis(9),
                        0,
                        "ready",
                        null),
                new ExecutionEvent.HistoryRepaired(
                        PLAN, RUN, KB, "001_a", "aa", "bb", "a comment was mended"),
                new ExecutionEvent.BackfillCompleted(
                        PLAN,
                        RUN,
                        KB,
                        new StepId(3),
                        "incident-links",
                        false,
                        90,
                        8,
                        2,
                        88,
                        5,
                        Duration.ofMillis(120)),
                new ExecutionEvent.VersionNamed(
                        PLAN, RUN, KB, "003", VersionName.TAG, "v1", "002", "old", "a release"),
                new ExecutionEvent.LockReleased(KB, "host-2 pid 7", 9, "its host is gone"),
                new ExecutionEvent.SnapshotNeeded(PLAN, RUN, KB, STEP),
                new BackupEvent.RequestRefused(KB, new EventId("e-0"), List.of(FINDING)),
                new BackupEvent.SnapshotStarted(SNAPSHOT, KB, PLAN),
                new BackupEvent.SnapshotProgressed(
                        SNAPSHOT, KB, null, 5, 10, 100.0, Duration.ofMillis(50)),
                new BackupEvent.SnapshotCompleted(SNAPSHOT, KB, PLAN, manifest()),
                new BackupEvent.SnapshotFailed(SNAPSHOT, KB, PLAN, FINDING),
                new BackupEvent.RestoreStaged(
                        KB, PLAN, SNAPSHOT, "/data/kb.db.restore", "ff", "3", Map.of("a", 3L)),
                new BackupEvent.RestoreFailed(KB, PLAN, SNAPSHOT, FINDING));
    }

    private static Manifest manifest() {
        return new Manifest(
                SNAPSHOT,
                KB,
                PLAN,
                "sqlite",
                "data.db",
                4096,
                HASH,
                "3",
                "ff",
                Map.of("entries", 3L),
                NOON,
                Duration.ofMillis(20),
                null);
    }
}
