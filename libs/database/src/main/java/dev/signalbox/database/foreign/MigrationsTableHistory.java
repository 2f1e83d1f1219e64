package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.List;
import java.util.function.Function;

/**
 * A {@code migrations} with version, name, checksum and time. How its checksum is taken depends on
 * who made the table, so it is compared with nothing.
 */
final class MigrationsTableHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.MIGRATIONS_TABLE;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.has("version", "name", "checksum", "applied_at")
                && table.folded().contains("migration")
                && !table.isCalled(ManagerHistory.TABLE);
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        return rows.stream()
                .filter(row -> row.text("rolled_back_at") == null)
                .map(MigrationsTableHistory::entry)
                .toList();
    }

    private static ForeignEntry entry(ForeignRow row) {
        return ForeignEntry.of(
                        Boolean.FALSE.equals(row.flag("success")) ? Kind.HALF_DONE : Kind.APPLIED,
                        row.text("version"),
                        row.text("name"))
                .at(row.time("applied_at"))
                .within(row.milliseconds("execution_time"));
    }
}
