package dev.signalbox.standalone;

import io.quarkus.runtime.Quarkus;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The process as a whole. */
@Path("/standalone")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "standalone")
public class StandaloneResource {

    private final Instance instance;

    @Inject
    StandaloneResource(Instance instance) {
        this.instance = instance;
    }

    @GET
    @Operation(summary = "Where this standalone is and since when")
    public Instance.Description show() {
        return instance.describe(null);
    }

    @POST
    @Path("stop")
    @Operation(summary = "Stop; runs under way go on after the next start")
    public Response stop(@Context RoutingContext http) {
        // The answer must have left before the server does.
        http.addEndHandler(sent -> Thread.ofPlatform().name("stop").start(Quarkus::asyncExit));
        return Response.accepted().build();
    }
}
