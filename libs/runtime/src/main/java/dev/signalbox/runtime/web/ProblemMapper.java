package dev.signalbox.runtime.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.runtime.store.StoreUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problems as JSON, never a stack trace. */
class ProblemMapper {

    @ServerExceptionMapper
    Response problem(ApiException e) {
        return answer(e.status(), e.problem());
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException e) {
        return answer(
                503,
                ApiProblem.of(
                        "store-unavailable",
                        "The service cannot reach its store now",
                        "Try again; /q/health/ready tells when it is back."));
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e) {
        return answer(
                400,
                ApiProblem.of(
                        "malformed-json",
                        "The body is not the JSON that is expected: " + e.getOriginalMessage(),
                        "See /q/openapi."));
    }

    private static Response answer(int status, ApiProblem problem) {
        return Response.status(status).entity(problem).type(MediaType.APPLICATION_JSON).build();
    }
}
