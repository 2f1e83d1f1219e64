package dev.signalbox.planner.web;

import dev.signalbox.events.PlanId;
import dev.signalbox.events.plan.PlanBundle;
import dev.signalbox.events.plan.PlanDocument;
import dev.signalbox.planner.store.PlanJournal;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.runtime.web.Activity;
import dev.signalbox.runtime.web.ApiException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Plans: what would happen, and how far it is. */
@Path("/planner/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "planner")
@Blocking
public class PlanResource {

    private static final int MOST = 500;

    private final PlanStore plans;
    private final PlanJournal journal;
    private final Activity activity;

    @Inject
    PlanResource(PlanStore plans, PlanJournal journal, Activity activity) {
        this.plans = plans;
        this.journal = journal;
        this.activity = activity;
    }

    @GET
    @Operation(summary = "The latest plans, newest first")
    public List<PlanStore.View> list(
            @QueryParam("database") @Nullable String database,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return plans.views(database, Math.clamp(limit, 1, MOST));
    }

    @GET
    @Path("{plan}")
    @Operation(summary = "One plan, with its document once it is planned")
    public PlanStore.View show(@PathParam("plan") UUID plan) {
        var id = new PlanId(plan);
        var view =
                plans.view(id)
                        .orElseThrow(
                                () ->
                                        ApiException.notFound(
                                                "There is no plan " + plan,
                                                "GET /planner/plans lists the latest."));
        return plans.bundle(id).map(bundle -> view.with(withoutFiles(bundle))).orElse(view);
    }

    @GET
    @Path("{plan}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "What is known of a plan and what comes, until it is at rest")
    public Multi<OutboundSseEvent> events(@PathParam("plan") UUID plan, @Context Sse sse) {
        activity.watcherCame();
        return new PlanStream(plans, journal, sse, activity::watcherLeft).open(new PlanId(plan));
    }

    /** The scripts' text is for the executor; a reader wants to know which they are. */
    private static PlanDocument withoutFiles(PlanBundle bundle) {
        try {
            return bundle.document().withoutText();
        } catch (IOException e) {
            throw new IllegalStateException("A bundle that the planner wrote itself", e);
        }
    }
}
