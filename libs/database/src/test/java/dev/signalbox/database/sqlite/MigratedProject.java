package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.WayBack.SAVING;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.MigrationToRevert;
import dev.signalbox.database.RevertOutcome;
import dev.signalbox.database.RunContext;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationSet;
import java.util.List;
import java.util.Optional;

/** The migrations of a project on a database, by the engine that a run uses. */
final class MigratedProject implements AutoCloseable {

    private static final RunContext CONTEXT =
            new RunContext("plan-1", "hash-1", "run-1", "local:alice", "host-a");

    private final List<Migration> migrations;
    private final LeasedDatabase session;

    MigratedProject(TestDatabase database, MigrationSet migrations) {
        this.migrations = migrations.inOrder();
        this.session = database.acquire("worker");
    }

    /**
     * How far it came.
     *
     * @param done migrations that went well
     * @param stopped why the next one did not; empty when there was none left
     */
    record Way(int done, Optional<String> stopped) {}

    Way applyAll() {
        int done = 0;
        for (Migration migration : migrations) {
            ApplyOutcome outcome = session.apply(toApply(migration), ApplyOptions.DEFAULT);
            if (!(outcome instanceof ApplyOutcome.Applied)
                    && !(outcome instanceof ApplyOutcome.AlreadyApplied)) {
                return new Way(done, Optional.of(migration.fileName() + ": " + outcome.message()));
            }
            done++;
        }
        return new Way(done, Optional.empty());
    }

    /** The last one first, until one has no DOWN; repeatable ones are not undone by anyone. */
    Way revertAll() {
        int done = 0;
        for (Migration migration : migrations.reversed()) {
            if (migration.isRepeatable()) {
                continue;
            }
            if (!migration.isReversible()) {
                return new Way(done, Optional.of(migration.fileName() + " has no DOWN"));
            }
            RevertOutcome outcome = session.revert(toRevert(migration), SAVING);
            if (outcome instanceof RevertOutcome.NotReverted(ApplyOutcome why)) {
                return new Way(done, Optional.of(migration.fileName() + ": " + why.message()));
            }
            done++;
        }
        return new Way(done, Optional.empty());
    }

    @Override
    public void close() {
        session.release();
    }

    private static MigrationToApply toApply(Migration migration) {
        return new MigrationToApply(
                migration.version().toString(),
                migration.name(),
                migration.version().toString(),
                migration.normalised(),
                migration.raw(),
                migration.up().foreignKeys(),
                migration.up().statements(),
                null,
                migration.isReversible(),
                CONTEXT);
    }

    private static MigrationToRevert toRevert(Migration migration) {
        return new MigrationToRevert(
                migration.version().toString(),
                migration.name(),
                migration.version().toString(),
                migration.down().foreignKeys(),
                migration.down().statements(),
                null,
                "to try",
                CONTEXT);
    }
}
