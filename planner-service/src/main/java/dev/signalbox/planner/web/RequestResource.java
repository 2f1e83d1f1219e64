package dev.signalbox.planner.web;

import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.intake.RequestIntake;
import dev.signalbox.runtime.security.ServiceKeys;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Requests for plans, over REST. */
@Path("/planner/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "planner")
@Blocking
public class RequestResource {

    private final RequestIntake intake;

    @Inject
    RequestResource(
            @Identifier("planner") ServiceSpine spine, @Identifier("planner") ServiceKeys keys) {
        this.intake = new RequestIntake(spine, keys);
    }

    /**
     * @param event the id of the request on Kafka
     * @param plan the plan that will come of it
     */
    public record Accepted(EventId event, PlanId plan) {}

    @POST
    @Operation(summary = "Ask for a plan; where no approval is needed, it is carried out")
    public Response request(
            @RequestBody(content = @Content(schema = @Schema(implementation = RequestPlan.class)))
                    byte @Nullable [] body,
            @Context SecurityContext security) {
        var request = intake.read(EventType.REQUEST_PLAN, RequestPlan.class, body);
        var plan = PlanId.next();
        var envelope = intake.send(request, plan, security);
        return Response.accepted(new Accepted(envelope.id(), plan)).build();
    }
}
