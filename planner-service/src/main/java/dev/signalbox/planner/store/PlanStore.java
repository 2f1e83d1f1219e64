package dev.signalbox.planner.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.Event;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Moment;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.QueryTime;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.RunId;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.planner.domain.PlanState;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Row;
import dev.signalbox.runtime.store.Store;
import dev.signalbox.runtime.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans as rows. */
public final class PlanStore {

    private static final String COLUMNS =
            "plan, database_id, state, request, actor_kind, actor_id, authenticated, requested_at,"
                    + " caused_by, traceparent, hash, findings, run, step, step_count, sentence, error";

    private static final String NOT_STARTED = "('REQUESTED', 'RELEASED')";
    private static final String NOT_FINAL =
            "('REQUESTED', 'RELEASED', 'RUNNING', 'PAUSED', 'FAILING', 'FAILED',"
                    + " 'NEEDS_OPERATOR')";

    /** A plan has two of them; older ones are too old to compare with. */
    private static final int MOST_EXAMINATIONS = 20;

    private final Store store;

    public PlanStore(Store store) {
        this.store = store;
    }

    /**
     * @param authenticated a service of ours vouches for the actor
     */
    public record Requested(
            PlanId plan,
            RequestPlan request,
            boolean authenticated,
            Instant requestedAt,
            Cause cause) {}

    /** A plan as REST shows it. */
    public record View(
            PlanId plan,
            DatabaseId database,
            PlanState state,
            List<String> waysOut,
            Actor actor,
            boolean authenticated,
            EventId causedBy,
            @Nullable String reason,
            Instant requestedAt,
            @Nullable String hash,
            @Nullable PlanDocument document,
            List<Finding> findings,
            @Nullable RunView run) {

        public View with(PlanDocument shown) {
            return new View(
                    plan,
                    database,
                    state,
                    waysOut,
                    actor,
                    authenticated,
                    causedBy,
                    reason,
                    requestedAt,
                    hash,
                    shown,
                    findings,
                    run);
        }
    }

    public record RunView(
            RunId run,
            @Nullable Integer step,
            @Nullable Integer of,
            @Nullable String sentence,
            @Nullable String error) {}

    public void add(Transaction tx, Requested requested) {
        var cause = requested.cause();
        tx.update(
                "INSERT INTO plan (plan, database_id, state, request, actor_kind, actor_id,"
                        + " authenticated, requested_at, caused_by, traceparent)"
                        + " VALUES (?, ?, 'REQUESTED', ?, ?, ?, ?, ?, ?, ?)",
                requested.plan(),
                requested.request().database(),
                text(requested.request()),
                cause.actor().kind().wire(),
                cause.actor().id(),
                requested.authenticated(),
                requested.requestedAt(),
                cause.causation(),
                cause.traceparent());
    }

    public boolean isKnown(Transaction tx, PlanId plan) {
        return tx.first("SELECT 1 AS x FROM plan WHERE plan = ?", row -> row.integer("x"), plan)
                .isPresent();
    }

    /** The oldest request that is to be planned. */
    public Optional<Requested> next() {
        return store.read(
                tx ->
                        tx.first(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM plan WHERE state = 'REQUESTED' ORDER BY"
                                        + " requested_at, plan LIMIT 1",
                                PlanStore::requested));
    }

    public void planned(
            Transaction tx,
            PlanId plan,
            PlanState state,
            List<Finding> findings,
            @Nullable PlanBundle bundle) {
        tx.update(
                "UPDATE plan SET state = ?, findings = ?, hash = ? WHERE plan = ?",
                state,
                text(findings),
                bundle == null ? null : bundle.hash(),
                plan);
        // Apart from the row that every step of its run updates.
        tx.update("DELETE FROM plan_bundle WHERE plan = ?", plan);
        if (bundle != null) {
            tx.update(
                    "INSERT INTO plan_bundle (plan, bundle) VALUES (?, ?)", plan, bundle.content());
        }
    }

    /** Plans of the database that wait for consent, and that a newer one replaces. */
    public List<PlanId> supersede(Transaction tx, DatabaseId database, PlanId by) {
        var replaced =
                tx.query(
                        "SELECT plan FROM plan WHERE database_id = ? AND state ="
                                + " 'AWAITING_APPROVAL' AND plan <> ?",
                        row -> PlanId.of(row.text("plan")),
                        database,
                        by);
        for (var plan : replaced) {
            tx.update("UPDATE plan SET state = 'SUPERSEDED' WHERE plan = ?", plan);
        }
        return replaced;
    }

    /**
     * What a fact about its run says of the plan. One that has ended stays as it is; one that
     * failed may be retried. A start that is told again changes nothing.
     */
    public void apply(Transaction tx, PlanId plan, Event fact) {
        var from =
                switch (fact) {
                    // Told again after a crash, whatever its run has come to since.
                    case ExecutionEvent.RunQueued e -> NOT_STARTED;
                    case ExecutionEvent.RunStarted e -> NOT_STARTED;
                    default -> NOT_FINAL;
                };
        PlanState.after(fact)
                .ifPresent(
                        state ->
                                tx.update(
                                        "UPDATE plan SET state = ? WHERE plan = ? AND state IN "
                                                + from,
                                        state,
                                        plan));
        switch (fact) {
            case ExecutionEvent.RunQueued e ->
                    tx.update(
                            "UPDATE plan SET run = ?, step_count = ? WHERE plan = ?",
                            e.run(),
                            e.steps(),
                            plan);
            case ExecutionEvent.StepStarted e ->
                    tx.update(
                            "UPDATE plan SET step = ?, sentence = ? WHERE plan = ?",
                            e.step(),
                            e.sentence(),
                            plan);
            case ExecutionEvent.RunResumed e ->
                    tx.update("UPDATE plan SET error = NULL WHERE plan = ?", plan);
            case ExecutionEvent.RunFailed e ->
                    tx.update("UPDATE plan SET error = ? WHERE plan = ?", e.error(), plan);
            case ExecutionEvent.RunRefused e ->
                    tx.update(
                            "UPDATE plan SET findings = ? WHERE plan = ?",
                            text(e.findings()),
                            plan);
            default -> {}
        }
    }

