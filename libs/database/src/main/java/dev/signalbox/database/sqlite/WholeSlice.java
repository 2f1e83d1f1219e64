package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A slice whose rows nothing tells apart: all of it is put back, or none. */
final class WholeSlice implements ReturningSlice {

    private final Handle handle;
    private final Slice slice;
    private final boolean emptiesOthers;
    private final List<String> notes = new ArrayList<>();
    private boolean untouched;
    private boolean whole;

    /**
     * @param emptiesOthers whether emptying the table would run ON DELETE actions of others
     */
    WholeSlice(Handle handle, Slice slice, boolean emptiesOthers) {
        this.handle = handle;
        this.slice = slice;
        this.emptiesOthers = emptiesOthers;
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public void observe(Schema before) {
        String name = slice.after() == null ? slice.source() : slice.after();
        Optional<TableContent> now = TableContent.of(handle, before, name);
        untouched =
                slice.after() == null
                        ? now.isEmpty()
                        : now.isPresent()
                                && now.get().digest(handle).digest().equals(slice.digestAfter());
    }

    @Override
    public void takeForUntouched() {
        untouched = true;
    }

    /** All of it is replaced anyway. */
    @Override
    public void removeOthers(Schema schema) {}

    @Override
    public void insert(Schema schema) {
        Optional<TableContent> target = TableContent.of(handle, schema, slice.source());
        if (target.isEmpty()) {
            notes.add("conflict: nothing was put back, because it is not there");
        } else if (!untouched) {
            notes.add(
                    "conflict: it was written since and has no key to tell its rows apart, so its "
                            + slice.rows()
                            + " saved rows were not put back");
        } else if (emptiesOthers) {
            notes.add("conflict: nothing was put back, because other tables refer to its rows");
        } else {
            replace(target.get());
        }
    }

    private void replace(TableContent target) {
        List<String> columns =
                slice.columns().stream()
                        .filter(target::hasColumn)
                        .map(SqlTokens::quoted)
                        .collect(Collectors.toCollection(ArrayList::new));
        List<String> values = new ArrayList<>(columns);
        if (target.rowId() != null && hasRowIds()) {
            columns.addFirst(target.rowId());
            values.addFirst(Slice.ROW_ID);
        }
        handle.run("DELETE FROM " + target.source());
        int back =
                handle.update(
                        "INSERT OR IGNORE INTO "
                                + target.source()
                                + " ("
                                + String.join(", ", columns)
                                + ") SELECT "
                                + String.join(", ", values)
                                + " FROM "
                                + slice.table());
        whole = back == slice.rows();
        notes.add(back + " of " + slice.rows() + " saved rows are as they were");
        if (!whole) {
            notes.add("conflict: a constraint keeps the others out");
        }
    }

    private boolean hasRowIds() {
        return handle.number(
                        "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?",
                        slice.name(),
                        Slice.ROW_ID)
                > 0;
    }

    /** What dangles here stops the migration, as it would anywhere else. */
    @Override
    public boolean takeBackDangling(Schema schema) {
        return false;
    }

    @Override
    public void update(Schema schema) {}

    @Override
    public boolean isWhole() {
        return whole;
    }

    @Override
    public List<String> notes() {
        return notes;
    }
}
