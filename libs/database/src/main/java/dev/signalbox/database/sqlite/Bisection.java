package dev.signalbox.database.sqlite;

import dev.signalbox.database.BackfillCounts;
import dev.signalbox.database.DatabaseException;
import java.util.Optional;

/**
 * Transforms all rows at hand together; when that fails, each half of them for itself, until the
 * failing rows are alone. One bad row among a thousand costs some twenty tries and not a thousand.
 */
final class Bisection {

    private static final String SAVEPOINT = "_signalbox_piece";

    private final Handle handle;
    private final Batch batch;
    private final BatchWork work;
    private final FailedRows failed;

    Bisection(Handle handle, Batch batch, BatchWork work, FailedRows failed) {
        this.handle = handle;
        this.batch = batch;
        this.work = work;
        this.failed = failed;
    }

    BackfillCounts run() {
        return run(1, batch.last());
    }

    private BackfillCounts run(int from, int to) {
        batch.narrow(from, to);
        handle.run("SAVEPOINT " + SAVEPOINT);
        Optional<String> reason = Optional.empty();
        BackfillCounts counts = BackfillCounts.NONE;
        try {
            counts = work.on(batch, failed);
        } catch (RowRefused e) {
            reason = Optional.of(e.reason());
        } catch (DatabaseException e) {
            if (!mayBeOfOneRow(e)) {
                throw e;
            }
            reason = Optional.of(e.problem());
        }
        if (reason.isPresent()) {
            handle.run("ROLLBACK TO " + SAVEPOINT);
        }
        handle.run("RELEASE " + SAVEPOINT);
        return reason.isEmpty() ? counts : without(reason.get(), from, to);
    }

    private BackfillCounts without(String reason, int from, int to) {
        if (from == to) {
            failed.add(batch, reason);
            return new BackfillCounts(0, 0, 1, 0, 0);
        }
        int middle = from + (to - from) / 2;
        return run(from, middle).plus(run(middle + 1, to));
    }

    private static boolean mayBeOfOneRow(DatabaseException e) {
        return switch (e.reason()) {
            case CONSTRAINT, INVALID_SQL, TOO_BIG, OTHER -> true;
            case INVALID_ADDRESS,
                    NO_SUCH_DATABASE,
                    NOT_A_FILE,
                    NOT_A_DATABASE,
                    CANNOT_OPEN,
                    READ_ONLY,
                    PERMISSION,
                    LOCKED,
                    DISK_FULL,
                    INPUT_OUTPUT,
                    OUT_OF_MEMORY,
                    SCHEMA_CHANGED,
                    CORRUPT,
                    INTERRUPTED,
                    LEDGER_NEWER,
                    LEDGER_FOREIGN,
                    LEDGER_DAMAGED,
                    TARGET_EXISTS ->
                    false;
        };
    }
}
