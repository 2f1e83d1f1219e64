package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.DatabaseAddress.SqliteFile;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.Replayed;
import dev.signalbox.database.StatementError;
import dev.signalbox.database.failpoint.FailPoints;
import java.util.List;
import java.util.Optional;

/** Runs migrations, one after the other, on a database that holds nothing else. */
final class SqliteReplay {

    private final SqliteFile empty;

    SqliteReplay(SqliteFile empty) {
        this.empty = empty;
    }

    Replayed of(List<MigrationToApply> migrations) {
        for (MigrationToApply migration : migrations) {
            Change change = Change.up(migration);
            Optional<String> problem =
                    ScriptRules.refusal(change)
                            .map(StatementError::message)
                            .or(() -> run(change).map(ApplyOutcome::message));
            if (problem.isPresent()) {
                return new Replayed.Stopped(migration.id(), problem.get());
            }
        }
        try (Handle handle = Connections.changing(empty)) {
            return new Replayed.Made(handle.schema());
        }
    }

    /** On a connection of its own, as where it was applied. */
    private Optional<ApplyOutcome> run(Change change) {
        boolean enforced = change.enforced(empty.foreignKeys());
        try (Handle handle = Connections.changing(empty)) {
            handle.run("PRAGMA foreign_keys=" + (enforced ? "ON" : "OFF"));
            // Nobody needs what is in it after a crash.
            handle.run("PRAGMA synchronous=OFF");
            handle.run("BEGIN IMMEDIATE");
            Optional<ApplyOutcome> stopped =
                    new Statements(
                                    handle,
                                    enforced,
                                    change,
                                    ApplyOptions.DEFAULT,
                                    FailPoints.NONE,
                                    Boundaries.APPLY,
                                    Surroundings.NONE)
                            .run();
            if (stopped.isEmpty()) {
                handle.run("COMMIT");
            }
            return stopped;
        }
    }
}
