package dev.signalbox.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one query of a check found. A check passes when its query returns no row: each row that it
 * returns is something wrong.
 *
 * @param statement 1-based, in the file
 * @param query its text, of a long one the beginning
 * @param warning its author says that it does not fail the run
 * @param violations how many rows came back; 0 when it passed
 * @param sample the first few of them, as text
 * @param error why the query could not be run; it has then not passed
 */
public record CheckResult(
        String file,
        int statement,
        String query,
        boolean warning,
        long violations,
        List<String> sample,
        @Nullable String error) {

    public CheckResult {
        sample = List.copyOf(sample);
    }

    public boolean passed() {
        return violations == 0 && error == null;
    }
}
