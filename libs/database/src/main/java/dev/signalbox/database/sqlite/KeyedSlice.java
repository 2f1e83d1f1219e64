package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A slice whose rows a key tells apart: each is put back, or kept out, for itself. */
final class KeyedSlice implements ReturningSlice {

    private final Handle handle;
    private final Slice slice;
    private final RowStates states;
    private final RepeatedRows repeated;
    private @Nullable String impossible;
    private @Nullable ReturnReport report;

    KeyedSlice(Handle handle, Slice slice) {
        this.handle = handle;
        this.slice = slice;
        this.states = new RowStates(handle, slice);
        this.repeated = new RepeatedRows(handle, slice);
    }

    @Override
    public Slice slice() {
        return slice;
    }

    @Override
    public void observe(Schema before) {
        @Nullable String name = slice.after() == null ? slice.source() : slice.after();
        Optional<TableContent> now = TableContent.of(handle, before, name);
        if (now.isEmpty()) {
            states.observe("NULL");
        } else if (now.get().hasKey(slice.key())) {
            states.observe(hashIn(now.get()));
            repeated.observe(before, now.get());
        } else {
            impossible = "nothing was put back, because its primary key was changed since";
        }
    }

    private String hashIn(TableContent table) {
        return "(SELECT "
                + RowHash.of(table.columns(), "t")
                + " FROM "
                + table.source()
                + " AS t WHERE "
                + slice.sameRow()
                + ")";
    }

    @Override
    public void takeForUntouched() {
        states.takeForUntouched();
    }

    @Override
    public void removeOthers(Schema schema) {
        target(schema).ifPresent(RowReturn::removeOthers);
    }

    @Override
    public void insert(Schema schema) {
        target(schema).ifPresent(it -> it.insert(repeated));
    }

    @Override
    public boolean takeBackDangling(Schema schema) {
        return target(schema).map(it -> it.takeBackDangling(schema)).orElse(false);
    }

    @Override
    public void update(Schema schema) {
        Optional<RowReturn> target = target(schema);
        if (target.isPresent()) {
            target.get().update(schema);
            report = ReturnReport.of(states, slice, target.get().refilled());
        }
    }

    /** Empty, once and for all, where there is no table that the rows could be in. */
    private Optional<RowReturn> target(Schema schema) {
        if (impossible != null) {
            return Optional.empty();
        }
        Optional<TableContent> target =
                schema.table(slice.source())
                        .flatMap(it -> TableContent.of(handle, it))
                        .filter(it -> it.hasKey(slice.key()));
        if (target.isEmpty()) {
            impossible = "nothing was put back, because it is not there with the same primary key";
        }
        return target.map(it -> new RowReturn(handle, slice, it));
    }

    @Override
    public boolean isWhole() {
        return impossible == null && report != null && !report.hasConflicts();
    }

    @Override
    public List<String> notes() {
        return impossible != null
                ? List.of(impossible)
                : report == null ? List.of() : report.notes();
    }
}
