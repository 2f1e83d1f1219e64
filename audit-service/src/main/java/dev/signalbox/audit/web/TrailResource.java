package dev.signalbox.audit.web;

import dev.signalbox.audit.domain.Cursor;
import dev.signalbox.audit.domain.TrailQuery;
import dev.signalbox.audit.store.EntryView;
import dev.signalbox.audit.store.TrailStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The trail: who did what, when. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
@Blocking
public class TrailResource {

    private final TrailStore trail;

    @Inject
    TrailResource(TrailStore trail) {
        this.trail = trail;
    }

    /**
     * @param next to be given as {@code after}; absent when nothing more matches now
     */
    public record Entries(List<EntryView> entries, @Nullable String next) {}

    @GET
    @Path("trail")
    @Operation(summary = "Entries that match all that is given, by index")
    @Parameter(in = ParameterIn.QUERY, name = "database", description = "A database's id")
    @Parameter(in = ParameterIn.QUERY, name = "plan", description = "A plan's id")
    @Parameter(in = ParameterIn.QUERY, name = "actor", description = "Such as local:alice")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "type",
            description = "A whole type, or how it begins after dev.signalbox., such as step.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "Recorded then or later, RFC 3339")
    @Parameter(in = ParameterIn.QUERY, name = "to", description = "Recorded before, RFC 3339")
    @Parameter(in = ParameterIn.QUERY, name = "after", description = "The next of the last page")
    @Parameter(in = ParameterIn.QUERY, name = "limit", description = "1 to 500, 100 by default")
    public Entries trail(@Context UriInfo uri) {
        return page(new TrailParameters(uri.getQueryParameters()).query());
    }

    @GET
    @Path("dead-letters")
    @Operation(summary = "What could not be read, by index")
    @Parameter(in = ParameterIn.QUERY, name = "after", description = "The next of the last page")
    @Parameter(in = ParameterIn.QUERY, name = "limit", description = "1 to 500, 100 by default")
    public Entries deadLetters(@Context UriInfo uri) {
        return page(new TrailParameters(uri.getQueryParameters()).deadLetters());
    }

    private Entries page(TrailQuery query) {
        var page = trail.find(query);
        return new Entries(
                page.entries(),
                page.more() ? Cursor.after(page.entries().getLast().index()) : null);
    }
}
