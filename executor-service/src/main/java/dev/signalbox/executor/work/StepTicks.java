package dev.signalbox.executor.work;

import dev.signalbox.database.ApplyProgress;
import dev.signalbox.events.ExecutionEvent.StepProgressed;
import dev.signalbox.events.plan.PlannedStep;
import java.time.Duration;

/** Turns a migration's progress into ticks with rate and what is left. */
final class StepTicks implements ApplyProgress {

    private final Turn turn;
    private final PlannedStep.ApplyScript script;
    private long rowsBefore;
    private long rowsOfStatement;
    private int statement;

    StepTicks(Turn turn, PlannedStep.ApplyScript script) {
        this.turn = turn;
        this.script = script;
    }

    @Override
    public void at(int current, int of, long rows, Duration elapsed) {
        if (current != statement) {
            rowsBefore += rowsOfStatement;
            statement = current;
        }
        rowsOfStatement = rows;
        var byRows = script.expectedRows() > 0;
        var done = byRows ? rowsBefore + rows : current - 1L;
        var total = byRows ? Math.max(script.expectedRows(), done) : of;
        var seconds = elapsed.toNanos() / 1e9;
        var rate = seconds > 0 ? done / seconds : 0;
        var eta = rate > 0 ? Duration.ofMillis(Math.round((total - done) / rate * 1000)) : null;
        var header = turn.header();
        turn.spine()
                .tick(
                        new StepProgressed(
                                header.plan(),
                                header.run(),
                                header.database(),
                                turn.progress().step(),
                                done,
                                total,
                                byRows ? "rows" : "statements",
                                rate,
                                eta),
                        turn.cause());
    }
}
