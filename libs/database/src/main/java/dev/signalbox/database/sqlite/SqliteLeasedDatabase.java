package dev.signalbox.database.sqlite;

import dev.signalbox.database.AppliedTogether;
import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Overtaken;
import dev.signalbox.database.BackfillBatches;
import dev.signalbox.database.BackfillToRun;
import dev.signalbox.database.BackupRecord;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.HistoryRepair;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MaintenanceOutcome;
import dev.signalbox.database.MaintenanceRequest;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.MigrationToAdopt;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RestoreOutcome;
import dev.signalbox.database.RestoreRequest;
import dev.signalbox.database.RevertOptions;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.ScriptOutcome;
import dev.signalbox.database.ScriptToRun;
import dev.signalbox.database.VersionNaming;
import dev.signalbox.database.failpoint.FailPoints;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The holder's side of a lease on a SQLite file. */
final class SqliteLeasedDatabase implements LeasedDatabase {

    private final SqliteFile address;
    private final FailPoints failPoints;
    private final KeptConnection connection = new KeptConnection();

    /** A restore may bring a greater epoch with it, and then it goes on above that. */
    private Lease lease;

    SqliteLeasedDatabase(SqliteFile address, Lease lease, FailPoints failPoints) {
        this.address = address;
        this.lease = lease;
        this.failPoints = failPoints;
    }

    @Override
    public long epoch() {
        return lease.epoch();
    }

    @Override
    public ApplyOutcome apply(MigrationToApply migration, ApplyOptions options) {
        return new MigrationRun(address, lease, connection, failPoints, migration, options).run();
    }

    @Override
    public AppliedTogether applyTogether(
            List<MigrationToApply> migrations, ApplyOptions options, Duration hold) {
        return new TogetherRun(address, lease, connection, failPoints, migrations, options, hold)
                .run();
    }

    @Override
    public RevertOutcome revert(MigrationToRevert migration, RevertOptions options) {
        return new RevertRun(address, lease, connection, failPoints, migration, options).run();
    }

    @Override
    public ScriptOutcome run(ScriptToRun script, ApplyOptions options) {
        return new ScriptRun(address, lease, failPoints, script, options).run();
    }

    @Override
    public BackfillBatches backfill(BackfillToRun backfill) {
        return new BackfillSession(address, lease, failPoints, backfill);
    }

    @Override
    public MendOutcome repair(HistoryRepair repair) {
        return new LedgerMending(ledger(), lease).repair(repair);
    }

    @Override
    public MendOutcome markApplied(MigrationToApply migration, @Nullable String assertion) {
        return new LedgerMending(ledger(), lease).markApplied(migration, assertion);
    }

    @Override
    public MendOutcome name(VersionNaming naming) {
        return new VersionNames(ledger(), lease).name(naming);
    }

    @Override
    public MendOutcome adopt(MigrationToAdopt migration) {
        return new LedgerMending(ledger(), lease).adopt(migration);
    }

    @Override
    public MaintenanceOutcome maintain(MaintenanceRequest request) {
        return new MaintenanceRun(address, lease, failPoints, request, new VacuumRoom(address))
                .run();
    }

    @Override
    public RestoreOutcome restore(RestoreRequest request) {
        connection.close();
        return new RestoreRun(address, lease, it -> lease = it, failPoints, request).run();
    }

    @Override
    public Optional<Overtaken> renew() {
        return ledger().run(lease.request().patience(), handle -> {});
    }

    @Override
    public Optional<Overtaken> record(BackupRecord backup) {
        return ledger().run(
                        lease.request().patience(),
                        handle -> LedgerWriter.backup(handle, lease, backup));
    }

    @Override
    public void letGo() {
        connection.close();
    }

    @Override
    public void release() {
        try {
            connection.close();
        } finally {
            end();
        }
    }

    private void end() {
        ledger().runLast(
                        lease.request().patience(),
                        handle -> {
                            LedgerWriter.keepSchema(handle.readingSchemasBy(connection.schemas()));
                            lease.expire(handle);
                            LedgerWriter.audit(handle, lease, "lock released", null);
                        });
    }

    private FencedTransaction ledger() {
        return new FencedTransaction(address, lease, failPoints);
    }
}
