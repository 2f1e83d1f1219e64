package dev.signalbox.cli.command;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.text.Losses;

/** Carries out what may destroy something: planned and shown first, then asked, then done. */
final class GuardedRun {

    private final Console console;
    private final PlanRunner runner;
    private final RunOptions how;

    GuardedRun(Console console, PlanRunner runner, RunOptions how) {
        this.console = console;
        this.runner = runner;
        this.how = how;
    }

    /**
     * The exit status.
     *
     * @throws Failure when nobody agrees to what would be lost
     */
    int run(PlanRequest request) {
        if (how.dryRun()) {
            return shown(runner.run(request, how));
        }
        var looked = runner.look(request.dryRun());
        var document = looked.view().get("document");
        if (looked.ending().exit() != Exit.DONE || document.items("steps").isEmpty()) {
            looked.ending().lines().forEach(console::note);
            return shown(PlanRunner.Outcome.of(looked));
        }
        var losses = Losses.of(document);
        losses.lines().forEach(console::note);
        if (losses.any() && !how.yes()) {
            askOrRefuse(losses);
        }
        return shown(runner.run(decided(request, document), how));
    }

    private void askOrRefuse(Losses losses) {
        if (!console.canAsk()) {
            throw Failure.usage(
                    losses.sentence() + ", and nobody can be asked",
                    "Add --yes to agree, or --dry-run to look only.");
        }
        if (!console.agrees(losses.sentence() + ". Go on?")) {
            throw Failure.usage("Nothing was done", "Look closer: --dry-run shows the whole plan.");
        }
    }

    /** What was shown is what is done: the latest snapshot may be another one by now. */
    private static PlanRequest decided(PlanRequest request, Node document) {
        for (var step : document.items("steps")) {
            if (step.text("kind").equals("restore") && step.has("snapshot")) {
                return request.withGoal(PlanGoal.restoreSnapshot(step.text("snapshot")));
            }
        }
        return request;
    }

    private int shown(PlanRunner.Outcome outcome) {
        if (console.json()) {
            console.document(outcome.view());
        } else if (outcome.exit() == Exit.DONE && how.dryRun()) {
            console.note(Line.faint("Without --dry-run it is done."));
        }
        return outcome.exit();
    }
}
