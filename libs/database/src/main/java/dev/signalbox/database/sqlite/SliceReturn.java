package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts slices back when their migration is applied again: what the way back removed comes back,
 * what nobody touched since is as before, and what somebody wrote since stays.
 */
final class SliceReturn {

    private final Handle handle;
    private final Change change;
    private final boolean enforced;
    private final List<ReturningSlice> slices = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    SliceReturn(Handle handle, Change change, boolean enforced) {
        this.handle = handle;
        this.change = change;
        this.enforced = enforced;
    }

    /** Before the script: who else has written since can only be seen now. */
    void begin(List<Slice> pending, Schema before) {
        if (pending.isEmpty()) {
            return;
        }
        RowHash.register(handle);
        for (Slice slice : pending) {
            ReturningSlice returning =
                    slice.key().isEmpty()
                            ? new WholeSlice(handle, slice, enforced)
                            : new KeyedSlice(handle, slice, isSeeded(slice));
            returning.observe(before);
            slices.add(returning);
        }
    }

    private boolean isSeeded(Slice slice) {
        ForeignKeyGraph graph = ForeignKeyGraph.read(handle);
        boolean emptiesOthers = enforced && !graph.referencesTo(slice.source()).isEmpty();
        return !emptiesOthers
                && change.java() == null
                && change.statements().stream()
                        .map(SqlStatement::kind)
                        .noneMatch(
                                kind ->
                                        switch (kind) {
                                            case StatementKind.Insert it -> it.fromQuery();
                                            case StatementKind.CreateTrigger it -> true;
                                            case StatementKind.RenameTable it -> true;
                                            default -> false;
                                        });
    }

    void putBack() {
        if (slices.isEmpty()) {
            return;
        }
        Schema schema = SchemaReader.read(handle);
        // Children may come before their parents.
        handle.run("PRAGMA defer_foreign_keys=ON");
        List<String> tables = slices.stream().map(it -> it.slice().source()).toList();
        SilencedTriggers triggers = SilencedTriggers.of(handle, tables);
        slices.forEach(it -> it.insert(schema));
        boolean again = true;
        while (again) {
            again = false;
            for (ReturningSlice slice : slices) {
                again |= slice.takeBackDangling(schema);
            }
        }
        slices.forEach(it -> it.update(schema));
        slices.forEach(this::finish);
        FullText.rebuild(handle, schema, tables);
        triggers.restore();
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

    List<String> notes() {
        return notes;
    }
}
