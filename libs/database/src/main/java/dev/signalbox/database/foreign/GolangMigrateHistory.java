package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** golang-migrate's table, under whatever name: one row, which stands for all up to it. */
final class GolangMigrateHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.GOLANG_MIGRATE;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.columns().equals(Set.of("version", "dirty"));
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        return rows.stream()
                .filter(row -> row.number("version") >= 0)
                .map(
                        row ->
                                ForeignEntry.of(
                                        Boolean.TRUE.equals(row.flag("dirty"))
                                                ? Kind.HALF_DONE
                                                : Kind.APPLIED_UP_TO,
                                        row.text("version"),
                                        null))
                .toList();
    }
}
