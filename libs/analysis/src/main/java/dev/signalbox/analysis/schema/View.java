package dev.signalbox.analysis.schema;

import java.util.List;

/** A view, and the INSTEAD OF triggers on it. */
public record View(String name, String sql, List<Trigger> triggers) {

    public View {
        triggers = List.copyOf(triggers);
    }
}
