package dev.signalbox.backup.web;

import dev.signalbox.backup.store.SnapshotFolders;
import dev.signalbox.backup.store.StoredSnapshot;
import dev.signalbox.backup.work.SnapshotVerification;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Request.TakeSnapshot;
import dev.signalbox.events.SnapshotId;
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

    private final RequestIntake intake;
    private final SnapshotFolders folders;

    @Inject
    SnapshotResource(
            @Identifier("backup") ServiceSpine spine,
            @Identifier("backup") ServiceKeys keys,
            SnapshotFolders folders) {
        this.intake = new RequestIntake(spine, keys);
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
        var request = intake.read(EventType.TAKE_SNAPSHOT, TakeSnapshot.class, body);
        return Response.accepted(new Accepted(intake.send(request, null, security).id())).build();
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
        return SnapshotView.of(found(snapshot));
    }

    @GET
    @Path("{snapshot}/verify")
    @Operation(summary = "Read a snapshot to its last page and compare it with its manifest")
    public SnapshotVerification.Verdict verify(@PathParam("snapshot") UUID snapshot) {
        try {
            return SnapshotVerification.of(found(snapshot));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private StoredSnapshot found(UUID snapshot) {
        try {
            return folders.find(new SnapshotId(snapshot))
                    .orElseThrow(
                            () ->
                                    ApiException.notFound(
                                            "There is no snapshot " + snapshot,
                                            "GET /backup/snapshots lists them."));
        } catch (IOException e) {
            throw unreadable(e);
        }
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
