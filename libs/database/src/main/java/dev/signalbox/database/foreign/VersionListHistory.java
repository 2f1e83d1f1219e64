package dev.signalbox.database.foreign;

import dev.signalbox.database.foreign.ForeignEntry.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** A {@code schema_migrations} of versions and nothing else: dbmate's and that of Rails. */
final class VersionListHistory implements HistoryFormat {

    @Override
    public ForeignTool tool() {
        return ForeignTool.DBMATE;
    }

    @Override
    public boolean fits(ForeignTable table) {
        return table.isCalled("schema_migrations") && table.columns().equals(Set.of("version"));
    }

    @Override
    public Set<String> companions() {
        return Set.of("ar_internal_metadata");
    }

    @Override
    public List<ForeignEntry> entries(
            List<ForeignRow> rows, Function<String, List<ForeignRow>> companion) {
        return rows.stream()
                .map(row -> Objects.requireNonNullElse(row.text("version"), ""))
                .sorted(Comparator.naturalOrder())
                .map(version -> ForeignEntry.of(Kind.APPLIED, version, null))
                .toList();
    }
}
