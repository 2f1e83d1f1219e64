package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Tokens;
import java.util.List;
import java.util.Optional;

/** A rebuild that does not copy every row. */
final class RebuildCopiesPartRule implements Rule {

    private static final List<String> LIMITING =
            List.of("WHERE", "LIMIT", "DISTINCT", "GROUP", "HAVING", "IGNORE", "REPLACE");

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "rebuild-copies-part",
                "A rebuild whose copy has WHERE, LIMIT, DISTINCT or GROUP BY, or passes over"
                        + " conflicts",
                "The rows that it does not copy are dropped with the old table, and their number is"
                        + " told nowhere.",
                "Copy all rows; delete what shall go by a statement of its own, which says so.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            // Two copies may be two halves.
            if (rebuild.copies().size() != 1 || rebuild.drop() == null) {
                continue;
            }
            Step copy = rebuild.copies().getFirst();
            limit(copy.statement().tokens())
                    .ifPresent(
                            token ->
                                    report.at(
                                            Place.token(
                                                    copy.statement(),
                                                    copy.statement().tokens().from(token)),
                                            "Rows of %s that this leaves out are lost."
                                                    .formatted(rebuild.old().name())));
        }
    }

    private static Optional<Integer> limit(Tokens tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String text = tokens.text(i);
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            int at = i;
            if (depth == 0 && LIMITING.stream().anyMatch(word -> tokens.is(at, word))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
