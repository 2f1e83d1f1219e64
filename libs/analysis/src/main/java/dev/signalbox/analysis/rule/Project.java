package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.History;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Schema;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a rule may want to know of the other migrations.
 *
 * @param end the schema after all of them
 * @param everMade every table that existed at any moment, folded
 */
public record Project(Schema end, Set<String> everMade) {

    static Project of(History history) {
        Set<String> made = new HashSet<>();
        for (var migration : history.migrations()) {
            for (Step step : migration.up()) {
                step.after().tablesOtherThanIn(step.before()).stream()
                        .map(table -> table.name().toLowerCase(Locale.ROOT))
                        .forEach(made::add);
            }
        }
        return new Project(history.end(), Set.copyOf(made));
    }

    /** Whether some migration makes a table of this name. */
    public boolean makes(String table) {
        return everMade.contains(table.toLowerCase(Locale.ROOT));
    }
}
