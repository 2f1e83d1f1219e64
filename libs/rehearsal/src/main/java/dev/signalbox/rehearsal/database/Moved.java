package dev.signalbox.rehearsal.database;

import java.time.Duration;
import java.util.List;

/**
 * What a way up or down came to.
 *
 * @param steps in the order in which they ran; none when the database was there already
 */
public record Moved(List<Step> steps) {

    public Moved {
        steps = List.copyOf(steps);
    }

    /** What ran. */
    public enum Kind {
        UP,
        DOWN,
        RULE,
        CHECK
    }

    /**
     * A migration, a transformation rule or a file of checks.
     *
     * @param name a migration's file stem, a rule's id, a check's path
     * @param rows inserted, updated and deleted; of a rule, transformed
     * @param notes a sentence each
     */
    public record Step(Kind kind, String name, Duration duration, long rows, List<String> notes) {

        public Step {
            notes = List.copyOf(notes);
        }
    }

    /** Of migrations and rules; checks only look. */
    public Duration duration() {
        return steps.stream()
                .filter(step -> step.kind() != Kind.CHECK)
                .map(Step::duration)
                .reduce(Duration.ZERO, Duration::plus);
    }

    public long rows() {
        return steps.stream().mapToLong(Step::rows).sum();
    }

    public List<String> notes() {
        return steps.stream()
                .flatMap(step -> step.notes().stream().map(note -> step.name() + ": " + note))
                .toList();
    }
}
