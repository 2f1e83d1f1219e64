package dev.signalbox.backup.store;

import dev.signalbox.backup.domain.StagingJob;
import dev.signalbox.events.Actor;
import dev.signalbox.events.BackupEvent;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.StepId;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies that runs wait for. An answer is written with the event that tells of it. */
public final class StagingStore {

    private final ServiceSpine spine;

    public StagingStore(ServiceSpine spine) {
        this.spine = spine;
    }

    /** A job with the reason why it was wanted. */
    public record Stored(StagingJob job, Cause cause) {}

    /** Who asks again is answered again: the copy may be gone, and the database another. */
    public void ask(Transaction tx, StagingJob job, EventId causedBy, Cause cause) {
        tx.update(
                "INSERT INTO staging (run, step, plan, database_id, snapshot, file, sha256, asked,"
                        + " state, requested_at, actor_kind, actor_id, caused_by, traceparent)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 1, 'PENDING', ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, step) DO UPDATE SET plan = excluded.plan,"
                        + " database_id = excluded.database_id, snapshot = excluded.snapshot,"
                        + " file = excluded.file, sha256 = excluded.sha256, asked = asked + 1,"
                        + " state = 'PENDING', run_ended = 0,"
                        + " requested_at = excluded.requested_at,"
                        + " actor_kind = excluded.actor_kind, actor_id = excluded.actor_id,"
                        + " caused_by = excluded.caused_by, traceparent = excluded.traceparent",
                job.run(),
                job.step().ordinal(),
                job.plan(),
                job.database(),
                job.snapshot(),
                job.file(),
                job.sha256(),
                spine.clock().instant(),
                cause.actor().kind().wire(),
                cause.actor().id(),
                causedBy,
                cause.traceparent());
    }

    /** The oldest that has no answer. */
    public Optional<Stored> next() {
        return spine.store()
                .read(
                        tx ->
                                tx.first(
                                        "SELECT * FROM staging WHERE state = 'PENDING'"
                                                + " ORDER BY position LIMIT 1",
                                        StagingStore::stored));
    }

    public long countOpen() {
        return spine.store()
                .read(
                        tx ->
                                tx.first(
                                        "SELECT count(*) AS n FROM staging WHERE state = 'PENDING'",
                                        row -> row.number("n")))
                .orElse(0L);
    }

    /** Notes where the copy will lie, before anything lies there. */
    public void begin(StagingJob job, Path scratch) {
        spine.store()
                .change(
                        tx -> {
                            tx.update(
                                    "UPDATE staging SET scratch = ? WHERE run = ? AND step = ?",
                                    scratch.toString(),
                                    job.run(),
                                    job.step().ordinal());
                        });
    }

    /** Says nothing when it was asked for again meanwhile: then that is answered. */
    public void answer(Stored stored, BackupEvent event) {
        var job = stored.job();
        spine.store()
                .change(
                        tx -> {
                            var current =
                                    tx.update(
                                            "UPDATE staging SET state = ?, ended_at = ? WHERE run ="
                                                    + " ? AND step = ? AND asked = ?",
                                            event instanceof BackupEvent.RestoreStaged
                                                    ? "STAGED"
                                                    : "FAILED",
                                            spine.clock().instant(),
                                            job.run(),
                                            job.step().ordinal(),
                                            job.asked());
                            if (current > 0) {
                                spine.outbox().add(tx, event, stored.cause());
                            }
                        });
    }

    /** A run that has ended needs no copy any more. */
    public void runEnded(Transaction tx, RunId run) {
        tx.update("UPDATE staging SET run_ended = 1 WHERE run = ?", run);
    }

    /** Where copies may have been left for runs that have ended. */
    public List<Path> leftovers() {
        return spine.store()
                .read(
                        tx ->
                                tx.query(
                                        "SELECT scratch FROM staging WHERE run_ended = 1 AND"
                                                + " scratch IS NOT NULL",
                                        row -> Path.of(row.text("scratch"))));
    }

    public void removed(Path scratch) {
        spine.store()
                .change(
                        tx -> {
                            tx.update(
                                    "UPDATE staging SET scratch = NULL WHERE scratch = ?",
                                    scratch.toString());
                        });
    }

    private static Stored stored(Row row) {
        var plan = PlanId.of(row.text("plan"));
        var snapshot = row.textOrNull("snapshot");
        var job =
                new StagingJob(
                        plan,
                        RunId.of(row.text("run")),
                        new StepId(row.integer("step")),
                        new DatabaseId(row.text("database_id")),
                        snapshot == null ? null : SnapshotId.of(snapshot),
                        row.textOrNull("file"),
                        row.text("sha256"),
                        row.number("asked"));
        var cause =
                new Cause(
                        plan,
                        new EventId(row.text("caused_by")),
                        new Actor(Actor.Kind.of(row.text("actor_kind")), row.text("actor_id")),
                        row.textOrNull("traceparent"));
        return new Stored(job, cause);
    }
}
