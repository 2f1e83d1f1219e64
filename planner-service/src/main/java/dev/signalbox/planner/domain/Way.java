package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import dev.signalbox.events.plan.PlanDocument.BundledFile;
import dev.signalbox.events.plan.PlannedStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a goal is reached: all of a plan that hangs on the goal.
 *
 * @param errors what keeps it from being reached; the rest then says nothing
 * @param summary one sentence
 * @param reactions hooks that run when the run fails
 */
record Way(
        List<Finding> errors,
        List<Finding> warnings,
        List<PlannedStep> steps,
        @Nullable String toVersion,
        String summary,
        boolean downtimeRequired,
        List<BundledFile> files,
        List<PlannedStep.Hook> reactions) {

    Way {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        steps = List.copyOf(steps);
        files = List.copyOf(files);
        reactions = List.copyOf(reactions);
    }

    static Way blocked(List<Finding> errors) {
        return new Way(errors, List.of(), List.of(), null, "", false, List.of(), List.of());
    }

    static Way of(
            List<PlannedStep> steps,
            @Nullable String toVersion,
            String summary,
            List<BundledFile> files,
            List<Finding> warnings) {
        return new Way(List.of(), warnings, steps, toVersion, summary, false, files, List.of());
    }
}
