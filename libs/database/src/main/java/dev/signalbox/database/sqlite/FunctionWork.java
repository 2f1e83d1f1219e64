package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.BackfillWork.Rows;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Schema;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A function's rows, one source row after the other. */
final class FunctionWork implements BatchWork {

    private final Handle handle;
    private final Schema schema;
    private final Rows work;
    private final boolean enforced;
    private final Runnable pulse;

    /**
     * @param pulse between two rows; may throw to stop
     */
    FunctionWork(Handle handle, Schema schema, Rows work, boolean enforced, Runnable pulse) {
        this.handle = handle;
        this.schema = schema;
        this.work = work;
        this.enforced = enforced;
        this.pulse = pulse;
    }

    @Override
    public BackfillCounts on(Batch batch, FailedRows failed) {
        try (Gathering gathering = new Gathering(batch)) {
            batch.each(row -> transform(batch, row, gathering, failed));
            gathering.flush();
            return gathering.counts();
        }
    }

    private void transform(
            Batch batch,
            Map<String, @Nullable Object> row,
            Gathering gathering,
            FailedRows failed) {
        pulse.run();
        List<Map<String, @Nullable Object>> made;
        try {
            made = made(batch, row);
        } catch (RowRefused e) {
            failed.add(batch.keyOf(row), e.reason(), row);
            gathering.failed++;
            return;
        }
        if (made.isEmpty()) {
            gathering.skipped++;
        } else {
            gathering.transformed++;
            made.forEach(gathering::add);
        }
    }

    private List<Map<String, @Nullable Object>> made(
            Batch batch, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> given = Collections.unmodifiableMap(row);
        List<Map<String, @Nullable Object>> made = new ArrayList<>();
        try {
            for (Map<String, @Nullable Object> transformed : work.function().transform(given)) {
                Optional<String> problem = work.function().problem(given, transformed);
                if (problem.isPresent()) {
                    throw new RowRefused(problem.get());
                }
                made.add(stored(batch, row, transformed));
            }
            return made;
        } catch (RowRefused e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    Reason.INTERRUPTED,
                    handle.database(),
                    "the process was asked to stop while a function was at work",
                    "Go on later; the batch was not written");
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            throw new RowRefused(
                    e.getClass().getName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
        }
    }

    /** With the key of the row it was made of, whatever it says itself, where that is updated. */
    private Map<String, @Nullable Object> stored(
            Batch batch, Map<String, @Nullable Object> row, Map<String, @Nullable Object> made) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        boolean updates = work.target().into() == null;
        if (updates) {
            batch.source().key().forEach(name -> stored.put(name, row.get(name)));
        }
        made.forEach(
                (name, value) -> {
                    if (!updates || !batch.source().hasInKey(name)) {
                        stored.put(name, value(name, value));
                    }
                });
        return stored;
    }

    private static @Nullable Object value(String column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> number;
            case Double number -> number;
            case String text -> text;
            case byte[] bytes -> bytes;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            case Boolean flag -> flag ? 1L : 0L;
            case Object other ->
                    throw new RowRefused(
                            "the function gives a "
                                    + other.getClass().getName()
                                    + " for "
                                    + column
                                    + ", and not a Long, Double, String, byte[] or null");
        };
    }

    /** Rows of the same columns, until others come. */
    private final class Gathering implements AutoCloseable {

        private final Batch batch;
        private List<String> columns = List.of();
        private @Nullable TransformedRows rows;
        private @Nullable PreparedStatement insert;
        private long transformed;
        private long skipped;
        private long failed;
        private long written;

        Gathering(Batch batch) {
            this.batch = batch;
        }

        void add(Map<String, @Nullable Object> row) {
            List<String> given = List.copyOf(row.keySet());
            try {
                PreparedStatement statement = insert;
                if (statement == null || !given.equals(columns)) {
                    statement = begin(given);
                }
                int i = 1;
                for (@Nullable Object value : row.values()) {
                    statement.setObject(i++, value);
                }
                statement.executeUpdate();
            } catch (SQLException e) {
                throw SqliteErrors.classified(e, handle.database(), null);
            }
        }

        private PreparedStatement begin(List<String> given) {
            flush();
            columns = given;
            TransformedRows next =
                    new TransformedRows(handle, schema, batch, work.target(), given, enforced);
            next.clear();
            rows = next;
            insert =
                    Compiled.prepared(
                            handle,
                            "INSERT INTO "
                                    + next.name()
                                    + " ("
                                    + TargetTable.list(given)
                                    + ") VALUES ("
                                    + String.join(", ", Collections.nCopies(given.size(), "?"))
                                    + ")",
                            null);
            return insert;
        }

        void flush() {
            close();
            if (rows != null) {
                written += rows.write();
                rows = null;
            }
        }

        BackfillCounts counts() {
            return new BackfillCounts(transformed, skipped, failed, written, 0);
        }

        @Override
        public void close() {
            try {
                if (insert != null) {
                    insert.close();
                    insert = null;
                }
            } catch (SQLException e) {
                throw SqliteErrors.classified(e, handle.database(), null);
            }
        }
    }
}
