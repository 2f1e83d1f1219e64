package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Plans;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.server.Trail;
import dev.signalbox.cli.text.LogText;
import dev.signalbox.cli.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        header = "Show what happened to a plan, or to a database, from the trail, oldest first.",
        description =
                "Time, kind, actor and what was said. With --json one document: the trail's entries,"
                        + " each with its message, success, and where it has them version, duration"
                        + " and records.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox logs",
            "  signalbox logs --errors",
            "  signalbox logs --database kb --json",
            "  signalbox logs 0197f000-0000-7000-8000-000000000001 --follow"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.UNREACHABLE_TEXT})
final class LogsCommand implements Callable<Integer> {

    private static final int POLL_MILLIS = 300;
    // The trail is behind the planner for a moment.
    private static final int QUIET_LOOKS = 3;

    private final GlobalOptions global;
    private final List<Map<String, Object>> kept = new ArrayList<>();
    private final Times times = Times.here();
    private int shown;

    @Parameters(
            arity = "0..1",
            paramLabel = "plan",
            description = "The plan's id, or a part that only it has. Default: the latest.")
    private @Nullable String plan;

    @Option(
            names = "--errors",
            description = "Only failures, refusals, failed checks and hooks, and rollbacks.")
    private boolean errors;

    @Option(names = "--follow", description = "Go on until the plan is at its end.")
    private boolean follow;

    @Option(
            names = "--database",
            paramLabel = "D",
            description = "All of a database's plans, instead of one plan.")
    private @Nullable String database;

    LogsCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var server = global.server();
        if (database != null) {
            return ofDatabase(new Trail(server, "database=" + Server.encoded(database)), database);
        }
        var plans = new Plans(server);
        var id = plans.resolve(plan);
        var trail = new Trail(server, "plan=" + id);
        trail.read(Trail.ALL, this::take);
        if (follow) {
            follow(trail, plans, id);
        }
        if (global.console().json()) {
            global.console().document(Map.of("plan", id, "entries", kept));
        } else if (shown == 0) {
            global.console()
                    .note(
                            Line.plain(
                                    errors
                                            ? "Nothing went wrong with plan " + id + "."
                                            : "The trail has nothing of plan " + id + "."));
        }
        return Exit.DONE;
    }

    private int ofDatabase(Trail trail, String id) {
        if (plan != null || follow) {
            throw Failure.usage(
                    "--database shows all plans of one database",
                    "Leave out the plan and --follow, or --database.");
        }
        trail.read(Trail.ALL, this::take);
        if (global.console().json()) {
            global.console().document(Map.of("database", id, "entries", kept));
        } else if (shown == 0) {
            global.console()
                    .note(
                            Line.plain(
                                    errors
                                            ? "Nothing went wrong with " + id + "."
                                            : "The trail has nothing of " + id + "."));
        }
        return Exit.DONE;
    }

    private void follow(Trail trail, Plans plans, String id) {
        for (var quiet = 0; quiet < QUIET_LOOKS; ) {
            var over = Plans.isAtRest(plans.view(id).text("state"));
            var came = trail.read(Trail.ALL, this::take);
            quiet = over && came == 0 ? quiet + 1 : 0;
            Pause.millis(POLL_MILLIS);
        }
    }

    private void take(Node entry) {
        if (errors && !LogText.isTrouble(entry)) {
            return;
        }
        shown++;
        if (global.console().json()) {
            kept.add(LogText.document(entry));
        } else {
            global.console().results(LogText.lines(entry, times));
        }
    }
}
