package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.DiskSpace;
import dev.signalbox.database.LeaseOutcome;
import dev.signalbox.database.LeaseRequest;
import dev.signalbox.database.ManagedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.ScratchCopy;
import dev.signalbox.database.Writers;
import dev.signalbox.database.failpoint.FailPoints;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A managed database in a SQLite file. */
public final class SqliteDatabase implements ManagedDatabase {

    private final SqliteFile address;
    private final FailPoints failPoints;

    public SqliteDatabase(SqliteFile address, FailPoints failPoints) {
        this.address = address;
        this.failPoints = failPoints;
    }

    /** The database at an address, whatever engine it names. */
    public static SqliteDatabase at(DatabaseAddress address) {
        return switch (address) {
            case SqliteFile file -> new SqliteDatabase(file);
        };
    }

    public SqliteDatabase(SqliteFile address) {
        this(address, FailPoints.NONE);
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public DatabaseReader openReader() {
        return new SqliteReader(Connections.reading(address), address);
    }

    @Override
    public DiskSpace disk() {
        return StorageFacts.disk(address);
    }

    @Override
    public Writers writers(Duration patience) {
        return new WriteTrial(address, patience).run();
    }

    @Override
    public LeaseOutcome acquire(LeaseRequest request) {
        return new Acquisition(address, request, failPoints).acquire();
    }

    @Override
    public String setAside(Instant at) {
        return new SetAside(address).to(at).toString();
    }

    @Override
    public ScratchCopy scratchCopy(Path folder) {
        return SqliteScratchCopy.of(address, folder);
    }

    @Override
    public Replayed replay(List<MigrationToApply> migrations, Path folder) {
        try (SqliteScratchCopy scratch = SqliteScratchCopy.empty(address.foreignKeys(), folder)) {
            return new SqliteReplay(scratch.file()).of(migrations);
        }
    }
}
