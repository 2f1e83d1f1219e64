package dev.signalbox.database.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Copies a table into a slice. */
final class SliceCopy {

    private SliceCopy() {}

    /** What the slice is, with nothing yet of what comes after it. */
    static Slice make(Handle handle, String name, TableContent content) {
        String target = "main." + SqlTokens.quoted(name);
        List<String> columns =
                content.columns().stream()
                        .map(SqlTokens::quoted)
                        .collect(Collectors.toCollection(ArrayList::new));
        List<String> values = new ArrayList<>(columns);
        @Nullable String rowId = content.rowId();
        if (rowId != null) {
            columns.addFirst(Slice.ROW_ID);
            values.addFirst(rowId);
        }
        String names = String.join(", ", columns);
        // Columns without a type keep every value as it is.
        handle.run(
                "CREATE TABLE %s (%s, %s, %s)".formatted(target, names, Slice.AFTER, Slice.STATE));
        long rows =
                handle.update(
                        "INSERT INTO %s (%s) SELECT %s FROM %s"
                                .formatted(
                                        target,
                                        names,
                                        String.join(", ", values),
                                        content.source()));
        return new Slice(
                name,
                content.table(),
                null,
                content.key(),
                content.columns(),
                List.of(),
                rows,
                Sequences.of(handle, content.table()),
                null);
    }
}
