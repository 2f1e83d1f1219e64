package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import dev.signalbox.database.TableDigest;
import dev.signalbox.database.TriedRevert.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a way back does to tables, found by keeping the rows in temporary tables. */
final class RevertEffects {

    private final Handle handle;
    private final Change change;
    private final Map<TableContent, Kept> kept = new LinkedHashMap<>();
    private final List<UnsavableRows> unsavable = new ArrayList<>();

    private RevertEffects(Handle handle, Change change) {
        this.handle = handle;
        this.change = change;
    }

    /**
     * A table before.
     *
     * @param rows the temporary table of its rows
     */
    private record Kept(String rows, TableDigest digest) {}

    static RevertEffects before(Handle handle, Change change, Schema schema) {
        RevertEffects effects = new RevertEffects(handle, change);
        RowHash.register(handle);
        int number = 0;
        for (Schema.Table table : Reach.of(change, schema)) {
            Optional<TableContent> content = TableContent.of(handle, table);
            String rows = "temp._signalbox_before_" + number++;
            if (content.isPresent()) {
                effects.keep(content.get(), rows);
            } else {
                UnsavableRows.before(handle, table, rows).ifPresent(effects.unsavable::add);
            }
        }
        return effects;
    }

    private void keep(TableContent content, String rows) {
        handle.run(
                "CREATE TEMP TABLE "
                        + rows.substring("temp.".length())
                        + " AS SELECT "
                        + content.everything("t")
                        + " FROM "
                        + content.source()
                        + " AS t");
        kept.put(content, new Kept(rows, content.digest(handle)));
    }

    List<Effect> after(Schema schema) {
        Lineage lineage = new Lineage(change.statements(), schema);
        List<Effect> effects = new ArrayList<>();
        kept.forEach((content, rows) -> effect(content, rows, lineage).ifPresent(effects::add));
        unsavable.forEach(it -> it.after(lineage).ifPresent(effects::add));
        unsavable.forEach(UnsavableRows::forget);
        kept.values().forEach(it -> handle.run("DROP TABLE " + it.rows()));
        return effects;
    }

    private Optional<Effect> effect(TableContent before, Kept rows, Lineage lineage) {
        @Nullable String name = lineage.table(before.table());
        long count = rows.digest().rows();
        Optional<TableContent> found = TableContent.of(handle, lineage.after(), name);
        if (found.isEmpty()) {
            return Optional.of(
                    new Effect(before.table(), true, before.columns(), count, count, 0, false));
        }
        TableContent after = found.get();
        List<String> gone =
                before.columns().stream()
                        .filter(it -> !after.hasColumn(lineage.column(before.table(), it)))
                        .toList();
        List<String> stayed = before.columns().stream().filter(after::hasColumn).toList();
        long lost = count;
        long changed = 0;
        if (before.addresses().equals(after.addresses()) && !before.addresses().isEmpty()) {
            String same = before.sameRow("t", "b");
            String pairs = rows.rows() + " AS b JOIN " + after.source() + " AS t ON " + same;
            long left = handle.number("SELECT count(*) FROM " + pairs);
            lost = count - left;
            changed =
                    stayed.isEmpty()
                            ? 0
                            : handle.number(
                                    "SELECT count(*) FROM "
                                            + pairs
                                            + " WHERE "
                                            + RowHash.of(stayed, "t")
                                            + " <> "
                                            + RowHash.of(stayed, "b"));
        }
        boolean sameColumns = gone.isEmpty() && after.columns().size() == before.columns().size();
        boolean same =
                sameColumns && lost == 0 && changed == 0 && after.digest(handle).rows() == count;
        return same
                ? Optional.empty()
                : Optional.of(new Effect(before.table(), false, gone, count, lost, changed, false));
    }
}
