package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a way back left as they were, while its way up runs again and nothing was written
 * in between: they, too, are to be afterwards what they were before the way back, which is what
 * they are now.
 */
final class KeptTables {

    private static final String PREFIX = "_signalbox_kept_";

    private final Handle handle;
    private final Change change;
    private final List<Slice> copies = new ArrayList<>();

    KeptTables(Handle handle, Change change) {
        this.handle = handle;
        this.change = change;
    }

    void copy(Schema before, List<Slice> others) {
        for (Schema.Table table : Reach.of(change, before)) {
            boolean sliced =
                    others.stream().anyMatch(it -> table.name().equalsIgnoreCase(it.after()));
            if (!sliced) {
                TableContent.of(handle, table)
                        .ifPresent(
                                it ->
                                        copies.add(
                                                SliceCopy.make(
                                                        handle, PREFIX + copies.size(), it)));
            }
        }
    }

    /** Under the names that they have by now; one that the script removes is to be gone. */
    List<Slice> renamed(Schema after) {
        Lineage lineage = new Lineage(change.statements(), after);
        List<Slice> result = new ArrayList<>();
        for (Slice copy : copies) {
            @Nullable String name = lineage.table(copy.source());
            if (name != null) {
                result.add(copy.of(name));
            }
        }
        return result;
    }

    void remove() {
        copies.forEach(it -> handle.run("DROP TABLE " + it.table()));
    }
}
