package dev.signalbox.transfer;

import dev.signalbox.database.BackfillSource;
import dev.signalbox.database.BackfillWork.RowTarget;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transformation as a project says it, in a file of {@code transformations/}.
 *
 * @param after stem of the migration behind which it runs; null for one that runs on demand
 * @param source null when it runs once
 * @param undo takes back what it wrote; empty when nothing does
 * @param feature in {@code migration_progress}; null for none
 */
public record Rule(
        String id,
        String description,
        SourceFile file,
        @Nullable String after,
        @Nullable BackfillSource source,
        Work work,
        int batchSize,
        Duration pauseBetweenBatches,
        OnError onError,
        List<SqlStatement> undo,
        @Nullable String feature) {

    public static final int DEFAULT_BATCH_SIZE = 1_000;
    public static final int LARGEST_BATCH_SIZE = 1_000_000;

    public Rule {
        undo = List.copyOf(undo);
    }

    /** What is done with a batch. */
    public sealed interface Work {

        record Select(SqlStatement query, RowTarget target) implements Work {}

        record Sql(List<SqlStatement> statements) implements Work {

            public Sql {
                statements = List.copyOf(statements);
            }
        }

        /**
         * @param jar that has the class
         */
        record Java(String className, SourceFile jar, RowTarget target) implements Work {}
    }

    /** What is done when a row cannot be transformed. */
    public enum OnError {
        STOP,
        SKIP
    }

    public boolean isOnDemand() {
        return after == null;
    }

    public boolean hasUndo() {
        return !undo.isEmpty();
    }

    public Optional<SourceFile> jar() {
        return work instanceof Work.Java java ? Optional.of(java.jar()) : Optional.empty();
    }
}
