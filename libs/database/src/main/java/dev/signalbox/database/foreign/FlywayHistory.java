package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignChecksum.Algorithm;
import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Flyway's table, under whatever name. A row says what was done; the last one of a version says
 * whether that is in force.
 */
final class FlywayHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.FLYWAY;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.has(
                "installed_rank",
                "version",
                "description",
                "type",
                "script",
                "checksum",
                "installed_on",
                "success");
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        Map<String, ForeignEntry> inForce = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparingLong(row -> row.number("installed_rank")))
                .forEach(row -> follow(row, inForce));
        return List.copyOf(inForce.values());
    }

    private static void follow(ForeignRow row, Map<String, ForeignEntry> inForce) {
        var type = Objects.requireNonNullElse(row.text("type"), "").toUpperCase(Locale.ROOT);
        var version = row.text("version");
        var key = version == null ? "R " + row.text("description") : "V " + version;
        if (Boolean.FALSE.equals(row.flag("success"))) {
            inForce.put(key, entry(row, Kind.HALF_DONE));
        } else if (type.startsWith("UNDO") || type.equals("DELETE")) {
            inForce.remove(key);
        } else if (!type.equals("SCHEMA")) {
            // Behind the others of its version, as it was applied again.
            inForce.remove(key);
            inForce.put(key, entry(row, type.contains("BASELINE") ? Kind.BASELINE : Kind.APPLIED));
        }
    }

    private static ForeignEntry entry(ForeignRow row, Kind kind) {
        var checksum = row.text("checksum");
        return ForeignEntry.of(kind, row.text("version"), row.text("description"))
                .with(
                        checksum == null
                                ? null
                                : new ForeignChecksum(Algorithm.FLYWAY_CRC32, checksum))
                .at(row.time("installed_on"))
                .by(row.text("installed_by"))
                .within(row.milliseconds("execution_time"));
    }
}
