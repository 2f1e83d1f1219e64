package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.suite.Place;
import java.util.List;

/**
 * Why a scenario failed.
 *
 * @param place of the step, or of the statement in it
 * @param message one sentence
 * @param details lines below it: what was expected and what was found
 */
public record Problem(Place place, String message, List<String> details) {

    public Problem {
        details = List.copyOf(details);
    }

    /** All of it, as a person reads it. */
    public String text() {
        return place
                + ": "
                + message
                + (details.isEmpty() ? "" : "\n  " + String.join("\n  ", details));
    }
}
