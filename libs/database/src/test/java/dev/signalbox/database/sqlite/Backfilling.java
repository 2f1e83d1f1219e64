package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.BackfillBatches;
import dev.signalbox.database.BackfillSource;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.BackfillToRun.Direction;
import dev.signalbox.database.BackfillWork;
import dev.signalbox.database.BackfillWork.Conflict;
import dev.signalbox.database.BackfillWork.RowCondition;
import dev.signalbox.database.BackfillWork.RowTarget;
import dev.signalbox.database.BatchOutcome;
import dev.signalbox.database.BatchOutcome.Made;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.RunContext;
import dev.signalbox.migration.RowTransformation;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transformation as a test says it. */
record Backfilling(
        String key,
        @Nullable BackfillSource source,
        BackfillWork work,
        boolean skip,
        @Nullable String feature,
        Direction direction) {

    static Backfilling select(String source, String into, String sql) {
        return new Backfilling(
                "run-1/1",
                new BackfillSource(source, null, List.of()),
                new BackfillWork.Select(
                        statements(sql).getFirst(), new RowTarget(into, Conflict.FAIL, List.of())),
                false,
                null,
                Direction.FORWARD);
    }

    static Backfilling update(String source, String sql) {
        Backfilling any = select(source, "-", sql);
        return any.with(
                new BackfillWork.Select(
                        statements(sql).getFirst(), new RowTarget(null, Conflict.FAIL, List.of())));
    }

    static Backfilling java(String source, @Nullable String into, RowTransformation function) {
        return select(source, "-", "SELECT 1")
                .with(
                        new BackfillWork.Rows(
                                function, new RowTarget(into, Conflict.FAIL, List.of())));
    }

    static Backfilling sql(@Nullable String source, String sql) {
        return new Backfilling(
                "run-1/1",
                source == null ? null : new BackfillSource(source, null, List.of()),
                new BackfillWork.Statements(statements(sql)),
                false,
                null,
                Direction.FORWARD);
    }

    static List<SqlStatement> statements(String sql) {
        return SqliteSplitter.split(sql, new SourcePosition(1, 1));
    }

    Backfilling with(BackfillWork other) {
        return new Backfilling(key, source, other, skip, feature, direction);
    }

    Backfilling reading(String table, @Nullable String where, String... keys) {
        return new Backfilling(
                key,
                new BackfillSource(table, where, Arrays.asList(keys)),
                work,
                skip,
                feature,
                direction);
    }

    Backfilling skipping() {
        return new Backfilling(key, source, work, true, feature, direction);
    }

    Backfilling inRun(String other) {
        return new Backfilling(other + "/1", source, work, skip, feature, direction);
    }

    Backfilling showing(String name) {
        return new Backfilling(key, source, work, skip, name, direction);
    }

    Backfilling undo() {
        return new Backfilling(key + "/undo", null, work, skip, feature, Direction.UNDO);
    }

    Backfilling valid(String condition, @Nullable String message) {
        List<RowCondition> conditions = List.of(new RowCondition(condition, message));
        return with(
                switch (work) {
                    case BackfillWork.Select it ->
                            new BackfillWork.Select(
                                    it.query(),
                                    new RowTarget(
                                            it.target().into(),
                                            it.target().conflict(),
                                            conditions));
                    case BackfillWork.Rows it ->
                            new BackfillWork.Rows(
                                    it.function(),
                                    new RowTarget(
                                            it.target().into(),
                                            it.target().conflict(),
                                            conditions));
                    case BackfillWork.Statements it -> it;
                });
    }

    Backfilling onConflict(Conflict conflict) {
        return work instanceof BackfillWork.Select it
                ? with(
                        new BackfillWork.Select(
                                it.query(),
                                new RowTarget(
                                        it.target().into(), conflict, it.target().conditions())))
                : this;
    }

    BackfillToRun toRun() {
        String run = key.substring(0, key.indexOf('/'));
        RunContext context = new RunContext("plan-1", "hash-1", run, "local:alice", "host-a");
        return new BackfillToRun(key, "rule-1", direction, source, work, skip, feature, context);
    }

    /** All batches of so many rows; the last outcome. */
    BatchOutcome run(LeasedDatabase session, int rows) {
        return run(session, rows, made -> {});
    }

    BatchOutcome run(LeasedDatabase session, int rows, Consumer<Made> between) {
        try (BackfillBatches batches = session.backfill(toRun())) {
            while (true) {
                BatchOutcome outcome = batches.next(rows, ApplyOptions.DEFAULT);
                if (!(outcome instanceof Made made) || made.last()) {
                    return outcome;
                }
                between.accept(made);
            }
        }
    }
}
