package dev.signalbox.backup.web;

import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.events.Actor;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import dev.signalbox.events.Message;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.SnapshotId;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as their manifests tell of them, and requests for new ones: the actor is known here, so
 * the service signs for it, and the request travels through Kafka like any other.
 */
@Path("/backup/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "backup")
@Blocking
public class SnapshotResource {

    private static final int MOST_REQUEST_BYTES = 64 * 1024;

    private final ServiceSpine spine;
    private final ServiceKeys keys;
    private final SnapshotFolders folders;
    private final EventCodec codec = new EventCodec();

    @Inject
    SnapshotResource(
            @Identifier("backup") ServiceSpine spine,
            @Identifier("backup") ServiceKeys keys,
            SnapshotFolders folders) {
        this.spine = spine;
        this.keys = keys;
        this.folders = folders;
    }

    /**
     * @param event the id of the request on Kafka
     */
    public record Accepted(EventId event) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for a snapshot; GET /backup/requests/<event> tells what came of it")
    public Response take(
            @RequestBody(content = @Content(schema = @Schema(implementation = TakeSnapshot.class)))
                    byte @Nullable [] body,
            @Context SecurityContext security) {
        var request = read(body == null ? new byte[0] : body);
        var actor = Actor.user(security.getUserPrincipal().getName());
        var cause = new Cause(null, null, actor, null);
        var envelope = keys.sign(spine.outbox().envelope(cause, null), request);
        spine.store().change(tx -> spine.outbox().add(tx, new Message(envelope, request)));
        return Response.accepted(new Accepted(envelope.id())).build();
    }

    @GET
    @Operation(summary = "Snapshots, newest first; a broken one says why it is")
    public List<SnapshotView> list(@QueryParam("database") @Nullable String database) {
        try {
            var found =
                    database == null || database.isEmpty()
                            ? folders.list()
                            : folders.list(known(database));
            return found.stream().map(SnapshotView::of).toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @GET
    @Path("{snapshot}")
    @Operation(summary = "One snapshot")
    public SnapshotView show(@PathParam("snapshot") UUID snapshot) {
        try {
            return folders.find(new SnapshotId(snapshot))
                    .map(SnapshotView::of)
                    .orElseThrow(
                            () ->
                                    ApiException.notFound(
                                            "There is no snapshot " + snapshot,
                                            "GET /backup/snapshots lists them."));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private TakeSnapshot read(byte[] body) {
        if (body.length > MOST_REQUEST_BYTES) {
            throw ApiException.tooLarge(
                    "The request has %d bytes, the limit is %d"
                            .formatted(body.length, MOST_REQUEST_BYTES),
                    "Give a shorter reason.");
        }
        var findings = codec.check(EventType.TAKE_SNAPSHOT, body);
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        try {
            return Json.read(body, TakeSnapshot.class);
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

    private static DatabaseId known(String database) {
        if (!DatabaseId.isValid(database)) {
            throw ApiException.badRequest(
                    "The parameter 'database' was given '%s'".formatted(database),
                    "Allowed: " + DatabaseId.PATTERN + ".",
                    List.of());
        }
        return new DatabaseId(database);
    }

    private ApiException unreadable(IOException e) {
        return ApiException.unavailable(
                "The snapshot store %s cannot be read: %s".formatted(folders.root(), e),
                "Check the folder (signalbox.backup.snapshots) and its rights.");
    }
}
