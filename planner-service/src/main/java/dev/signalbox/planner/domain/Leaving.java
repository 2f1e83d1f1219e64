package dev.signalbox.planner.domain;

import dev.signalbox.events.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database's history in another tool's form.
 *
 * @param sql what writes it; null where something stands in the way
 * @param renames what the files must be called for the other tool to know them
 * @param findings what stands in the way, and what is worth a warning
 */
public record Leaving(@Nullable String sql, List<Rename> renames, List<Finding> findings) {

    public Leaving {
        renames = List.copyOf(renames);
        findings = List.copyOf(findings);
    }

    /**
     * @param from its path as it is
     * @param to the path that the other tool understands
     * @param note what else there is to do with it; null for nothing
     */
    public record Rename(String from, String to, @Nullable String note) {}
}
