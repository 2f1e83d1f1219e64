package dev.signalbox.database.foreign;

import java.util.List;
import java.util.Set;

/**
 * A history that another tool keeps.
 *
 * @param table where it stands
 * @param tables all that belong to the tool, in lower case: no migration of the project makes them
 * @param entries of what is in force or half done, in the order of their application
 */
public record ForeignHistory(
        ForeignTool tool, String table, Set<String> tables, List<ForeignEntry> entries) {

    public ForeignHistory {
        tables = Set.copyOf(tables);
        entries = List.copyOf(entries);
    }

    /** What a person calls it. */
    public String label() {
        return "%s (table %s)".formatted(tool.label(), table);
    }
}
