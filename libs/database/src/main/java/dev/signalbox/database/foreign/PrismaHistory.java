package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignChecksum.Algorithm;
import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prisma's table: a row an attempt. One that was rolled back was settled by somebody. */
final class PrismaHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.PRISMA;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.has("migration_name", "checksum", "started_at", "finished_at")
                && table.has("rolled_back_at");
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        Map<String, ForeignEntry> inForce = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.text("rolled_back_at") == null)
                .forEach(row -> inForce.merge(name(row), entry(row), PrismaHistory::settled));
        return inForce.values().stream().sorted(Comparator.comparing(ForeignEntry::name)).toList();
    }

    /** Of two attempts, the one that came to its end. */
    private static ForeignEntry settled(ForeignEntry one, ForeignEntry other) {
        return one.kind() == Kind.APPLIED ? one : other;
    }

    private static String name(ForeignRow row) {
        return String.valueOf(row.text("migration_name"));
    }

    private static ForeignEntry entry(ForeignRow row) {
        var name = name(row);
        var end = row.time("finished_at");
        var checksum = row.text("checksum");
        return ForeignEntry.of(
                        row.text("finished_at") == null ? Kind.HALF_DONE : Kind.APPLIED, null, name)
                .with(checksum == null ? null : new ForeignChecksum(Algorithm.SHA_256, checksum))
                .at(end)
                .within(between(row.time("started_at"), end));
    }

    private static @Nullable Duration between(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null || end.isBefore(start)
                ? null
                : Duration.between(start, end);
    }
}
