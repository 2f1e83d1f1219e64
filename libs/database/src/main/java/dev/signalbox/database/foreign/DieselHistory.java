package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Diesel's table: versions without the hyphens that their folders have. */
final class DieselHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.DIESEL;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.columns().equals(Set.of("version", "run_on"));
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        return rows.stream()
                .sorted(
                        Comparator.comparing(
                                row -> Objects.requireNonNullElse(row.text("version"), "")))
                .map(
                        row ->
                                ForeignEntry.of(Kind.APPLIED, row.text("version"), null)
                                        .at(row.time("run_on")))
                .toList();
    }
}
