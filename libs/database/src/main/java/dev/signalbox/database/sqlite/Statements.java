package dev.signalbox.database.sqlite;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome;
import dev.signalbox.database.ApplyOutcome.Failed;
import dev.signalbox.database.ApplyOutcome.GuardTripped;
import dev.signalbox.database.ApplyOutcome.Interrupted;
import dev.signalbox.database.ApplyOutcome.TimedOut;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.JavaChange;
import dev.signalbox.database.LostRows;
import dev.signalbox.database.Schema;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a migration's statements in an open transaction, and checks what they did to references. */
final class Statements {

    private final Handle handle;
    private final List<SqlStatement> statements;
    private final ApplyOptions options;
    private final @Nullable JavaChange java;
    private final FailPoints failPoints;
    private final Boundaries boundaries;
    private final Surroundings surroundings;
    private final ChildRowGuard guard;
    private final ReferenceCheck references;
    private final Optional<Set<String>> catalogued;
    private long rows;

    Statements(
            Handle handle,
            boolean enforced,
            Change change,
            ApplyOptions options,
            FailPoints failPoints,
            Boundaries boundaries,
            Surroundings surroundings) {
        this.handle = handle;
        this.statements = change.statements();
        this.java = change.java();
        this.options = options;
        this.failPoints = failPoints;
        this.boundaries = boundaries;
        this.surroundings = surroundings;
        this.guard = new ChildRowGuard(handle, enforced && !options.allowLostRows());
        this.references = new ReferenceCheck(handle, change.touched());
        this.catalogued = change.catalogued();
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
        ReferenceCheck.State before = references.measure(handle.schema());
        Optional<ApplyOutcome> refused = surroundings.before(() -> execute(meter, false));
        if (refused.isPresent()) {
            return refused;
        }
        meter.end();
        failPoints.hit(boundaries.afterSlices());
        long changesBefore = handle.totalChanges();
        Optional<ApplyOutcome> stopped = execute(meter, true);
        if (stopped.isPresent()) {
            return stopped;
        }
        rows = handle.totalChanges() - changesBefore;
        // What could end it was refused; asked all the same, since a success must not be a guess.
        if (!handle.inTransaction()) {
            return Optional.of(transactionEnded());
        }
        meter.end();
        surroundings.after();
        List<LostRows> lost = guard.lost();
        if (!lost.isEmpty()) {
            return Optional.of(new GuardTripped(lost, false));
        }
        List<String> worsened = references.worsened(before, references.measure(schemaNow()));
        failPoints.hit(boundaries.afterChecks());
        return worsened.isEmpty() ? Optional.empty() : Optional.of(broken(worsened));
    }

    private Schema schemaNow() {
        return catalogued.map(handle::schemaAfter).orElseGet(handle::schemaAfterAnything);
    }

    private Optional<ApplyOutcome> execute(ProgressMeter meter, boolean guarded) {
        if (java != null) {
            return executeJava(java, meter);
        }
        for (int i = 0; i < statements.size(); i++) {
            Optional<ApplyOutcome> stopped = stopped(meter);
            if (stopped.isPresent()) {
                return stopped;
            }
            meter.begin(i + 1);
            execute(i + 1, guarded);
            failPoints.hit(boundaries.afterStatement());
        }
        return Optional.empty();
    }

    private void execute(int index, boolean guarded) {
        SqlStatement statement = statements.get(index - 1);
        if (ScriptRules.isHoisted(statement)) {
            return;
        }
        if (guarded) {
            guard.beforeStatement(statement);
        }
        made(statement.kind()).forEach(name -> OwnViews.giveWay(handle, name));
        handle.run(statement.text());
        if (guarded) {
            guard.afterStatement(index, statement);
        }
    }

    /** Names that must be free for it, or that it takes for a table. */
    private static List<String> made(StatementKind kind) {
        return switch (kind) {
            case StatementKind.CreateTable it when !it.temporary() -> List.of(it.table());
            case StatementKind.CreateView it -> List.of(it.view());
            case StatementKind.CreateVirtualTable it -> List.of(it.table());
            case StatementKind.CreateIndex it -> List.of(it.index());
            case StatementKind.DropTable it -> List.of(it.table());
            case StatementKind.RenameTable it -> List.of(it.newName());
            default -> List.of();
        };
    }

    /**
     * Code that swallowed the interruption of its statement is stopped all the same. What it makes
     * is not known before, so that the names that it might want are free.
     */
    private Optional<ApplyOutcome> executeJava(JavaChange change, ProgressMeter meter) {
        OwnViews.giveWay(handle);
        Optional<Throwable> thrown = GuardedConnection.run(change, handle.connection());
        Optional<ApplyOutcome> stopped = stopped(meter);
        if (stopped.isEmpty()) {
            stopped = thrown.map(Statements::failed);
        }
        if (stopped.isEmpty() && handle.inTransaction()) {
            OwnViews.ensure(handle);
        }
        failPoints.hit(boundaries.afterStatement());
        return stopped;
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

    private static ApplyOutcome failed(Throwable thrown) {
        return new Failed(
                ScriptRules.error(
                        0,
                        null,
                        Reason.OTHER,
                        0,
                        "the migration's code failed with "
                                + thrown.getClass().getName()
                                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage()),
                        "Nothing was changed. Correct the code"),
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
