package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.schema.Table;
import dev.signalbox.analysis.source.Fix;
import dev.signalbox.analysis.source.Place;
import dev.signalbox.analysis.source.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rebuild after which ids may be given a second time. */
final class RebuildLosesSequenceRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                        "rebuild-loses-sequence",
                        "A rebuild of a table with AUTOINCREMENT that does not carry its row of"
                                + " sqlite_sequence over",
                        "The new table goes on from the highest id that it has, not from the"
                                + " highest that there ever was: ids of deleted rows are given"
                                + " again.",
                        "Copy the row of sqlite_sequence before the old table is dropped.")
                .withFix();
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            if (counts(rebuild.old())
                    && migration.up().stream()
                            .noneMatch(step -> step.statement().mentions("sqlite_sequence"))) {
                boolean still = counts(rebuild.now());
                report.at(
                        Place.of(rebuild.creation().statement()),
                        still
                                ? "The rebuild of "
                                        + rebuild.old().name()
                                        + " forgets the highest id that it ever gave."
                                : "The new "
                                        + rebuild.now().name()
                                        + " has no AUTOINCREMENT: ids of deleted rows are given"
                                        + " again.",
                        still ? fix(rebuild) : null);
            }
        }
    }

    private static boolean counts(Table table) {
        return Tokens.of(table.sql()).has("AUTOINCREMENT");
    }

    private static @Nullable Fix fix(Rebuild rebuild) {
        if (rebuild.manner() != Rebuild.Manner.REPLACED
                || rebuild.drop() == null
                || !rebuild.drop().statement().isAsWritten()) {
            return null;
        }
        String now = literal(rebuild.scratch());
        String old = literal(rebuild.old().name());
        return new Fix(
                "Carry the highest id over",
                List.of(
                        rebuild.drop()
                                .statement()
                                .insertAbove(
                                        List.of(
                                                "DELETE FROM sqlite_sequence WHERE name = " + now,
                                                "INSERT INTO sqlite_sequence (name, seq) SELECT "
                                                        + now
                                                        + ", seq FROM sqlite_sequence WHERE name = "
                                                        + old))));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
