package dev.signalbox.database.sqlite;

import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.MaintenanceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The file written anew by the engine: into a temporary file first, and then over the old one in a
 * transaction of its own, so that a crash leaves one or the other.
 */
final class Vacuum {

    private final SqliteFile address;
    private final MaintenanceRequest request;

    Vacuum(SqliteFile address, MaintenanceRequest request) {
        this.address = address;
        this.request = request;
    }

    /** Runs work that stops when it is cancelled. */
    @FunctionalInterface
    interface Cancelling {
        Size run(Handle handle, Supplier<Size> work);
    }

    Size run(Cancelling cancelling) {
        BusyWait waiting =
                new BusyWait(
                        request.patience(),
                        () -> LockHolderProbe.lastHolder(address),
                        request.cancelled());
        try (Handle handle = Connections.changing(address)) {
            Size size =
                    cancelling.run(
                            handle,
                            () -> {
                                waiting.until(() -> handle.run("VACUUM"));
                                return Size.of(handle);
                            });
            truncate(handle);
            return size;
        }
    }

    /** In WAL mode the file itself shrinks only then; who still reads keeps it from happening. */
    private static void truncate(Handle handle) {
        try {
            if (handle.text("PRAGMA journal_mode").equals("wal")) {
                handle.run("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (DatabaseException e) {
            if (e.reason() != Reason.LOCKED) {
                throw e;
            }
        }
    }

    /**
     * How much the file holds.
     *
     * @param free of its pages
     */
    record Size(long pages, long free, long pageBytes) {

        static Size of(Handle handle) {
            return new Size(
                    handle.number("PRAGMA page_count"),
                    handle.number("PRAGMA freelist_count"),
                    handle.number("PRAGMA page_size"));
        }

        long bytes() {
            return pages * pageBytes;
        }

        /** Without what is free. */
        long used() {
            return (pages - free) * pageBytes;
        }

        Upkeep.Effect to(Size after, Handle handle) {
            List<String> sentences = new ArrayList<>();
            sentences.add(
                    "%,d KiB became %,d KiB: %,d pages given back, %,d of them were free."
                            .formatted(
                                    bytes() / 1024,
                                    after.bytes() / 1024,
                                    Math.max(0, pages - after.pages()),
                                    free));
            List<String> renumbered = RowIds.mayBeRenumbered(handle.schema());
            if (!renumbered.isEmpty()) {
                sentences.add(
                        "Row ids may be others now in tables without an INTEGER PRIMARY KEY: %s."
                                .formatted(RowIds.named(renumbered)));
            }
            return new Upkeep.Effect(0, sentences);
        }
    }
}
