package dev.signalbox.planner.work;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.LockHolder;
import dev.signalbox.database.Observation;
import dev.signalbox.database.PastRollback;
import dev.signalbox.database.PendingMigrations;
import dev.signalbox.database.VersionLabel;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.domain.LedgerComparison;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationSet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands, looked at now.
 *
 * @param transformations those that are not finished, or left rows aside
 * @param findings why something could not be told
 */
public record DatabaseStatus(
        String id,
        String engine,
        String url,
        String environment,
        String migrations,
        boolean exists,
        @Nullable String version,
        List<Applied> applied,
        List<Pending> pending,
        List<Failure> failures,
        List<String> drift,
        @Nullable Lock lock,
        List<Rollback> rollbacks,
        List<Action> lastActions,
        List<Transformation> transformations,
        List<Finding> findings) {

    private static final int MOST_FAILURES = 10;
    private static final int MOST_RECENT = 5;

    /**
     * @param checksum ok, changed or file-missing
     * @param tag absent without one
     * @param release absent when the version is none
     */
    public record Applied(
            String migration,
            String version,
            String name,
            Instant appliedAt,
            long durationMillis,
            String checksum,
            @Nullable String tag,
            @Nullable Release release) {}

    /**
     * @param by absent when nobody is on record
     */
    public record Release(String name, @Nullable Instant at, @Nullable String by) {}

    public record Pending(String migration, String version, String name) {}

    public record Failure(String migration, Instant at, @Nullable String error) {}

    public record Lock(String holder, Instant since, Instant until, boolean expired) {}

    /** A way back that was taken. */
    public record Rollback(
            String migration,
            String status,
            String how,
            @Nullable String reason,
            Instant at,
            @Nullable String error) {}

    /** What was done last under the lock. */
    public record Action(
            Instant at, String action, @Nullable String migration, @Nullable String executor) {}

    /** A rule's last run. */
    public record Transformation(String rule, TransformationView.LastRun lastRun) {}

    static DatabaseStatus of(
            DatabaseSettings database, LoadOutcome files, ObservedDatabases databases) {
        try {
            return databases.look(
                    database, reader -> of(database, files, reader.map(r -> r.observe()), reader));
        } catch (DatabaseException e) {
            var finding =
                    Finding.error("database-unreadable", e.database(), e.problem(), e.remedy());
            return new DatabaseStatus(
                    database.id(),
                    database.engine(),
                    database.url(),
                    database.environment(),
                    database.migrations().toString(),
                    true,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(finding));
        }
    }

    private static DatabaseStatus of(
            DatabaseSettings database,
            LoadOutcome files,
            Optional<Observation> observed,
            Optional<DatabaseReader> reader) {
        var failures = reader.map(r -> r.failures(MOST_FAILURES)).orElse(List.of());
        var applied = observed.map(o -> o.ledger().applied()).orElse(List.of());
        var labels =
                reader.map(r -> r.labels()).orElse(List.of()).stream()
                        .collect(Collectors.toMap(VersionLabel::historyId, l -> l));
        var set = files instanceof LoadOutcome.Loaded loaded ? loaded.migrations() : null;
        return new DatabaseStatus(
                database.id(),
                database.engine(),
                database.url(),
                database.environment(),
                database.migrations().toString(),
                observed.isPresent(),
                observed.flatMap(o -> o.ledger().version()).orElse(null),
                applied.stream().map(a -> applied(a, set, labels.get(a.historyId()))).toList(),
                set == null ? List.of() : pending(applied, set),
                failures.stream()
                        .map(f -> new Failure(f.migrationId(), f.at(), f.error()))
                        .toList(),
                observed.map(Observation::drift).orElse(List.of()),
                observed.flatMap(o -> o.ledger().lockHolder())
                        .map(DatabaseStatus::lock)
                        .orElse(null),
                reader.map(r -> r.rollbacks(MOST_RECENT)).orElse(List.of()).stream()
                        .map(DatabaseStatus::rollback)
                        .toList(),
                reader.map(r -> r.log(MOST_RECENT)).orElse(List.of()).stream()
                        .map(e -> new Action(e.at(), e.action(), e.migrationId(), e.executor()))
                        .toList(),
                reader.map(r -> r.backfills()).orElse(List.of()).stream()
                        .filter(DatabaseStatus::wantsALook)
                        .map(b -> new Transformation(b.rule(), TransformationView.LastRun.of(b)))
                        .toList(),
                files instanceof LoadOutcome.Refused refused
                        ? Projects.findings(refused)
                        : List.of());
    }

    private static boolean wantsALook(BackfillRecord backfill) {
        return switch (backfill.state()) {
            case RUNNING, FAILED -> true;
            case COMPLETED -> backfill.counts().failed() > 0;
            case UNDONE -> false;
        };
    }

    private static Applied applied(
            AppliedMigration migration,
            @Nullable MigrationSet files,
            @Nullable VersionLabel label) {
        var state =
                files == null
                        ? LedgerComparison.FileState.FILE_MISSING
                        : LedgerComparison.stateOf(migration, files);
        return new Applied(
                migration.migrationId(),
                migration.version(),
                migration.name(),
                migration.appliedAt(),
                migration.duration().toMillis(),
                state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                label == null ? null : label.tag(),
                label == null ? null : release(label));
    }

    private static @Nullable Release release(VersionLabel label) {
        return label.release() == null
                ? null
                : new Release(label.release(), label.releasedAt(), label.releasedBy());
    }

    private static List<Pending> pending(List<AppliedMigration> applied, MigrationSet files) {
        return files.pending(new PendingMigrations(files, applied).settled()).stream()
                .map(m -> new Pending(m.stem(), m.version().toString(), m.name()))
                .toList();
    }

    private static Rollback rollback(PastRollback past) {
        return new Rollback(
                past.migrationId(),
                past.status(),
                past.how(),
                past.reason(),
                past.at(),
                past.error());
    }

    private static Lock lock(LockHolder holder) {
        return new Lock(
                holder.description(), holder.acquiredAt(), holder.expiresAt(), !holder.live());
    }
}
