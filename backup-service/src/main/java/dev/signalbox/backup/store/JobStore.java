package dev.signalbox.backup.store;

import dev.signalbox.backup.domain.SnapshotJob;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Transaction;
import java.util.List;

/** Jobs as rows. Every change of a job is written with the event that tells of it. */
public final class JobStore {

    private static final int WINDOW = 100;
    private static final String COLUMNS =
            "snapshot, database_id, plan, reason, state, manifest, finding, requested_at,"
                    + " started_at, actor_kind, actor_id, caused_by, traceparent";

    private final ServiceSpine spine;

    public JobStore(ServiceSpine spine) {
        this.spine = spine;
    }

    /** A job with the reason why it was wanted. */
    public record Stored(SnapshotJob job, Cause cause) {}

    /** Adds a job that somebody asked for. */
    public void add(Transaction tx, SnapshotJob.Pending job, EventId causedBy, Cause cause) {
        var header = job.header();
        tx.update(
                "INSERT INTO job (snapshot, database_id, plan, reason, state, requested_at,"
                        + " actor_kind, actor_id, caused_by, traceparent)"
                        + " VALUES (?, ?, ?, ?, 'PENDING', ?, ?, ?, ?, ?)",
                header.snapshot(),
                header.database(),
                header.plan(),
                header.reason(),
                header.requestedAt(),
                cause.actor().kind().wire(),
                cause.actor().id(),
                causedBy,
                cause.traceparent());
    }

    /** Writes a job's next state with its event, and returns it. */
    public Stored save(SnapshotJob.Transition transition, Cause cause) {
        spine.store().change(tx -> save(tx, transition, cause));
        return new Stored(transition.next(), cause);
    }

    private void save(Transaction tx, SnapshotJob.Transition transition, Cause cause) {
        var snapshot = transition.next().header().snapshot();
        var now = spine.clock().instant();
        switch (transition.next()) {
            case SnapshotJob.Pending pending ->
                    throw new IllegalStateException("A job is added once: " + snapshot);
            case SnapshotJob.Running running ->
                    tx.update(
                            "UPDATE job SET state = 'RUNNING', started_at = ? WHERE snapshot = ?",
                            running.startedAt(),
                            snapshot);
            case SnapshotJob.Completed completed ->
                    tx.update(
                            "UPDATE job SET state = 'COMPLETED', manifest = ?, ended_at = ? WHERE"
                                    + " snapshot = ?",
                            StoredJson.write(completed.manifest()),
                            now,
                            snapshot);
            case SnapshotJob.Failed failed ->
                    tx.update(
                            "UPDATE job SET state = 'FAILED', finding = ?, ended_at = ? WHERE"
                                    + " snapshot = ?",
                            StoredJson.write(failed.finding()),
                            now,
                            snapshot);
        }
        spine.outbox().add(tx, transition.event(), cause);
    }

    /** The oldest jobs that are not finished, at most {@value #WINDOW}. */
    public List<Stored> open() {
        return spine.store()
                .read(
                        tx ->
                                tx.query(
                                        "SELECT "
                                                + COLUMNS
                                                + " FROM job WHERE state IN ('PENDING', 'RUNNING')"
                                                + " ORDER BY position LIMIT "
                                                + WINDOW,
                                        JobStore::stored));
    }

    public long countOpen() {
        return spine.store()
                .read(
                        tx ->
                                tx.first(
                                        "SELECT count(*) AS n FROM job WHERE state IN ('PENDING',"
                                                + " 'RUNNING')",
                                        row -> row.number("n")))
                .orElse(0L);
    }

    private static Stored stored(Row row) {
        var plan = row.textOrNull("plan");
        var header =
                new SnapshotJob.Header(
                        SnapshotId.of(row.text("snapshot")),
                        new DatabaseId(row.text("database_id")),
                        plan == null ? null : PlanId.of(plan),
                        row.textOrNull("reason"),
                        row.instant("requested_at"));
        var cause =
                new Cause(
                        header.plan(),
                        new EventId(row.text("caused_by")),
                        new Actor(Actor.Kind.of(row.text("actor_kind")), row.text("actor_id")),
                        row.textOrNull("traceparent"));
        var job =
                switch (row.text("state")) {
                    case "PENDING" -> new SnapshotJob.Pending(header);
                    case "RUNNING" -> new SnapshotJob.Running(header, row.instant("started_at"));
                    case "COMPLETED" ->
                            new SnapshotJob.Completed(
                                    header, StoredJson.read(row.text("manifest"), Manifest.class));
                    case "FAILED" ->
                            new SnapshotJob.Failed(
                                    header, StoredJson.read(row.text("finding"), Finding.class));
                    default -> throw new IllegalStateException("State of job " + header.snapshot());
                };
        return new Stored(job, cause);
    }
}
