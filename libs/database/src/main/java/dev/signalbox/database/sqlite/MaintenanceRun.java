package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.MaintenanceOutcome;
import dev.signalbox.database.MaintenanceOutcome.Done;
import dev.signalbox.database.MaintenanceOutcome.DoneBefore;
import dev.signalbox.database.MaintenanceOutcome.Interrupted;
import dev.signalbox.database.MaintenanceOutcome.Lost;
import dev.signalbox.database.MaintenanceOutcome.Refused;
import dev.signalbox.database.MaintenanceRequest;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One piece of maintenance, once for each run. All but VACUUM share a transaction with the row that
 * says so; VACUUM, which no transaction may hold, is announced before and recorded behind. A crash
 * between leaves the same rows in a file of one size or the other, and it is done again.
 */
final class MaintenanceRun {

    /** Bytes a second that VACUUM reads and writes on a slow disk; the lease lasts as long. */
    private static final long WRITTEN_PER_SECOND = 10_000_000;

    private final SqliteFile address;
    private final Lease lease;
    private final FailPoints failPoints;
    private final MaintenanceRequest request;
    private final VacuumRoom room;
    private final long start = System.nanoTime();

    MaintenanceRun(
            SqliteFile address,
            Lease lease,
            FailPoints failPoints,
            MaintenanceRequest request,
            VacuumRoom room) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
        this.request = request;
        this.room = room;
    }

    MaintenanceOutcome run() {
        try {
            return switch (request.work()) {
                case VACUUM -> vacuum();
                case ANALYZE -> inTransaction(Upkeep::analyze);
                case REINDEX -> inTransaction(Upkeep::reindex);
                case CLEANUP -> inTransaction(it -> it.cleanUp(request));
            };
        } catch (DatabaseException e) {
            if (e.reason().mayPass() && request.cancelled().getAsBoolean()) {
                return new Interrupted();
            }
            throw e;
        }
    }

    private String action() {
        return "maintained: " + request.work().name().toLowerCase(Locale.ROOT);
    }

    private boolean isDone(Handle handle) {
        return handle.number(
                        "SELECT count(*) FROM _migration_audit_log WHERE action = ? AND run_id = ?",
                        action(),
                        request.context().runId())
                > 0;
    }

    private MaintenanceOutcome inTransaction(Function<Upkeep, Upkeep.Effect> work) {
        AtomicReference<@Nullable MaintenanceOutcome> outcome = new AtomicReference<>();
        Optional<Overtaken> lost =
                ledger(
                        handle -> {
                            if (isDone(handle)) {
                                outcome.set(new DoneBefore());
                                return;
                            }
                            Upkeep.Effect effect =
                                    cancellable(handle, () -> work.apply(new Upkeep(handle)));
                            outcome.set(done(handle, effect));
                        });
        return lost.<MaintenanceOutcome>map(Lost::new)
                .orElseGet(() -> Objects.requireNonNull(outcome.get()));
    }

    private Done done(Handle handle, Upkeep.Effect effect) {
        LedgerWriter.audit(
                handle,
                lease,
                request.context(),
                null,
                action(),
                String.join(" ", effect.sentences()));
        return new Done(
                Duration.ofNanos(System.nanoTime() - start), effect.rows(), effect.sentences());
    }

    private <T> T cancellable(Handle handle, Supplier<T> work) {
        ApplyOptions options = ApplyOptions.DEFAULT.withCancelled(request.cancelled());
        try (ProgressMeter meter = new ProgressMeter(handle, options, 1)) {
            return work.get();
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        }
    }

    private Optional<Overtaken> ledger(Consumer<Handle> change) {
        return new FencedTransaction(address, lease, failPoints).run(request.patience(), change);
    }

    private MaintenanceOutcome vacuum() {
        AtomicReference<@Nullable MaintenanceOutcome> settled = new AtomicReference<>();
        AtomicReference<Vacuum.@Nullable Size> before = new AtomicReference<>();
        Optional<Overtaken> lost =
                ledger(
                        handle -> {
                            if (isDone(handle)) {
                                settled.set(new DoneBefore());
                                return;
                            }
                            before.set(Vacuum.Size.of(handle));
                            obstacle(handle).ifPresent(settled::set);
                        });
        if (lost.isPresent()) {
            return new Lost(lost.get());
        }
        MaintenanceOutcome known = settled.get();
        return known != null ? known : vacuumed(Objects.requireNonNull(before.get()));
    }

    private Optional<Refused> obstacle(Handle handle) {
        List<String> dependent = RowIds.indexedByRowId(handle.schema());
        if (!dependent.isEmpty()) {
            return Optional.of(
                    new Refused(
                            "VACUUM may number the rows anew of tables without an INTEGER PRIMARY"
                                    + " KEY, and a full-text index finds them by these numbers: "
                                    + String.join("; ", dependent),
                            "Give the table an INTEGER PRIMARY KEY, or run VACUUM yourself and"
                                    + " rebuild the index: INSERT INTO f(f) VALUES ('rebuild')."));
        }
        return room.lacking(Vacuum.Size.of(handle).used());
    }

    private MaintenanceOutcome vacuumed(Vacuum.Size before) {
        Lease longer =
                lease.extended(Duration.ofSeconds(1 + 2 * before.bytes() / WRITTEN_PER_SECOND));
        Optional<Overtaken> lost =
                new FencedTransaction(address, longer, failPoints)
                        .run(
                                request.patience(),
                                handle ->
                                        LedgerWriter.audit(
                                                handle,
                                                lease,
                                                request.context(),
                                                null,
                                                "maintenance begun: vacuum",
                                                null));
        if (lost.isPresent()) {
            return new Lost(lost.get());
        }
        failPoints.hit(DatabaseFailPoint.MAINTAIN_BEFORE_VACUUM);
        Vacuum.Size after = new Vacuum(address, request).run(this::cancellable);
        failPoints.hit(DatabaseFailPoint.MAINTAIN_AFTER_VACUUM);
        AtomicReference<@Nullable MaintenanceOutcome> outcome = new AtomicReference<>();
        return ledger(handle -> outcome.set(done(handle, before.to(after, handle))))
                .<MaintenanceOutcome>map(Lost::new)
                .orElseGet(() -> Objects.requireNonNull(outcome.get()));
    }
}
