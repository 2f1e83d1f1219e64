package dev.signalbox.runtime.intake;

import dev.signalbox.events.Actor;
import dev.signalbox.events.Envelope;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Message;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.Request;
import dev.signalbox.events.codec.EventCodec;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.outbox.Cause;
import dev.signalbox.runtime.security.ServiceKeys;
import dev.signalbox.runtime.web.ApiException;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests in over REST. The actor is known here, so the service signs for it; the request
 * then travels through Kafka like any other.
 */
public final class RequestIntake {

    private static final int MOST_BYTES = 64 * 1024;

    private final ServiceSpine spine;
    private final ServiceKeys keys;
    private final EventCodec codec = new EventCodec();

    public RequestIntake(ServiceSpine spine, ServiceKeys keys) {
        this.spine = spine;
        this.keys = keys;
    }

    /**
     * @param body the request's data, as JSON
     * @throws ApiException with a finding a field, when it is not as published
     */
    public <T extends Request> T read(EventType type, Class<T> request, byte @Nullable [] body) {
        var given = body == null ? new byte[0] : body;
        if (given.length > MOST_BYTES) {
            throw ApiException.tooLarge(
                    "The request has %d bytes, the limit is %d".formatted(given.length, MOST_BYTES),
                    "Give a shorter reason.");
        }
        var findings = codec.check(type, given);
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        try {
            return Json.read(given, request);
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

    /**
     * Signs a request for its actor and puts it on its way.
     *
     * @param plan the plan that will come of it, where one does
     */
    public Envelope send(Request request, @Nullable PlanId plan, SecurityContext security) {
        var actor = Actor.user(security.getUserPrincipal().getName());
        var cause = new Cause(plan, null, actor, null);
        var envelope = keys.sign(spine.outbox().envelope(cause, null), request);
        spine.store().change(tx -> spine.outbox().add(tx, new Message(envelope, request)));
        return envelope;
    }

    private static ApiException refused(List<Finding> findings) {
        return ApiException.badRequest(
                "The request has %d fields that are not as they must be".formatted(findings.size()),
                "See the findings, and docs/asyncapi.yaml for what is allowed.",
                findings);
    }
}
