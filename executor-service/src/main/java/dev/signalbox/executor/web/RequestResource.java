package dev.signalbox.executor.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.events.codec.Json;
import dev.signalbox.executor.domain.Steered;
import dev.signalbox.executor.store.RequestStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.intake.RequestIntake;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.web.ApiException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Steering and locks, over REST. */
@Path("/executor/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "executor")
@Blocking
public class RequestResource {

    private final RequestIntake intake;
    private final ServiceSpine spine;
    private final RunStore runs;
    private final RequestStore requests;

    @Inject
    RequestResource(
            @Identifier("executor") ServiceSpine spine,
            @Identifier("executor") ServiceKeys keys,
            RunStore runs,
            RequestStore requests) {
        this.intake = new RequestIntake(spine, keys);
        this.spine = spine;
        this.runs = runs;
        this.requests = requests;
    }

    /**
     * @param event the id of the request on Kafka
     */
    public record Accepted(EventId event) {}

    @POST
    @Path("pause")
    @Operation(summary = "Stop the run of a plan before its next step, until it is resumed")
    public Response pause(byte @Nullable [] body, @Context SecurityContext security) {
        return steer(
                intake.read(EventType.PAUSE_RUN, Request.PauseRun.class, whole(body)), security);
    }

    @POST
    @Path("resume")
    @Operation(summary = "Go on after a pause")
    public Response resume(byte @Nullable [] body, @Context SecurityContext security) {
        return steer(
                intake.read(EventType.RESUME_RUN, Request.ResumeRun.class, whole(body)), security);
    }

    @POST
    @Path("cancel")
    @Operation(summary = "End the run of a plan; its step under way is rolled back")
    public Response cancel(byte @Nullable [] body, @Context SecurityContext security) {
        return steer(
                intake.read(EventType.CANCEL_RUN, Request.CancelRun.class, whole(body)), security);
    }

    @POST
    @Path("retry")
    @Operation(summary = "Go on with the step that failed")
    public Response retry(byte @Nullable [] body, @Context SecurityContext security) {
        return steer(
                intake.read(EventType.RETRY_RUN, Request.RetryRun.class, whole(body)), security);
    }

    @POST
    @Path("unlock")
    @Operation(summary = "Take the migration lock from whoever holds it, and free it")
    public Response unlock(byte @Nullable [] body, @Context SecurityContext security) {
        var request = intake.read(EventType.RELEASE_LOCK, Request.ReleaseLock.class, body);
        return accepted(request, null, security);
    }

    @GET
    @Path("{event}")
    @Operation(summary = "What became of a request")
    public RequestStore.View show(@PathParam("event") String event) {
        return requests.find(new EventId(event))
                .orElseThrow(
                        () ->
                                ApiException.notFound(
                                        "There is no request with the event id " + event,
                                        "POST /executor/requests/… answers with the id of each."));
    }

    /** Who names the plan need not name its database; events name both. */
    private byte @Nullable [] whole(byte @Nullable [] body) {
        try {
            if (body != null
                    && Json.mapper().readTree(body) instanceof ObjectNode given
                    && !given.has("database")
                    && given.path("plan").isTextual()) {
                var plan = PlanId.of(given.path("plan").textValue());
                var run = spine.store().read(tx -> runs.find(tx, plan));
                run.ifPresent(r -> given.put("database", r.run().header().database().value()));
                return Json.write(given);
            }
            return body;
        } catch (IOException | IllegalArgumentException e) {
            // The intake says what is wrong with it.
            return body;
        }
    }

    /** Refused at once where it can be seen; what is decided is decided when it comes back. */
    private Response steer(Request.Steering request, SecurityContext security) {
        var plan = request.plan();
        var run =
                spine.store()
                        .read(tx -> runs.find(tx, plan))
                        .orElseThrow(
                                () ->
                                        ApiException.notFound(
                                                "Plan %s has no run".formatted(plan),
                                                "GET /executor/runs lists the latest; a plan that"
                                                        + " was refused or only proposed has"
                                                        + " none."))
                        .run();
        if (Steered.decide(run, request, "") instanceof Steered.Refused refused) {
            throw ApiException.conflict(
                    refused.finding().message(),
                    String.valueOf(refused.finding().remedy()),
                    List.of(refused.finding()));
        }
        return accepted(request, plan, security);
    }

    private Response accepted(Request request, @Nullable PlanId plan, SecurityContext security) {
        var event = intake.send(request, plan, security).id();
        spine.store().change(tx -> requests.pending(tx, event));
        return Response.accepted(new Accepted(event)).build();
    }
}
