package dev.signalbox.executor.store;

import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.Manifest;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs as rows. Every change of a run is written with the events that tell of it, and only by the
 * worker that holds its lease.
 */
public final class RunStore {

    private static final Logger LOG = Logger.getLogger(RunStore.class);

    private static final String COLUMNS =
            "run, plan, database_id, hash, state, steps, step, awaiting, snapshot_taken,"
                    + " change_rows, version, staged, rollback_way, rollback_next, error, queued_at,"
                    + " started_at, ended_at, executor, lease_until, actor_kind, actor_id, caused_by,"
                    + " traceparent";

    /** Whoever comes first of a database has its turn until it ends. */
    private static final String OPEN = "('QUEUED', 'RUNNING', 'PAUSED', 'FAILING')";

    private final ServiceSpine spine;

    public RunStore(ServiceSpine spine) {
        this.spine = spine;
    }

    /** A run with the reason why it was wanted. */
    public record Stored(Run run, Cause cause) {}

    /**
     * A run as REST shows it.
     *
     * @param waysOut what an operator may do about it, by the names of the commands
     */
    public record View(
            RunId run,
            PlanId plan,
            DatabaseId database,
            String state,
            List<String> waysOut,
            String hash,
            int steps,
            int step,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String executor,
            @Nullable String error) {}

    /** The name under which this executor holds leases; the same after a restart. */
    public String identity() {
        return spine.store()
                .write(
                        tx -> {
                            tx.update(
                                    "INSERT INTO service_identity (name, value)"
                                            + " VALUES ('executor', ?) ON CONFLICT DO NOTHING",
                                    "executor-" + UUID.randomUUID());
                            return tx.first(
                                            "SELECT value FROM service_identity WHERE name ="
                                                    + " 'executor'",
                                            row -> row.text("value"))
                                    .orElseThrow();
                        });
    }

    public boolean isKnown(Transaction tx, PlanId plan) {
        return tx.first("SELECT 1 AS x FROM run WHERE plan = ?", row -> row.integer("x"), plan)
                .isPresent();
    }

    public void queue(Transaction tx, Run.Header header, int steps, Cause cause) {
        var actor = cause.actor();
        tx.update(
                "INSERT INTO run (run, plan, database_id, hash, state, steps, queued_at,"
                        + " turn_at, actor_kind, actor_id, caused_by, traceparent)"
                        + " VALUES (?1, ?2, ?3, ?4, 'QUEUED', ?5, ?6, ?6, ?7, ?8, ?9, ?10)",
                header.run(),
                header.plan(),
                header.database(),
                header.hash(),
                steps,
                header.queuedAt(),
                actor.kind().wire(),
                actor.id(),
                cause.causation(),
                cause.traceparent());
        Run.queue(header, steps).events().forEach(e -> spine.outbox().add(tx, e, cause));
    }

    /**
     * Takes the oldest run that may go on: of every database only the first open one counts, it
     * must not be paused nor wait for the backup service, and nobody else may hold its lease.
     *
     * @param busyHere the runs that workers of this process are at: while the process stood still,
     *     their leases ran out, and yet nobody else may go on with them here
     */
    public Optional<Stored> lease(String executor, Duration lease, Predicate<RunId> busyHere) {
        var now = spine.clock().instant();
        return spine.store()
                .write(
                        tx -> {
                            var found =
                                    free(tx, now).stream()
                                            .filter(s -> !busyHere.test(s.run().header().run()))
                                            .findFirst();
                            found.ifPresent(
                                    stored ->
                                            tx.update(
                                                    "UPDATE run SET executor = ?, lease_until = ?"
                                                            + " WHERE run = ?",
                                                    executor,
                                                    now.plus(lease),
                                                    stored.run().header().run()));
                            return found;
                        });
    }

    private static List<Stored> free(Transaction tx, Instant now) {
        return tx.query(
                "SELECT "
                        + COLUMNS
                        + " FROM run r WHERE state IN ('QUEUED', 'RUNNING', 'FAILING') AND awaiting"
                        + " = 0 AND (lease_until IS NULL OR lease_until < ?) AND NOT EXISTS (SELECT"
                        + " 1 FROM run o WHERE o.database_id = r.database_id AND o.state IN "
                        + OPEN
                        + " AND (o.turn_at, o.run) < (r.turn_at, r.run))"
                        + " ORDER BY turn_at, run",
                RunRows::stored,
                now);
    }

    /** Lets go of leases that an earlier process of this executor held when it died. */
    public int releaseOwn(String executor) {
        return spine.store()
                .write(
                        tx ->
                                tx.update(
                                        "UPDATE run SET lease_until = NULL WHERE executor = ?",
                                        executor));
    }

    /** Returns false when the lease is lost. */
    public boolean renew(RunId run, String executor, Duration lease) {
        return spine.store()
                        .write(
                                tx ->
                                        tx.update(
                                                "UPDATE run SET lease_until = ? WHERE run = ? AND"
                                                        + " executor = ? AND lease_until IS NOT NULL",
                                                spine.clock().instant().plus(lease),
                                                run,
                                                executor))
                == 1;
    }

    /** Writes a run's next state with its events. */
    public void save(Transaction tx, Run.Transition transition, Cause cause) {
        RunRows.write(tx, transition.next(), spine.clock().instant());
        transition.events().forEach(e -> spine.outbox().add(tx, e, cause));
        tx.afterCommit(() -> transition.events().forEach(this::tell));
    }

    /** Where the copy lies that the run waited for; it may go on. */
    public void staged(Transaction tx, Run run) {
        RunRows.write(tx, run, spine.clock().instant());
    }

