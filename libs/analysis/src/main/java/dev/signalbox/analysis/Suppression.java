package dev.signalbox.analysis;

import dev.signalbox.analysis.source.Diagnosis;
import dev.signalbox.analysis.source.SourceText;

/**
 * A comment {@code -- signalbox:ignore <rule> <reason>}.
 *
 * @param reason why; empty when it says none, and then it holds for nothing
 * @param from offset of the comment
 * @param to offset behind it, without the line's end
 * @param scope where it holds
 */
record Suppression(SourceText source, String rule, String reason, int from, int to, Scope scope) {

    /** Where a suppression holds. */
    sealed interface Scope {

        /** In the whole file: it stands above the first statement, and not directly above it. */
        record WholeFile() implements Scope {}

        /** In the statement below it, or the one that it stands in. */
        record Statement(int from, int to) implements Scope {}

        /** Nothing is below it. */
        record Nothing() implements Scope {}
    }

    boolean covers(Diagnosis diagnosis) {
        if (reason.isEmpty() || !diagnosis.rule().equals(rule)) {
            return false;
        }
        return switch (scope) {
            case Scope.WholeFile it -> true;
            case Scope.Nothing it -> false;
            case Scope.Statement it -> {
                var position = diagnosis.finding().position();
                int offset = position == null ? -1 : source.offset(position);
                yield offset >= it.from && offset <= it.to;
            }
        };
    }
}
