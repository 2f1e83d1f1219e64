package dev.signalbox.events.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.events.Estimate;
import dev.signalbox.events.Risk;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.VersionName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One step of a plan: what it does in a sentence, what it risks and how it is undone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlannedStep.Snapshot.class, name = "snapshot"),
    @JsonSubTypes.Type(value = PlannedStep.ApplyScript.class, name = "applyScript"),
    @JsonSubTypes.Type(value = PlannedStep.RevertScript.class, name = "revertScript"),
    @JsonSubTypes.Type(value = PlannedStep.Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = PlannedStep.Backfill.class, name = "backfill"),
    @JsonSubTypes.Type(value = PlannedStep.Check.class, name = "check"),
    @JsonSubTypes.Type(value = PlannedStep.HealthCheck.class, name = "healthCheck"),
    @JsonSubTypes.Type(value = PlannedStep.Hook.class, name = "hook"),
    @JsonSubTypes.Type(value = PlannedStep.RepairHistory.class, name = "repairHistory"),
    @JsonSubTypes.Type(value = PlannedStep.MarkApplied.class, name = "markApplied"),
    @JsonSubTypes.Type(value = PlannedStep.NameVersion.class, name = "nameVersion"),
    @JsonSubTypes.Type(value = PlannedStep.Adopt.class, name = "adopt")
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
     * @param javaClass the class of a migration in Java, in the jar {@code file}; absent for SQL
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
            String undo,
            @Nullable String javaClass)
            implements PlannedStep {

        public ApplyScript {
            Objects.requireNonNull(migration, "migration");
            Objects.requireNonNull(file, "file");
            tables = List.copyOf(tables);
            tags = List.copyOf(tags);
        }
    }

    /**
     * The DOWN section of a migration, in one transaction with its row in the ledger and with what
     * it saves.
     *
     * @param file its path in the bundle; absent when there is none and the plan is forced: the
     *     migration is then only taken off the record
     * @param effects what it drops or overwrites, found by trying it on a scratch copy; empty when
     *     it could not be tried
     * @param saves the tables of {@code effects} are saved first; where it could not be tried, all
     *     are
     * @param rollbackSafe whether it ran on the scratch copy without failure, and nothing is lost
     *     there that is not saved first; false, too, when it could not be tried
     */
    record RevertScript(
            StepId id,
            String sentence,
            String migration,
            String version,
            String name,
            @Nullable String file,
            @Nullable ScriptChecksum checksum,
            @Nullable ScriptChecksum rawChecksum,
            int statements,
            List<TableEffect> effects,
            boolean tried,
            boolean saves,
            boolean rollbackSafe,
            String locks,
            Estimate estimate,
            Risk risk,
            String undo,
            @Nullable String javaClass)
            implements PlannedStep {

        public RevertScript {
            Objects.requireNonNull(migration, "migration");
            effects = List.copyOf(effects);
        }
    }

    /**
     * What a script does to a table that is there before it.
     *
     * @param dropped the table is gone afterwards
     * @param columns that are gone afterwards
     * @param rowsBefore counted in the copy
     * @param rowsLost rows that are gone afterwards
     * @param rowsChanged rows that have other values afterwards
     * @param unsavable its rows cannot be saved, whatever {@code saves} says: it is a virtual table
     *     whose module does not let them be put back
     */
    record TableEffect(
            String table,
            boolean dropped,
            List<String> columns,
            long rowsBefore,
            long rowsLost,
            long rowsChanged,
            boolean unsavable) {

        public TableEffect {
            columns = List.copyOf(columns);
        }

        /** Something that was there is not there afterwards, or has another value. */
        public boolean loses() {
            return dropped || !columns.isEmpty() || rowsLost > 0 || rowsChanged > 0;
        }
    }

    /**
     * The whole database as a snapshot holds it, written in one transaction.
     *
     * @param snapshot absent when a file is restored
     * @param file absent when a snapshot is restored
     * @param sha256 of the copy that was planned, in hex
     * @param rows per table, in the snapshot
     */
    record Restore(
            StepId id,
            String sentence,
            @Nullable SnapshotId snapshot,
            @Nullable String file,
            String sha256,
            String fingerprint,
            @Nullable String version,
            Map<String, Long> rows,
            String locks,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {

        public Restore {
            rows = Collections.unmodifiableMap(new TreeMap<>(rows));
        }
    }

    /**
     * A transformation of rows by a rule of the project, in batches that are each committed with
     * the cursor behind them.
     *
     * @param rule its id
     * @param description the author's
     * @param takesBack its undo runs, and not the rule itself
     * @param after the migration behind which it runs; absent when it was asked for
     * @param source the table whose rows are read; absent when it runs once
     * @param file its path in the bundle
     * @param jar of a rule in Java, in the bundle; absent for SQL
     * @param expectedRows of the source, as far as it is there by now; 0 when unknown
     * @param batchSize at most so many rows a transaction
     * @param skipsFailedRows a row that fails is kept aside, and the others go on
     * @param reversible the rule says how it is undone
     */
    record Backfill(
            StepId id,
            String sentence,
            String rule,
            String description,
            boolean takesBack,
            @Nullable String after,
            @Nullable String source,
            String file,
            @Nullable String jar,
            long expectedRows,
            int batchSize,
            Duration pauseBetweenBatches,
            boolean skipsFailedRows,
            boolean reversible,
            String locks,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {

        public Backfill {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * Queries of the project that must return no row.
     *
     * @param file its path in the bundle
     * @param after the migration that it belongs to; absent when it checks the whole
     * @param warning what it finds does not fail the run
     */
    record Check(
            StepId id,
            String sentence,
            String file,
            @Nullable String after,
            boolean warning,
            int statements,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {}

    /**
     * The application's own word on whether it is well; exactly one of URL and command is given.
     *
     * @param url answers with a status of 2xx when it is
     * @param command a program and its arguments, which ends with 0 when it is; empty for a URL
     * @param timeout of one attempt
     * @param attempts the first good one suffices
     * @param pause between two attempts
     */
    record HealthCheck(
            StepId id,
            String sentence,
            @Nullable String url,
            List<String> command,
            Duration timeout,
            int attempts,
            Duration pause,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {

        public HealthCheck {
            command = List.copyOf(command);
        }
    }

    /**
     * A file of the project that runs at a certain moment.
     *
     * @param event before-run, after-run, before-each, after-each, on-failure, before-rollback,
     *     after-rollback
     * @param file its path in the bundle
     * @param executable a program, not SQL
     * @param migration the one that it runs before or after; absent where there is none
     */
    record Hook(
            StepId id,
            String sentence,
            String event,
            String file,
            boolean executable,
            @Nullable String migration,
            Duration timeout,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {}

    /**
     * A checksum in the ledger, put right.
     *
     * @param recorded what the ledger has
     * @param differences where the file's tokens are others than those that were applied; a
     *     sentence each, with file and line
     */
    record RepairHistory(
            StepId id,
            String sentence,
            String migration,
            String version,
            String file,
            ScriptChecksum recorded,
            ScriptChecksum checksum,
            ScriptChecksum rawChecksum,
            List<String> differences,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {

        public RepairHistory {
            differences = List.copyOf(differences);
        }
    }

    /**
     * A migration on record as applied, though Signalbox did not apply it.
     *
     * @param assertion a query that must hold; absent when none was given
     */
    record MarkApplied(
            StepId id,
            String sentence,
            String migration,
            String version,
            String name,
            String file,
            ScriptChecksum checksum,
            ScriptChecksum rawChecksum,
            @Nullable String assertion,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {}

    /**
     * A tag or a release's name on a version in force.
     *
     * @param version as the ledger has it
     * @param movedFrom the version that has the name until then; absent when none has
     * @param replaces the name of the same kind that the version has until then; absent when it has
     *     none
     */
    record NameVersion(
            StepId id,
            String sentence,
            String version,
            VersionName naming,
            String name,
            @Nullable String movedFrom,
            @Nullable String replaces,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {}

    /**
     * A migration on record as applied, as another tool's history says.
     *
     * @param file absent for a baseline, which stands for all that was before it
     * @param checksum absent for a baseline
     * @param rawChecksum absent for a baseline
     * @param from whose word it is, for a person
     * @param appliedAt absent when the history does not say
     * @param duration absent when the history does not say
     * @param appliedBy absent when the history does not say
     */
    record Adopt(
            StepId id,
            String sentence,
            String migration,
            String version,
            String name,
            @Nullable String file,
            @Nullable ScriptChecksum checksum,
            @Nullable ScriptChecksum rawChecksum,
            String from,
            @Nullable Instant appliedAt,
            @Nullable Duration duration,
            @Nullable String appliedBy,
            Estimate estimate,
            Risk risk,
            String undo)
            implements PlannedStep {}

    /**
     * @param algorithm the id of the algorithm, so that a later one can stand beside it
     * @param hex lower-case
     */
    record ScriptChecksum(String algorithm, String hex) {}
}
