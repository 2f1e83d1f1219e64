package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedMigration;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.Fingerprint;
import dev.signalbox.database.HistoryRepair;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MendOutcome.Lost;
import dev.signalbox.database.MendOutcome.Mended;
import dev.signalbox.database.MendOutcome.MendedBefore;
import dev.signalbox.database.MendOutcome.NotMended;
import dev.signalbox.database.MigrationToAdopt;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Schema;
import dev.signalbox.sql.Checksum;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the ledger right where it says something else than what is. */
final class LedgerMending {

    private final FencedTransaction ledger;
    private final Lease lease;

    LedgerMending(FencedTransaction ledger, Lease lease) {
        this.ledger = ledger;
        this.lease = lease;
    }

    MendOutcome repair(HistoryRepair repair) {
        return fenced(handle -> repaired(handle, repair));
    }

    MendOutcome markApplied(MigrationToApply migration, @Nullable String assertion) {
        return fenced(handle -> marked(handle, migration, assertion));
    }

    MendOutcome adopt(MigrationToAdopt migration) {
        return fenced(handle -> new LedgerAdoption(handle, lease, migration).outcome());
    }

    private MendOutcome fenced(Function<Handle, MendOutcome> change) {
        AtomicReference<MendOutcome> outcome = new AtomicReference<>();
        Optional<Overtaken> lost =
                ledger.run(lease.request().patience(), handle -> outcome.set(change.apply(handle)));
        return lost.isPresent() ? new Lost(lost.get()) : Objects.requireNonNull(outcome.get());
    }

    private MendOutcome repaired(Handle handle, HistoryRepair repair) {
        Optional<AppliedMigration> row = new LedgerRows(handle).inForce(repair.migrationId());
        if (row.isEmpty()) {
            return new NotMended(
                    "migration " + repair.migrationId() + " is not on record as applied",
                    "Apply it, or mark it as applied");
        }
        AppliedMigration found = row.get();
        if (found.checksum().equals(repair.checksum())
                && Objects.equals(found.rawChecksum(), repair.rawChecksum())) {
            return new MendedBefore();
        }
        if (!found.checksum().equals(repair.recorded())) {
            return new NotMended(
                    "migration "
                            + repair.migrationId()
                            + " is on record with checksum "
                            + found.checksum()
                            + ", and not with "
                            + repair.recorded()
                            + " as when the repair was planned",
                    "Plan the repair again");
        }
        write(handle, found, repair);
        return new Mended();
    }

    private void write(Handle handle, AppliedMigration found, HistoryRepair repair) {
        @Nullable Checksum raw = repair.rawChecksum();
        handle.update(
                "UPDATE _migration_history SET checksum = ?, checksum_algorithm = ?,"
                        + " raw_checksum = ?, raw_checksum_algorithm = ? WHERE id = ?",
                repair.checksum().hex(),
                repair.checksum().algorithm(),
                raw == null ? null : raw.hex(),
                raw == null ? null : raw.algorithm(),
                found.historyId());
        LedgerWriter.audit(
                handle,
                lease,
                repair.context(),
                repair.migrationId(),
                "checksum repaired",
                "from "
                        + found.checksum()
                        + " to "
                        + repair.checksum()
                        + (repair.reason() == null ? "" : ": " + repair.reason()));
    }

    private MendOutcome marked(
            Handle handle, MigrationToApply migration, @Nullable String assertion) {
        Optional<AppliedMigration> row = new LedgerRows(handle).inForce(migration.id());
        if (row.isPresent()) {
            return ApplyWork.isOther(row.get().checksum(), migration.checksum())
                    ? new NotMended(
                            "migration "
                                    + migration.id()
                                    + " is in force already, with checksum "
                                    + row.get().checksum()
                                    + " where its file has "
                                    + migration.checksum(),
                            "If the file is right, put the ledger right with the repair command")
                    : new MendedBefore();
        }
        Optional<MendOutcome> refuted =
                assertion == null
                        ? Optional.empty()
                        : new Assertion(handle, assertion, lease.request().lease()).refutation();
        return refuted.orElseGet(() -> put(handle, migration, assertion));
    }

    private MendOutcome put(Handle handle, MigrationToApply migration, @Nullable String assertion) {
        Schema schema = handle.schema();
        Change change = Change.up(migration);
        long historyId = LedgerWriter.completed(handle, lease, change, Duration.ZERO, 0);
        Fingerprint fingerprint = handle.fingerprint(schema);
        LedgerWriter.version(handle, change, historyId, fingerprint, fingerprint);
        LedgerWriter.audit(
                handle,
                lease,
                change,
                "marked as applied",
                assertion == null ? "without an assertion" : "asserted by " + assertion);
        return new Mended();
    }
}
