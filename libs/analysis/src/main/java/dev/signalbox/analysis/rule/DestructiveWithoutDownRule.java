package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.source.Place;

/** Something is destroyed, and nothing says how to go back. */
final class DestructiveWithoutDownRule implements Rule {

    @Override
    public RuleDescription description() {
        return RuleDescription.warning(
                "destructive-without-down",
                "A migration that drops or deletes, with neither DOWN nor rollbackStrategy",
                "The only way back is to restore a snapshot, which loses what was written since.",
                "Write a DOWN section, or say in the metadata's rollbackStrategy how to go back.");
    }

    @Override
    public void check(Replayed migration, Project project, Reporter report) {
        if (migration.down().isEmpty()
                && migration.migration().metadata().rollbackStrategy() == null
                && Destruction.isIn(migration)) {
            report.at(
                    Place.of(migration.up().getFirst().statement()),
                    "This migration destroys data and says nothing about the way back.");
        }
    }
}
