package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.GuardTripped;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.LostRows;
import dev.signalbox.database.MigrationToApply;
import dev.signalbox.database.failpoint.DatabaseFailPoint;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.SqlStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a migration's statements in an open transaction, and checks what they did to references. */
final class Statements {

    private final Handle handle;
    private final List<SqlStatement> statements;
    private final ApplyOptions options;
    private final FailPoints failPoints;
    private final ChildRowGuard guard;
    private final ReferenceCheck references;
    private long rows;

    Statements(
            Handle handle,
            boolean enforced,
            MigrationToApply migration,
            ApplyOptions options,
            FailPoints failPoints) {
        this.handle = handle;
        this.statements = migration.statements();
        this.options = options;
        this.failPoints = failPoints;
        this.guard = new ChildRowGuard(handle, enforced && !options.allowLostRows());
        this.references = new ReferenceCheck(handle, Touched.by(statements));
    }

    /** Inserted, updated and deleted. */
    long rows() {
        return rows;
    }

    /** Empty when all went well; otherwise the transaction is rolled back. */
    Optional<ApplyOutcome> run() {
        try (ProgressMeter meter = new ProgressMeter(handle, options, statements.size())) {
            try {
                Optional<ApplyOutcome> outcome = run(meter);
                if (outcome.isPresent()) {
                    handle.rollBack();
                }
                return outcome;
            } catch (DatabaseException e) {
                handle.rollBack(e);
                meter.rethrow();
                return Optional.of(stopped(meter).orElseGet(() -> failed(meter.statement(), e)));
            }
        } catch (SQLException e) {
            throw SqliteErrors.classified(e, handle.database(), null);
        }
    }

    private Optional<ApplyOutcome> run(ProgressMeter meter) {
        ReferenceCheck.State before = references.measure();
        long changesBefore = handle.totalChanges();
        for (int i = 0; i < statements.size(); i++) {
            SqlStatement statement = statements.get(i);
            Optional<ApplyOutcome> stopped = stopped(meter);
            if (stopped.isPresent()) {
                return stopped;
            }
            meter.begin(i + 1);
            if (!ScriptRules.isHoisted(statement)) {
                guard.beforeStatement(statement);
                handle.run(statement.text());
                guard.afterStatement(i + 1, statement);
            }
            failPoints.hit(DatabaseFailPoint.APPLY_AFTER_STATEMENT);
        }
        rows = handle.totalChanges() - changesBefore;
        // What could end it was refused; asked all the same, since a success must not be a guess.
        if (!handle.inTransaction()) {
            return Optional.of(transactionEnded());
        }
        List<LostRows> lost = guard.lost();
        if (!lost.isEmpty()) {
            return Optional.of(new GuardTripped(lost, false));
        }
        List<String> worsened = references.worsened(before, references.measure());
        failPoints.hit(DatabaseFailPoint.APPLY_AFTER_CHECKS);
        return worsened.isEmpty() ? Optional.empty() : Optional.of(broken(worsened));
    }

    private Optional<ApplyOutcome> stopped(ProgressMeter meter) {
        ProgressMeter.@Nullable Stop stop = meter.stop();
        return switch (stop) {
            case null -> Optional.empty();
            case TIME_LIMIT ->
                    Optional.of(
                            new TimedOut(
                                    Objects.requireNonNull(options.timeout()),
                                    meter.statement(),
                                    false));
            case CANCELLED ->
                    Optional.of(new Interrupted(meter.elapsed(), meter.statement(), false));
        };
    }

    private Failed failed(int index, DatabaseException e) {
        @Nullable SqlStatement statement = index == 0 ? null : statements.get(index - 1);
        return new Failed(
                ScriptRules.error(
                        index,
                        statement,
                        e.reason(),
                        e.engineCode().orElse(0),
                        e.problem(),
                        e.remedy()),
                false);
    }

    private static Failed transactionEnded() {
        return new Failed(
                ScriptRules.error(
                        0,
                        null,
                        Reason.INVALID_SQL,
                        0,
                        "a statement ended the migration's transaction, so that what ran before it"
                                + " may be in force",
                        "Compare the schema with the script, and remove what ends the transaction"),
                false);
    }

    private static Failed broken(List<String> worsened) {
        return new Failed(
                ScriptRules.error(
                        0,
                        null,
                        Reason.CONSTRAINT,
                        0,
                        "the foreign keys do not hold after the last statement: "
                                + String.join("; ", worsened),
                        "Nothing was changed. Correct the script so that every reference finds its"
                                + " row; where rows should go with their parent, put PRAGMA"
                                + " foreign_keys=ON; first in the file"),
                false);
    }
}
