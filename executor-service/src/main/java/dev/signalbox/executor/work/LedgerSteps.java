package dev.signalbox.executor.work;

import dev.signalbox.database.HistoryRepair;
import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.MendOutcome;
import dev.signalbox.database.VersionNaming;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.ExecutionEvent.HistoryRepaired;
import dev.signalbox.events.ExecutionEvent.VersionNamed;
import dev.signalbox.events.plan.PlannedStep;
import dev.signalbox.executor.domain.Run.StepFailure;
import dev.signalbox.executor.domain.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What puts the ledger right and changes nothing else. */
final class LedgerSteps {

    private LedgerSteps() {}

    static StepEnd repair(Turn turn, PlannedStep.RepairHistory step)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var repair =
                new HistoryRepair(
                        step.migration(),
                        Scripts.checksum(step.recorded()),
                        Scripts.checksum(step.checksum()),
                        Scripts.checksum(step.rawChecksum()),
                        turn.plan().reason(),
                        turn.scripts().context());
        var told = repaired(turn, step.migration(), step.recorded().hex(), step.checksum().hex());
        return mended(turn, held -> held.repair(repair), told);
    }

    static StepEnd mark(Turn turn, PlannedStep.MarkApplied step)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var migration = turn.scripts().toMark(step);
        var told = repaired(turn, step.migration(), "not applied", "marked as applied");
        return mended(turn, held -> held.markApplied(migration, step.assertion()), told);
    }

    static StepEnd name(Turn turn, PlannedStep.NameVersion step)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var naming =
                new VersionNaming(
                        switch (step.naming()) {
                            case TAG -> VersionNaming.Kind.TAG;
                            case RELEASE -> VersionNaming.Kind.RELEASE;
                        },
                        step.version(),
                        step.name(),
                        step.movedFrom(),
                        step.replaces(),
                        turn.plan().reason(),
                        turn.scripts().context());
        var header = turn.header();
        var told =
                new VersionNamed(
                        header.plan(),
                        header.run(),
                        header.database(),
                        step.version(),
                        step.naming(),
                        step.name(),
                        step.movedFrom(),
                        step.replaces(),
                        turn.plan().reason());
        return mended(turn, held -> held.name(naming), told);
    }

    static StepEnd adopt(Turn turn, PlannedStep.Adopt step)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var migration = turn.scripts().toAdopt(step);
        var told = repaired(turn, step.migration(), "not applied", "adopted from " + step.from());
        return mended(turn, held -> held.adopt(migration), told);
    }

    /** The ledger's entry of a migration, which was another or none. */
    private static HistoryRepaired repaired(Turn turn, String migration, String was, String is) {
        var header = turn.header();
        return new HistoryRepaired(
                header.plan(),
                header.run(),
                header.database(),
                migration,
                was,
                is,
                turn.plan().reason());
    }

    private static StepEnd mended(
            Turn turn, Function<LeasedDatabase, MendOutcome> mending, ExecutionEvent told)
            throws InterruptedException, DatabaseSession.HeldElsewhereException {
        var outcome =
                turn.session().<MendOutcome>change(mending, o -> o instanceof MendOutcome.Lost);
        return switch (outcome) {
            case MendOutcome.Mended done ->
                    new StepEnd.Done(StepResult.of(Duration.ZERO), List.of(told), null);
            case MendOutcome.MendedBefore before ->
                    new StepEnd.Done(StepResult.before(), List.of(told), null);
            case MendOutcome.NotMended not ->
                    new StepEnd.Failed(StepFailure.of(not.problem(), not.remedy()));
            case MendOutcome.Lost lost -> new StepEnd.Failed(Failures.of(lost.overtaken()));
        };
    }
}
