package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.ExecutorRequests;
import dev.signalbox.cli.server.Plans;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.text.FindingText;
import dev.signalbox.cli.text.WaysOut;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code pause}, {@code resume}, {@code cancel} and {@code retry} have in common. */
abstract class SteeringCommand implements Callable<Integer> {

    static final String TOOK_EFFECT = "0:it took effect, or was so already";
    static final String REFUSED = "3:the plan's state does not allow it; what it allows is said";

    private final GlobalOptions global;
    private final Steering steering;

    @Parameters(
            arity = "0..1",
            paramLabel = "plan",
            description =
                    "The plan's id, or a part that only it has. Default: the one that runs, or ran"
                            + " last.")
    private @Nullable String plan;

    @Option(
            names = "--database",
            paramLabel = "ID",
            description = "Whose plan; may be left out where there is one database.")
    private @Nullable String database;

    @Option(names = "--reason", paramLabel = "R", description = "Why, for the trail.")
    private @Nullable String reason;

    @Option(names = "--detach", description = "Do not wait until it took effect.")
    private boolean detach;

    SteeringCommand(GlobalOptions global, Steering steering) {
        this.global = global;
        this.steering = steering;
    }

    @Override
    public Integer call() {
        var server = global.server();
        var target = target(server);
        var request = request(target);
        var event = ask(server, target, request);
        if (detach) {
            return say(target, "REQUESTED", "Asked plan %s to %s.");
        }
        return await(server, target, event);
    }

    /** The plan that is meant. */
    private record Target(String plan, String database) {}

    private Target target(Server server) {
        var plans = new Plans(server);
        if (plan != null) {
            var id = plans.resolve(plan);
            return new Target(id, plans.view(id).text("database"));
        }
        var id = Databases.of(server).named(database);
        var status = server.json("/planner/databases/" + Server.encoded(id));
        var found = status.get("run").text("plan", status.get("lastPlan").text("plan"));
        if (found.isEmpty()) {
            throw Failure.usage("There is no plan yet for " + id, "Make one: signalbox up " + id);
        }
        return new Target(found, id);
    }

    private Map<String, Object> request(Target target) {
        var request = new LinkedHashMap<String, Object>();
        request.put("database", target.database());
        request.put("plan", target.plan());
        if (reason != null && !reason.isBlank()) {
            request.put("reason", reason);
        }
        return request;
    }

    /** The request's id. A refusal also says what is allowed instead. */
    private String ask(Server server, Target target, Map<String, Object> request) {
        try {
            return new ExecutorRequests(server).send(steering.word(), request);
        } catch (Failure refused) {
            if (refused.exit() != Exit.FINDINGS) {
                throw refused;
            }
            var view = new Plans(server).view(target.plan());
            throw new Failure(
                    Exit.FINDINGS,
                    refused.message(),
                    (refused.remedy() + instead(view, target)).strip(),
                    refused.findings(),
                    refused);
        }
    }

    private static String instead(Node view, Target target) {
        return WaysOut.lines(view, target.database()).stream()
                .map(line -> "\n" + line.text())
                .collect(Collectors.joining());
    }

    private int await(Server server, Target target, String event) {
        var requests = new ExecutorRequests(server);
        var plans = new Plans(server);
        var waiting = new Waiting(global.console(), steering.waiting());
        while (true) {
            var answer = requests.state(event);
            var view = plans.view(target.plan());
            var state = view.text("state");
            if (answer.text("state").equals("REFUSED")) {
                return refused(target, answer, view);
            }
            var done = answer.text("state").equals("DONE");
            if (done && (steering.isReachedIn(state) || waiting.isLate())) {
                global.console().clearLive();
                return steering.isReachedIn(state) || steering.setsGoing()
                        ? say(target, state, "Plan %s: %s.")
                        : tooLate(target, view);
            }
            waiting.tick(done && (state.equals("PAUSED") || Plans.isAtRest(state)));
        }
    }

    private int say(Target target, String state, String form) {
        if (global.console().json()) {
            global.console()
                    .document(
                            Map.of(
                                    "plan", target.plan(),
                                    "database", target.database(),
                                    "request", steering.word(),
                                    "state", state));
        }
        var word = state.equals("REQUESTED") ? steering.word() : state;
        global.console().result(Line.plain(form.formatted(target.plan(), word)));
        return Exit.DONE;
    }

    private int refused(Target target, Node answer, Node view) {
        global.console().clearLive();
        if (global.console().json()) {
            global.console().document(answer);
        }
        global.console().note(Line.bad("Refused, and nothing was changed:"));
        FindingText.lines(answer.items("findings")).forEach(global.console()::note);
        WaysOut.lines(view, target.database()).forEach(global.console()::note);
        return Exit.FINDINGS;
    }

    private int tooLate(Target target, Node view) {
        if (global.console().json()) {
            global.console().document(view);
        }
        var text =
                "Plan %s is %s: there was nothing left to %s."
                        .formatted(target.plan(), view.text("state"), steering.word());
        global.console().note(Line.warning(text));
        WaysOut.lines(view, target.database()).forEach(global.console()::note);
        return Exit.FINDINGS;
    }
}
