package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts slices back when their migration is applied again: what the way back removed comes back,
 * what nobody touched since is as before, and what somebody wrote since stays.
 */
final class SliceReturn {

    private final Handle handle;
    private final KeptTables kept;
    private final boolean enforced;
    private final List<ReturningSlice> slices = new ArrayList<>();
    private boolean unwritten;
    private final List<String> notes = new ArrayList<>();

    SliceReturn(Handle handle, Change change, boolean enforced) {
        this.handle = handle;
        this.kept = new KeptTables(handle, change);
        this.enforced = enforced;
    }

    /**
     * Before the script: who else has written since can only be seen now.
     *
     * @param isUnwritten nobody has, to any table: then the tables become what they were, and rows
     *     that the script makes anew are no more than repetitions
     */
    void begin(List<Slice> pending, Schema before, boolean isUnwritten) {
        RowHash.register(handle);
        unwritten = isUnwritten;
        for (Slice slice : pending) {
            ReturningSlice returning = returning(slice);
            if (unwritten) {
                returning.takeForUntouched();
            } else {
                returning.observe(before);
            }
            slices.add(returning);
        }
        if (unwritten) {
            kept.copy(before, pending);
        }
    }

    /** What nobody has written to is simply replaced, where that does not empty other tables. */
    private ReturningSlice returning(Slice slice) {
        boolean whole = slice.key().isEmpty() || (unwritten && !emptiesOthers(slice));
        return whole
                ? new WholeSlice(handle, slice, emptiesOthers(slice))
                : new KeyedSlice(handle, slice);
    }

    private boolean emptiesOthers(Slice slice) {
        return enforced
                && ForeignKeyGraph.read(handle).referencesTo(slice.source()).stream()
                        .anyMatch(it -> !it.child().equalsIgnoreCase(slice.source()));
    }

    void putBack() {
        if (!isAny()) {
            return;
        }
        Schema schema = handle.schema();
        List<ReturningSlice> all = new ArrayList<>(slices);
        for (Slice copy : kept.renamed(schema)) {
            ReturningSlice returning = returning(copy);
            returning.takeForUntouched();
            all.add(returning);
        }
        List<String> tables = all.stream().map(it -> it.slice().source()).toList();
        // Children may come before their parents.
        handle.run("PRAGMA defer_foreign_keys=ON");
        SilencedTriggers triggers = SilencedTriggers.of(handle, tables);
        putBack(all, schema);
        slices.forEach(this::finish);
        kept.remove();
        FullText.rebuild(handle, schema, tables);
        triggers.restore();
    }

    private void putBack(List<ReturningSlice> all, Schema schema) {
        if (unwritten) {
            all.forEach(it -> it.removeOthers(schema));
        }
        all.forEach(it -> it.insert(schema));
        boolean again = true;
        while (again) {
            again = false;
            for (ReturningSlice slice : all) {
                again |= slice.takeBackDangling(schema);
            }
        }
        all.forEach(it -> it.update(schema));
    }

    private void finish(ReturningSlice returning) {
        Slice slice = returning.slice();
        @Nullable Long counter = slice.sequence();
        if (counter != null) {
            Sequences.atLeast(handle, slice.source(), counter);
        }
        List<String> said = new ArrayList<>(returning.notes());
        if (returning.isWhole()) {
            handle.run("DROP TABLE " + slice.table());
        } else {
            said.add("what was saved stays in " + slice.name());
        }
        new SliceRows(handle).restored(slice, said);
        said.forEach(it -> notes.add("table " + slice.source() + ": " + it));
    }

    boolean isAny() {
        return !slices.isEmpty() || unwritten;
    }

    List<String> notes() {
        return notes;
    }
}
