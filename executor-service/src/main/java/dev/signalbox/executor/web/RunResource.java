package dev.signalbox.executor.web;

import dev.signalbox.events.RunId;
import dev.signalbox.executor.domain.Examination;
import dev.signalbox.executor.store.ExaminationStore;
import dev.signalbox.executor.store.RunStore;
import dev.signalbox.runtime.web.ApiException;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs: what is happening, how far, what came of it. */
@Path("/executor/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "executor")
@Blocking
public class RunResource {

    private static final int MOST = 500;

    private final RunStore runs;
    private final ExaminationStore examinations;

    @Inject
    RunResource(RunStore runs, ExaminationStore examinations) {
        this.runs = runs;
        this.examinations = examinations;
    }

    @GET
    @Operation(summary = "The latest runs, newest first")
    public List<RunStore.View> list(
            @QueryParam("database") @Nullable String database,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return runs.views(database, Math.clamp(limit, 1, MOST));
    }

    @GET
    @Path("{run}")
    @Operation(summary = "One run")
    public RunStore.View show(@PathParam("run") UUID run) {
        return known(run);
    }

    @GET
    @Path("{run}/examinations")
    @Operation(summary = "What was found before a run's changes, and after them")
    public List<Examination> examinations(@PathParam("run") UUID run) {
        return examinations.of(known(run).run());
    }

    private RunStore.View known(UUID run) {
        return runs.view(new RunId(run))
                .orElseThrow(
                        () ->
                                ApiException.notFound(
                                        "There is no run " + run,
                                        "GET /executor/runs lists the latest."));
    }
}
