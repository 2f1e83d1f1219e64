package dev.signalbox.runtime.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.events.Finding;
import java.util.List;

/** What a failed REST request answers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiProblem(String code, String message, String remedy, List<Finding> findings) {

    public ApiProblem {
        findings = List.copyOf(findings);
    }

    public static ApiProblem of(String code, String message, String remedy) {
        return new ApiProblem(code, message, remedy, List.of());
    }
}