    public List<View> views(@Nullable String database, int limit) {
        return store.read(
                tx ->
                        tx.query(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM plan WHERE ?1 IS NULL OR database_id = ?1 ORDER BY"
                                        + " requested_at DESC, plan DESC LIMIT ?2",
                                PlanStore::view,
                                database,
                                limit));
    }

    public Optional<View> view(PlanId plan) {
        return store.read(
                tx ->
                        tx.first(
                                "SELECT " + COLUMNS + " FROM plan WHERE plan = ?",
                                PlanStore::view,
                                plan));
    }

    public Optional<PlanBundle> bundle(PlanId plan) {
        return store.read(
                tx ->
                        tx.first(
                                "SELECT bundle FROM plan_bundle WHERE plan = ?",
                                row -> PlanBundle.of(row.bytes("bundle")),
                                plan));
    }

    /** The newest plan of a database whose run has not ended well, or goes on. */
    public Optional<View> openRun(String database) {
        return store.read(
                        tx ->
                                tx.first(
                                        "SELECT "
                                                + COLUMNS
                                                + " FROM plan WHERE database_id = ? AND run IS NOT NULL ORDER"
                                                + " BY requested_at DESC, plan DESC LIMIT 1",
                                        PlanStore::view,
                                        database))
                .filter(view -> !view.state().isFinal());
    }

    /**
     * The times of a database's named queries, as the latest examination after a run found them.
     */
    public List<QueryTime> latestTimings(String database) {
        return store
                .read(
                        tx ->
                                tx.query(
                                        "SELECT e.data FROM plan_event e JOIN plan p ON p.plan ="
                                                + " e.plan WHERE p.database_id = ? AND e.type = ?"
                                                + " ORDER BY e.position DESC LIMIT ?",
                                        row -> examination(row.text("data")),
                                        database,
                                        EventType.EXAMINATION_COMPLETED.wireName(),
                                        MOST_EXAMINATIONS))
                .stream()
                .filter(e -> e.moment() == Moment.AFTER && !e.timings().isEmpty())
                .findFirst()
                .map(ExecutionEvent.ExaminationCompleted::timings)
                .orElse(List.of());
    }

    private static ExecutionEvent.ExaminationCompleted examination(String json) {
        try {
            return Json.read(
                    json.getBytes(StandardCharsets.UTF_8),
                    ExecutionEvent.ExaminationCompleted.class);
        } catch (IOException e) {
            throw new IllegalStateException("An examination in the planner's store", e);
        }
    }

    public long unfinished() {
        return store.read(
                        tx ->
                                tx.first(
                                        "SELECT count(*) AS n FROM plan WHERE state IN"
                                                + " ('REQUESTED', 'RELEASED', 'RUNNING', 'FAILING')",
                                        row -> row.number("n")))
                .orElse(0L);
    }

    private static Requested requested(Row row) {
        var plan = PlanId.of(row.text("plan"));
        return new Requested(
                plan,
                request(row),
                row.flag("authenticated"),
                row.instant("requested_at"),
                new Cause(
                        plan,
                        new EventId(row.text("caused_by")),
                        actor(row),
                        row.textOrNull("traceparent")));
    }

    private static View view(Row row) {
        var run = row.textOrNull("run");
        var step = row.numberOrNull("step");
        var of = row.numberOrNull("step_count");
        return new View(
                PlanId.of(row.text("plan")),
                new DatabaseId(row.text("database_id")),
                PlanState.valueOf(row.text("state")),
                PlanState.valueOf(row.text("state")).waysOut(),
                actor(row),
                row.flag("authenticated"),
                new EventId(row.text("caused_by")),
                request(row).reason(),
                row.instant("requested_at"),
                row.textOrNull("hash"),
                null,
                findings(row),
                run == null
                        ? null
                        : new RunView(
                                RunId.of(run),
                                step == null ? null : step.intValue(),
                                of == null ? null : of.intValue(),
                                row.textOrNull("sentence"),
                                row.textOrNull("error")));
    }

    private static Actor actor(Row row) {
        return new Actor(Actor.Kind.of(row.text("actor_kind")), row.text("actor_id"));
    }

    private static RequestPlan request(Row row) {
        try {
            return Json.read(
                    row.text("request").getBytes(StandardCharsets.UTF_8), RequestPlan.class);
        } catch (IOException e) {
            throw new IllegalStateException("A request in the planner's store", e);
        }
    }

    private static List<Finding> findings(Row row) {
        try {
            return Json.mapper()
                    .readValue(row.text("findings"), new TypeReference<List<Finding>>() {});
        } catch (IOException e) {
            throw new IllegalStateException("Findings in the planner's store", e);
        }
    }

    private static String text(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
