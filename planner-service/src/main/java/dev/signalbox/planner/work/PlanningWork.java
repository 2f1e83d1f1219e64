package dev.signalbox.planner.work;

import dev.signalbox.events.Event;
import dev.signalbox.events.Finding;
import dev.signalbox.events.PlanEvent.DriftDetected;
import dev.signalbox.events.PlanEvent.PlanProposed;
import dev.signalbox.events.PlanEvent.PlanRefused;
import dev.signalbox.events.PlanEvent.PlanReleased;
import dev.signalbox.events.PlanEvent.PlanSuperseded;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.events.signing.Signed;
import dev.signalbox.planner.domain.PlanState;
import dev.signalbox.planner.domain.Planned;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.store.StoreUnavailableException;
import dev.signalbox.runtime.store.Transaction;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Turns what was requested into plans, one after the other, and says what came of it. */
public final class PlanningWork {

    private static final Logger LOG = Logger.getLogger(PlanningWork.class);

    private final ServiceSpine spine;
    private final PlanStore plans;
    private final PlanJournal journal;
    private final PlanMaker maker;
    private final ServiceKeys keys;
    private final Duration startWithin;

    /**
     * @param startWithin a released plan that has not started by then never does
     */
    public PlanningWork(
            ServiceSpine spine,
            PlanStore plans,
            PlanJournal journal,
            PlanMaker maker,
            ServiceKeys keys,
            Duration startWithin) {
        this.spine = spine;
        this.plans = plans;
        this.journal = journal;
        this.maker = maker;
        this.keys = keys;
        this.startWithin = startWithin;
    }

    /** Works until nothing is to be planned. */
    public void workOff() throws InterruptedException {
        for (var next = plans.next(); next.isPresent(); next = plans.next()) {
            var requested = next.get();
            MDC.put("plan", requested.plan().toString());
            try {
                work(requested);
            } finally {
                MDC.remove("plan");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("Planning was told to stop");
            }
        }
    }

    /** One request that meets a bug, or is too large, must not hold up all that come after it. */
    private void work(PlanStore.Requested requested) {
        try {
            var planned = maker.plan(requested);
            spine.store().change(tx -> settle(tx, requested, planned));
            tell(requested, planned);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException | VirtualMachineError e) {
            LOG.errorf(e, "Plan %s could not be made", requested.plan());
            var refused = failed(e);
            spine.store().change(tx -> refuse(tx, requested, refused));
            tell(requested, refused);
        }
    }

    private void tell(PlanStore.Requested requested, Planned planned) {
        var outcome =
                switch (planned) {
                    case Planned.Refused refused -> PlanState.REFUSED;
                    case Planned.Proposed proposed -> proposed.state();
                };
        LOG.infof(
                "Plan %s for %s, asked for by %s: %s",
                requested.plan(),
                requested.request().database(),
                requested.cause().actor().id(),
                outcome);
        spine.meters().counter("signalbox.plans", "outcome", outcome.name()).increment();
    }

    private static Planned.Refused failed(Throwable failure) {
        return new Planned.Refused(
                List.of(
                        failure instanceof OutOfMemoryError
                                ? Finding.error(
                                        "out-of-memory",
                                        null,
                                        "The planner has not enough memory for this plan",
                                        "Give it more (SIGNALBOX_JAVA_OPTIONS=-Xmx1g when it"
                                                + " starts), or split large migrations.")
                                : Finding.error(
                                        "planner-failed",
                                        null,
                                        "The planner failed: " + failure,
                                        "This is a bug; please report it with the planner's"
                                                + " log.")));
    }

    private void settle(Transaction tx, PlanStore.Requested requested, Planned planned) {
        switch (planned) {
            case Planned.Refused refused -> refuse(tx, requested, refused);
            case Planned.Proposed proposed -> propose(tx, requested, proposed);
        }
    }

    private void refuse(Transaction tx, PlanStore.Requested requested, Planned.Refused refused) {
        var plan = requested.plan();
        var database = requested.request().database();
        plans.planned(tx, plan, PlanState.REFUSED, refused.findings(), null);
        if (refused.drift() != null) {
            say(
                    tx,
                    requested,
                    new DriftDetected(
                            plan,
                            database,
                            refused.drift().expected(),
                            refused.drift().found(),
                            refused.drift().differences()));
        }
        say(tx, requested, new PlanRefused(plan, database, refused.findings()));
    }

    private void propose(Transaction tx, PlanStore.Requested requested, Planned.Proposed proposed) {
        var document = proposed.plan();
        var bundle = PlanBundle.of(document);
        plans.planned(tx, requested.plan(), proposed.state(), document.warnings(), bundle);
        say(tx, requested, proposal(proposed, bundle.hash()));
        for (var replaced : plans.supersede(tx, document.database(), requested.plan())) {
            superseded(tx, requested, document, replaced);
        }
        if (proposed.state() == PlanState.RELEASED) {
            release(tx, requested, document, bundle);
        }
    }

    private static PlanProposed proposal(Planned.Proposed proposed, String hash) {
        var document = proposed.plan();
        return new PlanProposed(
                document.plan(),
                document.database(),
                hash,
                document.summary(),
                document.fromVersion(),
                document.toVersion(),
                document.steps().size(),
                (int)
                        document.steps().stream()
                                .filter(s -> s instanceof PlannedStep.ApplyScript)
                                .count(),
                document.risk(),
                document.estimate(),
                document.downtimeRequired(),
                proposed.state() == PlanState.AWAITING_APPROVAL,
                proposed.state() == PlanState.PROPOSED && !document.steps().isEmpty(),
                document.warnings());
    }

    private void superseded(
            Transaction tx, PlanStore.Requested requested, PlanDocument document, PlanId replaced) {
        var event = new PlanSuperseded(replaced, document.database(), requested.plan());
        var cause =
                new Cause(
                        replaced,
                        requested.cause().causation(),
                        requested.cause().actor(),
                        requested.cause().traceparent());
        journal.add(tx, replaced, spine.outbox().add(tx, event, cause), event);
    }

    private void release(
            Transaction tx,
            PlanStore.Requested requested,
            PlanDocument document,
            PlanBundle bundle) {
        for (var part : bundle.parts(document)) {
            var unused = spine.outbox().add(tx, part, requested.cause());
        }
        var startBefore = spine.clock().instant().plus(startWithin).truncatedTo(ChronoUnit.MILLIS);
        var signature =
                keys.key()
                        .sign(
                                Signed.release(
                                        document.plan(),
                                        document.database(),
                                        bundle.hash(),
                                        startBefore));
        say(
                tx,
                requested,
                new PlanReleased(
                        document.plan(),
                        document.database(),
                        bundle.hash(),
                        startBefore,
                        signature));
    }

    private void say(Transaction tx, PlanStore.Requested requested, Event event) {
        var envelope = spine.outbox().add(tx, event, requested.cause());
        journal.add(tx, requested.plan(), envelope, event);
    }
}
