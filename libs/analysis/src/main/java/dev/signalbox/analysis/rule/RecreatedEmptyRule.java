package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;

/** A table is put in another's place, and nobody copies the rows. */
final class RecreatedEmptyRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.error(
                "recreated-empty",
                "A table that is dropped and created anew without copying its rows",
                "All rows are lost, which a database without rows does not show.",
                "Create the new table under another name, copy with INSERT … SELECT, drop the old"
                        + " one, rename the new one.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        for (Rebuild rebuild : Rebuild.of(migration)) {
            if (rebuild.copies().isEmpty() && rebuild.drop() != null) {
                report.at(
                        rebuild.drop().statement(),
                        "The table "
                                + rebuild.old().name()
                                + " is dropped and made anew, and its rows are copied nowhere.");
            }
        }
    }
}
