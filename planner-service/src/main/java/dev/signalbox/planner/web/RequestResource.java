package dev.signalbox.planner.web;

import dev.signalbox.events.Actor;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request.RequestPlan;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.web.ApiException;
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
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Takes requests in over REST: the actor is known here, so the planner signs for it, and the
 * request travels through Kafka like any other.
 */
@Path("/planner/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "planner")
@Blocking
public class RequestResource {

    private final ServiceSpine spine;
    private final ServiceKeys keys;
    private final EventCodec codec = new EventCodec();

    @Inject
    RequestResource(
            @Identifier("planner") ServiceSpine spine, @Identifier("planner") ServiceKeys keys) {
        this.spine = spine;
        this.keys = keys;
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
                    byte[] body,
            @Context SecurityContext security) {
        var request = read(body);
        var plan = PlanId.next();
        var actor = Actor.user(security.getUserPrincipal().getName());
        var cause = new Cause(plan, null, actor, null);
        var envelope = keys.sign(spine.outbox().envelope(cause, null), request);
        spine.store().change(tx -> spine.outbox().add(tx, new Message(envelope, request)));
        return Response.accepted(new Accepted(envelope.id(), plan)).build();
    }

    private RequestPlan read(byte[] body) {
        var findings = codec.check(EventType.REQUEST_PLAN, body);
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        try {
            return Json.read(body, RequestPlan.class);
        } catch (IOException e) {
            throw refused(
                    List.of(
                            Finding.error(
                                    "malformed",
                                    null,
                                    String.valueOf(e.getMessage()),
                                    "See /q/openapi.")));
        }
    }

    private static ApiException refused(List<Finding> findings) {
        return ApiException.badRequest(
                "The request has %d fields that are not as they must be".formatted(findings.size()),
                "See the findings, and docs/asyncapi.yaml for what is allowed.",
                findings);
    }
}
