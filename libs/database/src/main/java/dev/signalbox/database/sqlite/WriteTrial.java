package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.Writers;
import dev.signalbox.database.Writers.OtherProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Takes the lock of whoever writes, for a moment and without writing. */
final class WriteTrial {

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final SqliteFile address;
    private final Duration patience;

    WriteTrial(SqliteFile address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    Writers run() {
        long start = System.nanoTime();
        Optional<List<OtherProcess>> others = LockTable.others(address.file());
        try (Handle handle = Connections.changing(address)) {
            boolean free = tried(handle);
            while (!free && System.nanoTime() - start < patience.toNanos()) {
                LockSupport.parkNanos(BETWEEN.toNanos());
                free = tried(handle);
            }
            if (!free) {
                others = LockTable.others(address.file());
            }
            return new Writers(
                    free,
                    Duration.ofNanos(System.nanoTime() - start),
                    others.orElse(List.of()),
                    others.isPresent());
        }
    }

    private static boolean tried(Handle handle) {
        try {
            handle.run("BEGIN IMMEDIATE");
            handle.run("ROLLBACK");
            return true;
        } catch (DatabaseException e) {
            if (e.reason() == Reason.LOCKED) {
                return false;
            }
            throw e;
        }
    }
}
