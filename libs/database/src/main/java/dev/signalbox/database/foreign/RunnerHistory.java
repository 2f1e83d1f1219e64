package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A {@code schema_migrations} with direction and status: a row a version, or one for each way that
 * was taken.
 */
final class RunnerHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.MIGRATION_RUNNER;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.has("version", "name", "direction", "status");
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        Map<String, ForeignEntry> inForce = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparingLong(row -> row.number("id")))
                .forEach(row -> follow(row, inForce));
        return List.copyOf(inForce.values());
    }

    private static void follow(ForeignRow row, Map<String, ForeignEntry> inForce) {
        var version = Objects.requireNonNullElse(row.text("version"), "");
        var up = !"down".equalsIgnoreCase(row.text("direction"));
        var status = Objects.requireNonNullElse(row.text("status"), "").toLowerCase(Locale.ROOT);
        switch (status) {
            case "completed" -> {
                inForce.remove(version);
                if (up) {
                    inForce.put(version, entry(row, Kind.APPLIED));
                }
            }
            case "running", "failed" -> inForce.put(version, entry(row, Kind.HALF_DONE));
            default -> {
                // Pending: nothing was done yet.
            }
        }
    }

    private static ForeignEntry entry(ForeignRow row, Kind kind) {
        return ForeignEntry.of(kind, row.text("version"), row.text("name"))
                .at(
                        row.time("completed_at") == null
                                ? row.time("started_at")
                                : row.time("completed_at"))
                .within(row.milliseconds("duration_ms"));
    }
}
