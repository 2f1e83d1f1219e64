package dev.signalbox.analysis.rule;

import dev.signalbox.analysis.replay.Replayed;
import dev.signalbox.analysis.replay.Step;
import dev.signalbox.analysis.schema.Column;
import dev.signalbox.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What of the data that was there before a migration is not there after it. */
final class Destruction {

    private Destruction() {}

    /** Steps that drop a table of before, other than to put a new one in its place. */
    static List<Step> droppedTables(Replayed migration) {
        List<Rebuild> rebuilds = Rebuild.of(migration);
        Set<String> made = new HashSet<>();
        List<Step> dropped = new ArrayList<>();
        for (Step step : migration.up()) {
            switch (step.kind()) {
                case StatementKind.CreateTable it -> made.add(folded(it.table()));
                case StatementKind.CreateVirtualTable it -> made.add(folded(it.table()));
                case StatementKind.RenameTable it -> made.add(folded(it.newName()));
                case StatementKind.DropTable it -> {
                    boolean there = migration.before().hasTable(it.table()) || !step.ran();
                    boolean replaced = rebuilds.stream().anyMatch(rebuild -> rebuild.has(step));
                    if (there && !replaced && !made.contains(folded(it.table()))) {
                        dropped.add(step);
                    }
                }
                default -> {}
            }
        }
        return dropped;
    }

    /** Steps that drop a column of before. */
    static List<Step> droppedColumns(Replayed migration) {
        return migration.up().stream()
                .filter(
                        step ->
                                step.kind() instanceof StatementKind.DropColumn drop
                                        && isThere(migration, step, drop))
                .toList();
    }

    private static boolean isThere(Replayed migration, Step step, StatementKind.DropColumn drop) {
        var table = migration.before().table(drop.table());
        return table == null
                ? !step.ran()
                : table.column(drop.column()).filter(column -> !column.generated()).isPresent();
    }

    /** Columns that a rebuild leaves out without even reading them. */
    static List<String> leftOut(Rebuild rebuild) {
        return rebuild.old().columns().stream()
                .filter(column -> !column.generated())
                .map(Column::name)
                .filter(column -> rebuild.now().column(column).isEmpty())
                .filter(
                        column ->
                                rebuild.copies().stream()
                                        .noneMatch(copy -> copy.statement().mentions(column)))
                .toList();
    }

    static boolean isIn(Replayed migration) {
        return !droppedTables(migration).isEmpty()
                || !droppedColumns(migration).isEmpty()
                || migration.up().stream()
                        .anyMatch(
                                step ->
                                        step.kind() instanceof StatementKind.Delete delete
                                                && migration.before().hasTable(delete.table()))
                || Rebuild.of(migration).stream().anyMatch(r -> !leftOut(r).isEmpty());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
