package dev.signalbox.cli.changelog;

import java.util.Locale;

/** What a migration mainly does, in the order in which a changelog tells it. */
public enum ChangeKind {
    REMOVED("Removed"),
    CHANGED("Changed"),
    ADDED("Added"),
    DATA("Data"),
    OTHER("Other");

    private final String heading;

    ChangeKind(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
