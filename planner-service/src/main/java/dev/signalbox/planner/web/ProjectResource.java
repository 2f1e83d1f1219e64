package dev.signalbox.planner.web;

import dev.signalbox.events.codec.Json;
import dev.signalbox.planner.store.ProjectStore;
import dev.signalbox.runtime.web.ApiException;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Uploads of migrations, for planners that do not have the project's folder. */
@Path("/planner/projects")
@Tag(name = "planner")
@Blocking
public class ProjectResource {

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final ProjectStore projects;

    @Inject
    ProjectResource(ProjectStore projects) {
        this.projects = projects;
    }

    @PUT
    @Path("{sha256}")
    @Consumes("application/zip")
    @Operation(summary = "Keep a zip of a migrations folder, under the SHA-256 of the zip")
    public Response upload(@PathParam("sha256") String sha256, byte[] zip) {
        if (zip.length > MOST_BYTES) {
            throw ApiException.tooLarge(
                    "The upload has %d bytes, the limit is %d".formatted(zip.length, MOST_BYTES),
                    "Upload only the .sql files of the migrations folder.");
        }
        var found = Json.sha256(zip);
        if (!found.equals(sha256.toLowerCase(Locale.ROOT))) {
            throw ApiException.badRequest(
                    "The upload's SHA-256 is " + found + ", not " + sha256,
                    "Send it again; it may have been cut off.",
                    List.of());
        }
        return Response.status(projects.keep(found, zip) ? 201 : 200).build();
    }
}
