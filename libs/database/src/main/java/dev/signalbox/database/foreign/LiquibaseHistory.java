package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Liquibase's table. It knows a changeset by id, author and file; where ids are versions they count
 * as such, and otherwise the file's name does.
 */
final class LiquibaseHistory implements HistoryFormat {

    private static final Pattern VERSION = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");

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
        var id = Objects.requireNonNullElse(row.text("id"), "");
        var file = Objects.requireNonNullElse(row.text("filename"), "");
        var name = file.substring(file.lastIndexOf('/') + 1);
        return ForeignEntry.of(
                        type(row).equals("FAILED") ? Kind.HALF_DONE : Kind.APPLIED,
                        VERSION.matcher(id).matches() ? id : null,
                        VERSION.matcher(id).matches() ? name : name + "#" + id)
                .at(row.time("dateexecuted"))
                .by(row.text("author"));
    }

    private static String type(ForeignRow row) {
        return Objects.requireNonNullElse(row.text("exectype"), "").toUpperCase(Locale.ROOT);
    }
}
