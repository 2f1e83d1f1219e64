package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.Place;
import java.util.List;

/** A step did not do what it says. */
final class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    StepFailedException(Place place, String message) {
        this(place, message, List.of());
    }

    StepFailedException(Place place, String message, List<String> details) {
        super(message);
        this.problem = new Problem(place, message, details);
    }

    Problem problem() {
        return problem;
    }
}
