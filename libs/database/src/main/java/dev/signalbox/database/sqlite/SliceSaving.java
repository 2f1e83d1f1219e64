package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.RevertOptions.Save;
import dev.signalbox.database.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Copies tables before a way back, and notes afterwards how it left them. */
final class SliceSaving implements Surroundings {

    private final Handle handle;
    private final Change change;
    private final Schema before;
    private final Save save;
    private final SliceRows rows;
    private final List<Slice> slices = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    SliceSaving(Handle handle, Change change, Schema before, Save save) {
        this.handle = handle;
        this.change = change;
        this.before = before;
        this.save = save;
        this.rows = new SliceRows(handle);
    }

    /** Whether a way up that follows can know what was there. */
    boolean isComplete() {
        return switch (save) {
            case Save.Nothing it -> false;
            case Save.Tables it -> true;
            case Save.Everything it -> true;
            case Save.WhatChanges it -> true;
        };
    }

    /** What was saved and what was not, a sentence each. */
    List<String> sentences() {
        return sentences;
    }

    @Override
    public Optional<ApplyOutcome> before(Supplier<Optional<ApplyOutcome>> trial) {
        RowHash.register(handle);
        return switch (save) {
            case Save.Nothing it -> Optional.empty();
            case Save.Tables it ->
                    saved(
                            before.tables().stream()
                                    .filter(table -> names(it.names(), table.name()))
                                    .toList());
            case Save.Everything it -> saved(before.tables());
            case Save.WhatChanges it when change.java() != null -> saved(before.tables());
            case Save.WhatChanges it -> {
                TriedChange tried = new TriedChange(handle, change, before);
                Optional<ApplyOutcome> stopped = tried.run(trial);
                yield stopped.isPresent() ? stopped : saved(tried.changed());
            }
        };
    }

    private static boolean names(List<String> names, String table) {
        return names.stream().anyMatch(table::equalsIgnoreCase);
    }

    private Optional<ApplyOutcome> saved(List<Schema.Table> tables) {
        for (Schema.Table table : tables) {
            Optional<TableContent> content = TableContent.of(handle, table);
            if (content.isPresent()) {
                save(content.get());
            } else if (FullText.content(table).orElse("").isEmpty()) {
                sentences.add(
                        "table "
                                + table.name()
                                + " was not saved: its module "
                                + table.module()
                                + " does not let its rows be copied");
            }
        }
        return Optional.empty();
    }

    private void save(TableContent content) {
        Slice slice = SliceCopy.make(handle, rows.freeName(change), content);
        rows.add(change, slice);
        slices.add(slice);
        sentences.add(
                "table " + content.table() + ": " + slice.rows() + " rows, in " + slice.name());
    }

    @Override
    public void after() {
        if (slices.isEmpty()) {
            return;
        }
        Schema after = handle.schema();
        Lineage lineage = new Lineage(change.statements(), after);
        for (Slice slice : slices) {
            complete(slice, lineage);
        }
    }

    private void complete(Slice slice, Lineage lineage) {
        Optional<TableContent> content =
                TableContent.of(handle, lineage.after(), lineage.table(slice.source()));
        if (content.isEmpty()) {
            rows.complete(slice);
            return;
        }
        TableContent after = content.get();
        boolean keyed = after.hasKey(slice.key());
        if (keyed) {
            handle.run(
                    "UPDATE "
                            + slice.table()
                            + " AS s SET "
                            + Slice.AFTER
                            + " = (SELECT "
                            + RowHash.of(after.columns(), "t")
                            + " FROM "
                            + after.source()
                            + " AS t WHERE "
                            + slice.sameRow()
                            + ")");
        }
        rows.complete(
                new Slice(
                        slice.name(),
                        slice.source(),
                        after.table(),
                        keyed ? slice.key() : List.of(),
                        slice.columns(),
                        slice.columns().stream()
                                .filter(it -> !after.hasColumn(lineage.column(slice.source(), it)))
                                .toList(),
                        slice.rows(),
                        slice.sequence(),
                        keyed ? null : after.digest(handle).digest()));
    }
}