    /** What an operator would want to have been told, in log and metrics. */
    private void tell(ExecutionEvent event) {
        switch (event) {
            case ExecutionEvent.RunStarted e ->
                    LOG.infof(
                            "Run %s of %s %s",
                            e.run(), e.database(), e.resumed() ? "goes on" : "starts");
            case ExecutionEvent.StepStarted e ->
                    LOG.debugf("Step %s of %d: %s", e.step(), e.of(), e.sentence());
            case ExecutionEvent.StepCompleted e -> {
                LOG.debugf(
                        "Step %s took %s, %d rows%s %s",
                        e.step(),
                        e.duration(),
                        e.rows(),
                        e.adopted() ? ", was done before" : "",
                        e.notes());
                spine.meters()
                        .timer("signalbox.step.duration", "database", e.database().value())
                        .record(e.duration());
            }
            case ExecutionEvent.ExaminationCompleted e ->
                    e.report()
                            .forEach(
                                    found ->
                                            LOG.debugf(
                                                    "Examined %s: %s. %s",
                                                    found.examination(),
                                                    found.outcome(),
                                                    found.sentence()));
            case ExecutionEvent.RunCompleted e -> {
                LOG.infof("Run %s took %s to version %s", e.run(), e.database(), e.version());
                ended("completed");
            }
            case ExecutionEvent.RunFailed e -> {
                LOG.warnf(
                        "Run %s of %s failed: %s %s", e.run(), e.database(), e.error(), e.state());
                ended(
                        e.needsOperator()
                                ? "needs-operator"
                                : e.rolledBack() ? "rolled-back" : "failed");
            }
            case ExecutionEvent.RunPaused e ->
                    LOG.infof("Run %s of %s is paused: %s", e.run(), e.database(), e.why());
            case ExecutionEvent.RunCancelled e -> {
                LOG.infof("Run %s of %s is cancelled. %s", e.run(), e.database(), e.state());
                ended("cancelled");
            }
            case ExecutionEvent.RollbackStarted e ->
                    LOG.warnf(
                            "Run %s of %s is rolled back by %s: %s",
                            e.run(), e.database(), e.way(), e.why());
            default -> {}
        }
    }

    private void ended(String outcome) {
        spine.meters().counter("signalbox.runs.ended", "outcome", outcome).increment();
    }

    /** Lets the run go, so that whoever is next may take it; no one else's lease is touched. */
    public void release(Transaction tx, RunId run, String executor) {
        tx.update(
                "UPDATE run SET lease_until = NULL WHERE run = ? AND executor = ?", run, executor);
    }

    /** Whether some worker may be at the run now. */
    public boolean isLeased(Transaction tx, RunId run) {
        return tx.first(
                        "SELECT 1 AS x FROM run WHERE run = ? AND lease_until IS NOT NULL",
                        row -> row.integer("x"),
                        run)
                .isPresent();
    }

    /** Whether the executor is still the one to carry the run on. */
    public boolean isHeld(Transaction tx, RunId run, String executor) {
        return tx.first(
                        "SELECT 1 AS x FROM run WHERE run = ? AND executor = ? AND lease_until IS"
                                + " NOT NULL",
                        row -> row.integer("x"),
                        run,
                        executor)
                .isPresent();
    }

    public Optional<Stored> find(Transaction tx, PlanId plan) {
        return tx.first("SELECT " + COLUMNS + " FROM run WHERE plan = ?", RunRows::stored, plan);
    }

    public void keepSnapshot(Transaction tx, RunId run, Manifest manifest) {
        tx.update(
                "INSERT INTO run_snapshot (run, snapshot, manifest) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                run,
                manifest.snapshot(),
                new String(Json.write(manifest), StandardCharsets.UTF_8));
    }

    public List<Manifest> snapshots(RunId run) {
        return spine.store()
                .read(
                        tx ->
                                tx.query(
                                        "SELECT manifest FROM run_snapshot WHERE run = ?",
                                        row -> manifest(row.text("manifest")),
                                        run));
    }

    public long epoch(DatabaseId database) {
        return spine.store()
                .read(
                        tx ->
                                tx.first(
                                        "SELECT epoch FROM database_epoch WHERE database_id = ?",
                                        row -> row.number("epoch"),
                                        database))
                .orElse(0L);
    }

    public void keepEpoch(DatabaseId database, long epoch) {
        spine.store()
                .change(
                        tx ->
                                tx.update(
                                        "INSERT INTO database_epoch (database_id, epoch) VALUES (?,"
                                                + " ?) ON CONFLICT (database_id) DO UPDATE SET epoch ="
                                                + " max(epoch, excluded.epoch)",
                                        database,
                                        epoch));
    }

    /** Runs that go on by themselves; a paused one waits for somebody. */
    public long open() {
        return spine.store()
                .read(
                        tx ->
                                tx.first(
                                        "SELECT count(*) AS n FROM run WHERE state IN ('QUEUED',"
                                                + " 'RUNNING', 'FAILING')",
                                        row -> row.number("n")))
                .orElse(0L);
    }

    public List<View> views(@Nullable String database, int limit) {
        return spine.store()
                .read(
                        tx ->
                                tx.query(
                                        "SELECT "
                                                + COLUMNS
                                                + " FROM run WHERE ?1 IS NULL OR database_id = ?1"
                                                + " ORDER BY queued_at DESC LIMIT ?2",
                                        RunRows::view,
                                        database,
                                        limit));
    }

    public Optional<View> view(RunId run) {
        return spine.store()
                .read(
                        tx ->
                                tx.first(
                                        "SELECT " + COLUMNS + " FROM run WHERE run = ?",
                                        RunRows::view,
                                        run));
    }

    private static Manifest manifest(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), Manifest.class);
        } catch (IOException e) {
            throw new IllegalStateException("A manifest in the executor's store", e);
        }
    }
}
