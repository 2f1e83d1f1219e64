package dev.signalbox.planner.work;

import dev.signalbox.database.BackfillRecord;
import dev.signalbox.database.BackfillRecord.State;
import dev.signalbox.database.BackfillToRun.Direction;
import dev.signalbox.database.DatabaseException;
import dev.signalbox.database.DatabaseException.Reason;
import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.Observation;
import dev.signalbox.events.Finding;
import dev.signalbox.planner.store.PlanStore;
import dev.signalbox.settings.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a database, in the same words for whoever looks. */
final class DatabaseFindings {

    private DatabaseFindings() {}

    static Finding unreadable(DatabaseSettings database, DatabaseException e) {
        return Finding.error(
                "database-unreadable",
                e.database(),
                e.problem(),
                e.remedy()
                        + (isDamaged(e)
                                ? ". A snapshot brings it back: signalbox restore "
                                        + database.id()
                                        + " latest --force"
                                : "."));
    }

    /** What is only locked or not readable for us must not be written over. */
    private static boolean isDamaged(DatabaseException e) {
        return e.reason() == Reason.CORRUPT || e.reason() == Reason.NOT_A_DATABASE;
    }

    /** Of the file's pages, its rows against its indexes, and its foreign keys. */
    static List<Finding> integrity(DatabaseSettings database, DatabaseReader reader) {
        return reader.integrityProblems().stream()
                .map(
                        problem ->
                                Finding.error(
                                        "integrity",
                                        null,
                                        problem,
                                        "Mend the rows, or restore a snapshot: signalbox restore "
                                                + database.id()
                                                + " latest"))
                .toList();
    }

    static List<Finding> drift(Observation observed) {
        return observed.drift().stream()
                .map(
                        difference ->
                                Finding.error(
                                        "drift",
                                        null,
                                        "The schema is not what the last migration left: "
                                                + difference,
                                        "Undo the change, or write it as a migration and record it:"
                                                + " signalbox mark-applied."))
                .toList();
    }

    /** A run that failed and was neither retried nor cancelled waits for somebody. */
    static Optional<Finding> unsettledRun(DatabaseSettings database, PlanStore plans) {
        return plans.openRun(database.id())
                .filter(view -> view.state().isAtRest())
                .map(
                        view ->
                                Finding.error(
                                        "run-not-settled",
                                        view.plan().toString(),
                                        "The run of plan %s is %s"
                                                .formatted(view.plan(), view.state()),
                                        "Its ways out: signalbox "
                                                + String.join(
                                                        ", signalbox ", view.state().waysOut())
                                                + "."));
    }

    /** Rules that stand, and rows that the latest run of one has kept aside. */
    static List<Finding> backfills(DatabaseSettings database, DatabaseReader reader) {
        var findings = new ArrayList<Finding>();
        for (var rule : reader.backfills()) {
            if (rule.direction() == Direction.FORWARD && rule.state() != State.UNDONE) {
                unfinished(rule).ifPresent(findings::add);
                failedRows(database, rule).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> unfinished(BackfillRecord rule) {
        var error = rule.error();
        return rule.state() == State.COMPLETED
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(
                                "rule-not-finished",
                                rule.rule(),
                                "The rule %s has read %,d rows and is not finished%s"
                                        .formatted(
                                                rule.rule(),
                                                rule.counts().read(),
                                                error == null ? "" : ": " + error),
                                "Its run goes on there when it is resumed or retried."));
    }

    private static Optional<Finding> failedRows(DatabaseSettings database, BackfillRecord rule) {
        return rule.counts().failed() == 0
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(
                                "failed-rows",
                                rule.rule(),
                                "%,d rows could not be transformed by the rule %s"
                                        .formatted(rule.counts().failed(), rule.rule()),
                                "See why: signalbox transform %s --failed %s"
                                        .formatted(database.id(), rule.rule())));
    }
}
