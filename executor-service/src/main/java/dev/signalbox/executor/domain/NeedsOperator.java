package dev.signalbox.executor.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing automatic is safe: a person must look first.
 *
 * @param progress absent when it never started
 * @param rollback where its undoing stopped; absent when it was not being undone
 */
public record NeedsOperator(
        Header header, @Nullable Progress progress, String error, @Nullable Rollback rollback)
        implements Run {

    @Override
    public String state() {
        return "NEEDS_OPERATOR";
    }

    @Override
    public List<String> waysOut() {
        return List.of("retry", "cancel", "restore");
    }

    /** With the step that failed, or with the rollback that did. */
    public Transition retry(@Nullable String reason) {
        var next =
                rollback == null || progress == null
                        ? Failed.again(header, progress)
                        : new RollingBack(header, progress.notAwaiting(), rollback);
        return new Transition(next, List.of(Failed.resumed(header, progress, reason)));
    }

    public Transition cancel(@Nullable String reason) {
        return Failed.cancelled(header, progress, reason);
    }
}
