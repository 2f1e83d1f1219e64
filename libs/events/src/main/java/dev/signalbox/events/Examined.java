package dev.signalbox.events;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one examination of a database found, before or after its migrations.
 *
 * @param examination connectivity, disk-space, writers, connections, integrity, references,
 *     objects, rows or timings
 * @param sentence what was found, or why it was not looked for
 * @param remedy absent where there is nothing to do
 */
public record Examined(
        String examination, Outcome outcome, String sentence, @Nullable String remedy) {

    /** What becomes of the run. */
    public enum Outcome {
        PASSED,
        /** Worth knowing; the run goes on. */
        NOTED,
        /** The run pauses, unless it is to go on in spite of warnings. */
        WARNING,
        /** The run fails. */
        FAILED,
        /** Not examined, and the sentence says why. */
        LEFT_OUT
    }

    public Examined {
        Objects.requireNonNull(examination, "examination");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(sentence, "sentence");
    }

    public static Examined passed(String examination, String sentence) {
        return new Examined(examination, Outcome.PASSED, sentence, null);
    }

    public static Examined noted(String examination, String sentence) {
        return new Examined(examination, Outcome.NOTED, sentence, null);
    }

    public static Examined warning(String examination, String sentence, String remedy) {
        return new Examined(examination, Outcome.WARNING, sentence, remedy);
    }

    public static Examined failed(String examination, String sentence, String remedy) {
        return new Examined(examination, Outcome.FAILED, sentence, remedy);
    }

    public static Examined leftOut(String examination, String why) {
        return new Examined(examination, Outcome.LEFT_OUT, why, null);
    }
}
