package dev.signalbox.cli.validate;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as it is reported.
 *
 * @param path of the file, from the working directory where that contains it, with slashes
 * @param source null where the file could not be read
 */
public record Entry(Diagnosis diagnosis, String path, @Nullable SourceText source) {

    /** The line that it is about; empty for a file as a whole. */
    String line() {
        return source == null || diagnosis.line() == 0 || diagnosis.line() > source.lines()
                ? ""
                : source.line(diagnosis.line());
    }

    /** What may be shown of the file: a secret is not shown again. */
    boolean mayBeShown() {
        return !diagnosis.rule().equals("credentials");
    }
}
