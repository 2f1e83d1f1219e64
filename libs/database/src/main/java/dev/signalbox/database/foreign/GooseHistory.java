package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** goose's table, under whatever name: the last row of a version says whether it is in force. */
final class GooseHistory implements HistoryFormat {

    /** The row by which goose says that its table is there. */
    private static final String NOTHING = "0";

    @Override
    public ForeignTool tool() {
        return ForeignTool.GOOSE;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.has("id", "version_id", "is_applied");
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        Map<String, ForeignEntry> inForce = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparingLong(row -> row.number("id")))
                .forEach(
                        row -> {
                            var version =
                                    Objects.requireNonNullElse(row.text("version_id"), NOTHING);
                            inForce.remove(version);
                            if (Boolean.TRUE.equals(row.flag("is_applied"))
                                    && !version.equals(NOTHING)) {
                                inForce.put(
                                        version,
                                        ForeignEntry.of(Kind.APPLIED, version, null)
                                                .at(row.time("tstamp")));
                            }
                        });
        return List.copyOf(inForce.values());
    }
}
