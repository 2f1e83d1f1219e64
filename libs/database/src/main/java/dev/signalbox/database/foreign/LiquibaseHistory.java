package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Liquibase's table. It knows a changeset by file, author and id: {@code 001.sql!ada:users}. */
final class LiquibaseHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.LIQUIBASE;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.has("id", "author", "filename", "dateexecuted", "orderexecuted", "exectype");
    }

    @Override
    public Set<String> companions() {
        return Set.of("databasechangeloglock");
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        return rows.stream()
                .sorted(Comparator.comparingLong(row -> row.number("orderexecuted")))
                .filter(row -> !type(row).equals("SKIPPED"))
                .map(LiquibaseHistory::entry)
                .toList();
    }

    private static ForeignEntry entry(ForeignRow row) {
        var file = Objects.requireNonNullElse(row.text("filename"), "");
        return ForeignEntry.of(
                        type(row).equals("FAILED") ? Kind.HALF_DONE : Kind.APPLIED,
                        null,
                        "%s!%s:%s"
                                .formatted(
                                        file.substring(file.lastIndexOf('/') + 1),
                                        row.text("author"),
                                        row.text("id")))
                .at(row.time("dateexecuted"))
                .by(row.text("author"));
    }

    private static String type(ForeignRow row) {
        return Objects.requireNonNullElse(row.text("exectype"), "").toUpperCase(Locale.ROOT);
    }
}
