package dev.signalbox.events.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.StepId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step of a plan: what it does in a sentence, what it risks and how it is undone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlannedStep.Snapshot.class, name = "snapshot"),
    @JsonSubTypes.Type(value = PlannedStep.ApplyScript.class, name = "applyScript")
})
public sealed interface PlannedStep {

    StepId id();

    /** What it does, for a person. */
    String sentence();

    Estimate estimate();

    Risk risk();

    /** How it is undone, in a sentence; says so where it cannot be. */
    String undo();

    /** A consistent copy of the database, taken by the backup service. */
    record Snapshot(StepId id, String sentence, Estimate estimate, Risk risk, String undo)
            implements PlannedStep {}

    /**
     * The UP section of a migration, in one transaction with its row in the ledger.
     *
     * @param migration the file's stem, which the ledger calls {@code migration_id}
     * @param description the author's, if there is one
     * @param file its path in the bundle
     * @param checksum of the tokens
     * @param rawChecksum of the bytes
     * @param tables what it touches, for locks and estimates
     * @param expectedRows how many rows it is thought to change or read; 0 when unknown
     * @param reversible the file has a DOWN section
     */
    record ApplyScript(
            StepId id,
            String sentence,
            String migration,
            String version,
            String name,
            @Nullable String description,
            @Nullable String author,
            List<String> tags,
            String file,
            ScriptChecksum checksum,
            ScriptChecksum rawChecksum,
            int statements,
            List<String> tables,
            long expectedRows,
            boolean reversible,
            String locks,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {

        public ApplyScript {
            Objects.requireNonNull(migration, "migration");
            Objects.requireNonNull(file, "file");
            tables = List.copyOf(tables);
            tags = List.copyOf(tags);
        }
    }

    /**
     * @param algorithm the id of the algorithm, so that a later one can stand beside it
     * @param hex lower-case
     */
    record ScriptChecksum(String algorithm, String hex) {}
}
