package dev.signalbox.rehearsal.scenario;

import dev.signalbox.rehearsal.database.MoveFailedException;
import dev.signalbox.rehearsal.suite.Place;
import dev.signalbox.rehearsal.suite.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does what a step says. */
final class StepRunner {

    private final Stage stage;
    private final Moves moves;

    StepRunner(Stage stage) {
        this.stage = stage;
        this.moves = new Moves(stage);
    }

    /**
     * @throws StepFailedException when the step fails
     * @throws SQLException when the database refuses what is not the step's own SQL
     */
    void run(Step step) throws StepFailedException, SQLException {
        stage.at(step.place());
        switch (step) {
            case Step.Remember it -> remember(it);
            case Step.Up it -> up(it.place(), it.target());
            case Step.Down it -> move(it.place(), () -> moves.down(it.target()));
            case Step.Sql it -> Sql.run(stage.connection(), it.text());
            case Step.Expect it -> new Comparison(stage.connection(), it).check();
            case Step.Unchanged it -> unchanged(it);
            case Step.CheckIntegrity it -> integrity(it.place());
            case Step.Within it -> within(it);
        }
    }

    void up(Place place, String target) throws StepFailedException, SQLException {
        move(place, () -> moves.up(target));
    }

    private interface Move {
        void make() throws MoveFailedException, SQLException;
    }

    private static void move(Place place, Move move) throws StepFailedException, SQLException {
        try {
            move.make();
        } catch (MoveFailedException e) {
            throw new StepFailedException(place, String.valueOf(e.getMessage()));
        }
    }

    private void remember(Step.Remember step) throws StepFailedException, SQLException {
        for (var table : step.tables()) {
            var problem = stage.remembered().keep(table);
            if (problem.isPresent()) {
                throw new StepFailedException(step.place(), problem.get());
            }
        }
    }

    private void unchanged(Step.Unchanged step) throws StepFailedException, SQLException {
        var details = new ArrayList<String>();
        var changed = new ArrayList<String>();
        for (var table : step.tables()) {
            var differences = stage.remembered().differences(table);
            if (!differences.isEmpty()) {
                changed.add(table.table());
                details.add(table.table() + ":");
                differences.forEach(line -> details.add("  " + line));
            }
        }
        if (!changed.isEmpty()) {
            throw new StepFailedException(
                    step.place(),
                    String.join(", ", changed)
                            + (changed.size() == 1 ? " is" : " are")
                            + " not as remembered",
                    details);
        }
    }

    private void integrity(Place place) throws StepFailedException {
        List<String> problems;
        try (var reader = stage.database().openReader()) {
            problems = reader.integrityProblems();
        }
        if (!problems.isEmpty()) {
            throw new StepFailedException(place, "the database is not whole", problems);
        }
    }

    private void within(Step.Within step) throws StepFailedException {
        var last = stage.last();
        if (last == null) {
            throw new StepFailedException(step.place(), "nothing went up or down before");
        }
        var took = last.duration();
        var atMost = step.atMost();
        if (atMost != null && took.compareTo(atMost) > 0) {
            throw new StepFailedException(
                    step.place(),
                    "it took %s, and may take %s".formatted(seconds(took), seconds(atMost)));
        }
        var least = step.rowsPerSecond();
        if (least != null) {
            var rows = Math.max(last.rows(), stage.rowsBefore());
            var rate = rows / Math.max(1e-9, took.toNanos() / 1e9);
            if (rate < least) {
                throw new StepFailedException(
                        step.place(),
                        "it went at %,.0f rows a second (%,d rows in %s), and must at %,.0f"
                                .formatted(rate, rows, seconds(took), least));
            }
        }
    }

    private static String seconds(Duration duration) {
        return "%.3f s".formatted(duration.toNanos() / 1e9);
    }
}
