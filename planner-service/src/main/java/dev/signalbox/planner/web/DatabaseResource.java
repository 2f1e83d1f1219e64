package dev.signalbox.planner.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.events.PlanId;
import dev.signalbox.planner.domain.Leaving;
import dev.signalbox.planner.domain.PlanState;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.planner.work.Catalogue;
import dev.signalbox.planner.work.DatabaseStatus;
import dev.signalbox.planner.work.TransformationView;
import dev.signalbox.planner.work.Verification;
import dev.signalbox.runtime.web.ApiException;
import dev.signalbox.settings.LoadedOrRefused;
import dev.signalbox.settings.Settings;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The databases that are known, and where each stands now. */
@Path("/planner/databases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "planner")
@Blocking
public class DatabaseResource {

    private static final String FLYWAY = "flyway";

    private final Catalogue catalogue;
    private final PlanStore plans;

    @Inject
    DatabaseResource(Catalogue catalogue, PlanStore plans) {
        this.catalogue = catalogue;
        this.plans = plans;
    }

    public record LastPlan(PlanId plan, PlanState state) {}

    /** A run that goes on, or that failed and may be retried. */
    public record OpenRun(PlanId plan, PlanState state, List<String> waysOut) {}

    public record Shown(
            @JsonUnwrapped DatabaseStatus status,
            @Nullable LastPlan lastPlan,
            @Nullable OpenRun run) {}

    @GET
    @Operation(summary = "The databases that are known")
    public List<Catalogue.Entry> list() {
        return catalogue.entries(settings());
    }

    @GET
    @Path("{database}")
    @Operation(summary = "Where a database stands: looks at its ledger, its schema and the files")
    public Shown show(@PathParam("database") String database) {
        var settings = settings();
        var status =
                catalogue.status(settings, database).orElseThrow(() -> unknown(settings, database));
        var last =
                plans.views(database, 1).stream()
                        .findFirst()
                        .map(v -> new LastPlan(v.plan(), v.state()));
        var run =
                plans.openRun(database)
                        .map(v -> new OpenRun(v.plan(), v.state(), v.state().waysOut()));
        return new Shown(status, last.orElse(null), run.orElse(null));
    }

    @GET
    @Path("{database}/verify")
    @Operation(summary = "Whether a database, its ledger and its files agree")
    public Verification.Verified verify(@PathParam("database") String database) {
        var settings = settings();
        return catalogue.verify(settings, database).orElseThrow(() -> unknown(settings, database));
    }

    @GET
    @Path("{database}/leaving")
    @Operation(
            summary =
                    "A database's history in another tool's form, and what its files must be"
                            + " called for it; 'to' is flyway")
    public Leaving leaving(
            @PathParam("database") String database, @QueryParam("to") @Nullable String to) {
        if (!FLYWAY.equals(to)) {
            throw ApiException.badRequest(
                    "The history can be written for flyway, not for '" + to + "'",
                    "Ask for ?to=flyway.",
                    List.of());
        }
        var settings = settings();
        return catalogue.leaving(settings, database).orElseThrow(() -> unknown(settings, database));
    }

    @GET
    @Path("{database}/transformations")
    @Operation(summary = "The rules that transform rows of a database, and where each stands")
    public TransformationView transformations(@PathParam("database") String database) {
        var settings = settings();
        return catalogue
                .transformations(settings, database)
                .orElseThrow(() -> unknown(settings, database));
    }

    @GET
    @Path("{database}/transformations/{rule}/failed")
    @Operation(summary = "Rows of a rule's last run that could not be transformed, the first 1000")
    public List<TransformationView.Failed> failedRows(
            @PathParam("database") String database, @PathParam("rule") String rule) {
        var settings = settings();
        return catalogue
                .failedRows(settings, database, rule)
                .orElseThrow(() -> unknown(settings, database));
    }

    private ApiException unknown(Settings settings, String database) {
        var finding = catalogue.unknown(settings, database);
        return ApiException.notFound(finding.message(), String.valueOf(finding.remedy()));
    }

    private Settings settings() {
        return switch (catalogue.settings()) {
            case LoadedOrRefused.Loaded loaded -> loaded.settings();
            case LoadedOrRefused.Refused refused ->
                    throw ApiException.badRequest(
                            "The project's settings are not right",
                            "Correct signalbox.yml; it is read again by itself.",
                            refused.findings());
        };
    }
}
