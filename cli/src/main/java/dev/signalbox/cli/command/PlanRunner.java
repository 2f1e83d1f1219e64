package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.follow.Follower;
import dev.signalbox.cli.follow.Shutdown;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Plans;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.server.StreamItem;
import dev.signalbox.cli.text.Ending;
import dev.signalbox.cli.text.PlanText;
import java.io.IOException;
import java.util.Map;

/** Sends a request for a plan and sees it through. */
final class PlanRunner {

    private final GlobalOptions global;
    private final Server server;
    private final Plans plans;

    PlanRunner(GlobalOptions global, Server server) {
        this.global = global;
        this.server = server;
        this.plans = new Plans(server);
    }

    /**
     * @param view the plan in the end, as the planner shows it
     */
    record Done(Node view, Ending ending) {}

    /** The plan's id. */
    private String send(PlanRequest request) {
        return server.post("/planner/requests", request.document()).text("plan");
    }

    /** Plans, without carrying it out, and shows the plan. */
    int plan(PlanRequest request) {
        var done = planned(request);
        if (global.console().json()) {
            global.console().document(done.view());
        }
        return done.ending().exit();
    }

    /** How it went with one database. */
    record Outcome(String database, int exit, Object view, String state) {

        static Outcome of(Done done) {
            var view = done.view();
            return new Outcome(
                    view.text("database"), done.ending().exit(), view, view.text("state"));
        }
    }

    /** Looked at only, sent only, or followed to its end, as the options say. */
    Outcome run(PlanRequest request, RunOptions how) {
        if (how.dryRun()) {
            return Outcome.of(planned(request.dryRun()));
        }
        var plan = send(request);
        if (how.detach()) {
            global.console().result(Line.plain(plan));
            global.console().note(Line.faint("Follow it: signalbox watch " + plan));
            var view = Map.of("plan", plan, "database", request.database(), "state", "REQUESTED");
            return new Outcome(request.database(), Exit.DONE, view, "REQUESTED");
        }
        return Outcome.of(follow(plan, how.verbose()));
    }

    /** Plans, without carrying it out, and says nothing. */
    Done look(PlanRequest request) {
        var plan = send(request);
        var state = awaitEnd(plan);
        var view = plans.view(plan);
        return new Done(view, Ending.of(state, view, Node.ABSENT));
    }

    private Done planned(PlanRequest request) {
        var done = look(request);
        var ending = done.ending();
        if (ending.exit() == Exit.DONE || ending.exit() == Exit.WAITS_FOR_APPROVAL) {
            global.console().results(PlanText.lines(done.view()));
            global.console().result(Line.plain(""));
            global.console().results(ending.lines());
        } else {
            ending.lines().forEach(global.console()::note);
        }
        return done;
    }

    private String awaitEnd(String plan) {
        try (var stream = server.stream("/planner/plans/" + plan + "/events")) {
            while (true) {
                var item = stream.next();
                if (item instanceof StreamItem.End(var state)) {
                    return state;
                }
                if (item instanceof StreamItem.Broken) {
                    throw server.unreachable(new IOException("the connection was closed"));
                }
            }
        } catch (IOException e) {
            throw server.unreachable(e);
        }
    }

    /** Follows a plan to its end and says how it ended. */
    Done follow(String plan, boolean verbose) {
        var followed = following(plan, verbose);
        var view = plans.view(plan);
        var ending = Ending.of(followed.state(), view, followed.lastOfRun());
        if (ending.exit() == Exit.DONE) {
            global.console().results(ending.lines());
        } else {
            ending.lines().forEach(global.console()::note);
        }
        return new Done(view, ending);
    }

    /** Whoever is interrupted is told that the plan is not. */
    private Follower.Followed following(String plan, boolean verbose) {
        var console = global.console();
        var farewell =
                new Thread(
                        () -> {
                            console.note(
                                    Line.warning(
                                            "Interrupted. Plan " + plan + " goes on without you."));
                            console.note(Line.warning("Follow it: signalbox watch " + plan));
                        });
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            return new Follower(server, console, verbose).follow(plan);
        } finally {
            Shutdown.forget(farewell);
        }
    }
}
