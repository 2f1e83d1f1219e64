package dev.signalbox.executor.work;

import dev.signalbox.events.EventId;
import dev.signalbox.events.ExecutionEvent.RequestRefused;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.executor.domain.Cancelled;
import dev.signalbox.executor.domain.Completed;
import dev.signalbox.executor.domain.Failed;
import dev.signalbox.executor.domain.NeedsOperator;
import dev.signalbox.executor.domain.Paused;
import dev.signalbox.executor.domain.Queued;
import dev.signalbox.executor.domain.RolledBack;
import dev.signalbox.executor.domain.RollingBack;
import dev.signalbox.executor.domain.Run;
import dev.signalbox.executor.domain.Running;
import dev.signalbox.executor.domain.Steered;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.executor.store.WishStore;
import dev.signalbox.executor.store.WishStore.Wish;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.store.Transaction;
import java.time.Duration;
import java.util.List;

/**
 * Pause, resume, cancel and retry. What concerns a run that nobody is at is decided where it
 * arrives; what concerns one that a worker is at is left for that worker, who looks between two
 * steps and in every statement. The store has one writer, so that of two who are at it at once one
 * comes first.
 */
public final class Steering {

    private final ServiceSpine spine;
    private final RunStore runs;
    private final WishStore wishes;
    private final RequestStore requests;
    private final Duration parkedFor;

    /**
     * @param parkedFor how long a request waits for its plan to become known
     */
    public Steering(
            ServiceSpine spine,
            RunStore runs,
            WishStore wishes,
            RequestStore requests,
            Duration parkedFor) {
        this.spine = spine;
        this.runs = runs;
        this.wishes = wishes;
        this.requests = requests;
        this.parkedFor = parkedFor;
    }

    /** Takes a request in. */
    public void take(Transaction tx, Request.Steering request, EventId event, Cause cause) {
        requests.pending(tx, event);
        var found = runs.find(tx, request.plan());
        if (found.isPresent() && isMisdirected(found.get().run(), request)) {
            // At once: left for the worker, it would cut a step short.
            var wish = new Wish(request, event, cause, 0);
            refuse(tx, wish, otherDatabase(found.get().run(), wish));
            return;
        }
        wishes.add(tx, request, cause);
        if (found.isPresent() && !isAtWork(tx, found.get().run())) {
            var unused = obey(tx, request.plan());
        }
    }

    private boolean isAtWork(Transaction tx, Run run) {
        return switch (run) {
            case Queued r -> runs.isLeased(tx, r.header().run());
            case Running r -> runs.isLeased(tx, r.header().run());
            // What it allows changes nothing, so that nobody is in its way.
            case RollingBack r -> false;
            case Paused r -> false;
            case Completed r -> false;
            case Failed r -> false;
            case RolledBack r -> false;
            case NeedsOperator r -> false;
            case Cancelled r -> false;
        };
    }

    private static boolean isMisdirected(Run run, Request.Steering request) {
        return !run.header().database().equals(request.database());
    }

    /**
     * Decides all that is wished of a plan's run, in its order; by whoever has the run to itself.
     * Returns the run as it is then.
     */
    public Run obey(Transaction tx, PlanId plan) {
        var run = runs.find(tx, plan).orElseThrow().run();
        for (var wish : wishes.of(tx, plan)) {
            run = obey(tx, run, wish);
            wishes.remove(tx, wish);
        }
        return run;
    }

    private Run obey(Transaction tx, Run run, Wish wish) {
        if (isMisdirected(run, wish.request())) {
            refuse(tx, wish, otherDatabase(run, wish));
            return run;
        }
        return switch (Steered.decide(run, wish.request(), wish.cause().actor().id())) {
            case Steered.Now now -> {
                runs.save(tx, now.transition(), wish.cause());
                requests.done(tx, wish.event());
                yield now.transition().next();
            }
            case Steered.AlreadySo so -> {
                requests.done(tx, wish.event());
                yield run;
            }
            case Steered.Refused refused -> {
                refuse(tx, wish, refused.finding());
                yield run;
            }
        };
    }

    /** Requests whose plan never became known. */
    public void refuseParked() {
        var old = spine.store().read(tx -> wishes.parkedFor(tx, parkedFor));
        for (var wish : old) {
            spine.store()
                    .change(
                            tx -> {
                                if (runs.isKnown(tx, wish.request().plan())) {
                                    return;
                                }
                                wishes.remove(tx, wish);
                                refuse(tx, wish, unknown(wish));
                            });
        }
    }

    /** Whether the statement under way is to be cut short. */
    public boolean isCancelWanted(PlanId plan) {
        return spine.store().read(tx -> wishes.isCancelWanted(tx, plan));
    }

    public boolean isAnythingWanted(PlanId plan) {
        return spine.store().read(tx -> !wishes.of(tx, plan).isEmpty());
    }

    private void refuse(Transaction tx, Wish wish, Finding finding) {
        requests.refused(tx, wish.event(), List.of(finding));
        spine.outbox()
                .add(
                        tx,
                        new RequestRefused(
                                wish.request().plan(),
                                wish.request().database(),
                                wish.event(),
                                List.of(finding)),
                        wish.cause());
    }

    private static Finding otherDatabase(Run run, Wish wish) {
        return Finding.error(
                "wrong-database",
                "database",
                "Plan %s is for %s, not for %s"
                        .formatted(
                                run.header().plan(),
                                run.header().database(),
                                wish.request().database()),
                "Name the plan's own database.");
    }

    private Finding unknown(Wish wish) {
        return Finding.error(
                "unknown-plan",
                "plan",
                "Plan %s was not released within %s".formatted(wish.request().plan(), parkedFor),
                "See which plans there are: signalbox status; a plan that was refused or only"
                        + " proposed has no run.");
    }
}
