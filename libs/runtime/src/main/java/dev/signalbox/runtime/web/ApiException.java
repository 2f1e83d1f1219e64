package dev.signalbox.runtime.web;

import dev.signalbox.events.Finding;
import java.util.List;

/** A request that is answered with a problem. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ApiProblem problem;

    private ApiException(int status, ApiProblem problem) {
        super(problem.message());
        this.status = status;
        this.problem = problem;
    }

    public static ApiException badRequest(String message, String remedy, List<Finding> findings) {
        return new ApiException(400, new ApiProblem("bad-request", message, remedy, findings));
    }

    public static ApiException notFound(String message, String remedy) {
        return new ApiException(404, ApiProblem.of("not-found", message, remedy));
    }

    public static ApiException conflict(String message, String remedy, List<Finding> findings) {
        return new ApiException(409, new ApiProblem("conflict", message, remedy, findings));
    }

    public static ApiException tooLarge(String message, String remedy) {
        return new ApiException(413, ApiProblem.of("too-large", message, remedy));
    }

    public static ApiException unavailable(String message, String remedy) {
        return new ApiException(503, ApiProblem.of("unavailable", message, remedy));
    }

    public int status() {
        return status;
    }

    public ApiProblem problem() {
        return problem;
    }
}
