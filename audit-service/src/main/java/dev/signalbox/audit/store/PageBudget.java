package dev.signalbox.audit.store;

import dev.signalbox.runtime.store.Row;
import java.util.Optional;

/** Reads rows until their data is too much for one page; at least one. */
final class PageBudget {

    private long left;
    private boolean spent;

    PageBudget(long bytes) {
        this.left = bytes;
    }

    /** Empty for the first row that is too much, and for all after it. */
    Optional<EntryView> read(Row row) {
        if (spent) {
            return Optional.empty();
        }
        var entry = EntryView.of(row);
        left -= entry.data() == null ? 0 : entry.data().length();
        spent = left <= 0;
        return Optional.of(entry);
    }
}
