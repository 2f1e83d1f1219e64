package dev.signalbox.backup.web;

import dev.signalbox.backup.store.RequestStore;
import dev.signalbox.backup.work.RunningSnapshots;
import dev.signalbox.events.EventId;
import dev.signalbox.runtime.ServiceSpine;
import dev.signalbox.runtime.web.ApiException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What came of requests for snapshots. */
@Path("/backup/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backup")
@Blocking
public class RequestResource {

    private final ServiceSpine spine;
    private final RequestStore requests;
    private final RunningSnapshots running;

    @Inject
    RequestResource(
            @Identifier("backup") ServiceSpine spine,
            RequestStore requests,
            RunningSnapshots running) {
        this.spine = spine;
        this.requests = requests;
        this.running = running;
    }

    @GET
    @Path("{event}")
    @Operation(summary = "How far a request is; unknown until it has come back from Kafka")
    public RequestStore.View show(@PathParam("event") String event) {
        return id(event)
                .flatMap(id -> requests.find(id, spine.outbox().source()))
                .map(this::withProgress)
                .orElseThrow(
                        () ->
                                ApiException.notFound(
                                        "There is no request with the event id " + event,
                                        "A new one is known once it has come back from Kafka: ask"
                                                + " again in a moment."));
    }

    private static Optional<EventId> id(String event) {
        try {
            return Optional.of(new EventId(event));
        } catch (IllegalArgumentException e) {
            // No event can have it.
            return Optional.empty();
        }
    }

    private RequestStore.View withProgress(RequestStore.View view) {
        var snapshot = view.snapshot();
        return snapshot == null || !view.state().equals("RUNNING")
                ? view
                : running.of(snapshot).map(p -> view.at(p.done(), p.total())).orElse(view);
    }
}
