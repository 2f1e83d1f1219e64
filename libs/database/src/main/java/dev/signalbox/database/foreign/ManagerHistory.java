package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code __migrations__} and {@code __migration_rollbacks__}. Their columns differ from project to
 * project, so they are taken by the names that are usual.
 */
final class ManagerHistory implements HistoryFormat {

    static final String TABLE = "__migrations__";

    private static final String ROLLBACKS = "__migration_rollbacks__";
    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

    @Override
    public ForeignTool tool() {
        return ForeignTool.MIGRATION_MANAGER;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.isCalled(TABLE)
                && (table.has("id") || table.has("name") || table.has("version"));
    }

    @Override
    public Set<String> companions() {
        return Set.of(ROLLBACKS);
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        var undone = new HashMap<String, Instant>();
        for (var rollback : companion.apply(ROLLBACKS)) {
            var id = rollback.firstText("migration_id", "migration", "version", "name");
            if (id != null && isDone(rollback)) {
                undone.merge(
                        id,
                        Objects.requireNonNullElse(
                                time(rollback, "rolled_back_at", "executed_at", "created_at"),
                                Instant.MAX),
                        (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return rows.stream()
                .filter(row -> row.text("rolled_back_at") == null && !isUndone(row, undone))
                .map(ManagerHistory::entry)
                .toList();
    }

    /** One that was applied again afterwards is in force. */
    private static boolean isUndone(ForeignRow row, Map<String, Instant> undone) {
        var applied = Objects.requireNonNullElse(appliedAt(row), Instant.MIN);
        for (var column : List.of("id", "version", "name")) {
            var id = row.text(column);
            var at = id == null ? null : undone.get(id);
            if (at != null && !at.isBefore(applied)) {
                return true;
            }
        }
        return false;
    }

    private static ForeignEntry entry(ForeignRow row) {
        var version = row.text("version");
        var id = row.text("id");
        // An id that only counts the rows says nothing where there is a name beside it.
        var known =
                version == null && id != null && VERSION.matcher(id).matches()
                        ? (row.text("name") == null ? id : null)
                        : version;
        return ForeignEntry.of(
                        isDone(row) ? Kind.APPLIED : Kind.HALF_DONE,
                        known,
                        Objects.requireNonNullElse(
                                id != null && !VERSION.matcher(id).matches()
                                        ? id
                                        : row.firstText("name", "filename"),
                                ""))
                .at(appliedAt(row))
                .within(
                        row.text("execution_time") == null
                                ? row.milliseconds("duration_ms")
                                : row.milliseconds("execution_time"));
    }

    private static boolean isDone(ForeignRow row) {
        var status = Objects.requireNonNullElse(row.text("status"), "").toLowerCase(Locale.ROOT);
        return !Boolean.FALSE.equals(row.flag("success"))
                && !status.equals("failed")
                && !status.equals("running")
                && !status.equals("pending");
    }

    private static @Nullable Instant appliedAt(ForeignRow row) {
        return time(row, "applied_at", "executed_at", "created_at");
    }

    private static @Nullable Instant time(ForeignRow row, String... columns) {
        for (var column : columns) {
            var time = row.time(column);
            if (time != null) {
                return time;
            }
        }
        return null;
    }
}
