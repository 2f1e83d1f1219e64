package dev.signalbox.planner.web;

import dev.signalbox.database.DatabaseException;
import dev.signalbox.runtime.web.ApiProblem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A managed database that cannot be looked at is no fault of the planner's. */
class DatabaseProblems {

    private static final int MAY_PASS = 503;
    private static final int CONFLICT = 409;

    @ServerExceptionMapper
    Response unreadable(DatabaseException e) {
        return Response.status(e.reason().mayPass() ? MAY_PASS : CONFLICT)
                .entity(
                        ApiProblem.of(
                                "database-unreadable",
                                e.database() + ": " + e.problem(),
                                e.remedy() + "."))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
