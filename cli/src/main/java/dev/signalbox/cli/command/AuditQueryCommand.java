package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.server.Plans;
import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.server.Trail;
import dev.signalbox.cli.text.MomentText;
import dev.signalbox.cli.text.Times;
import dev.signalbox.cli.text.TrailText;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "query",
        header = "Query the trail, oldest first.",
        description =
                "Actors are marked: authenticated by a service, or claimed by who wrote to Kafka.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox audit query --database kb --from 2h",
            "  signalbox audit query --plan 0197f000-0000-7000-8000-000000000001 --all",
            "  signalbox audit query --type step. --actor local:alice --json"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT, Exit.UNREACHABLE_TEXT})
final class AuditQueryCommand implements Callable<Integer> {

    private static final int PAGE = 100;

    private final GlobalOptions global;

    @Option(names = "--database", paramLabel = "ID", description = "Of this database.")
    private @Nullable String database;

    @Option(names = "--plan", paramLabel = "ID", description = "Of this plan.")
    private @Nullable String plan;

    @Option(names = "--actor", paramLabel = "ID", description = "Wanted by this actor.")
    private @Nullable String actor;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "A type of event, or the beginning of one: step.")
    private @Nullable String type;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Since: 2026-05-01, 2026-05-01T14:00:00Z, or 2h for two hours ago.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before.")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit = PAGE;

    @Option(names = "--all", description = "All there are, however many.")
    private boolean all;

    AuditQueryCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw Failure.usage("--limit is " + limit, "Give at least 1, or --all.");
        }
        var server = global.server();
        var query = query(server);
        var kept = new ArrayList<Node>();
        var times = Times.here();
        var trail = new Trail(server, query);
        var shown =
                trail.read(
                        all ? Trail.ALL : limit,
                        entry -> {
                            if (global.console().json()) {
                                kept.add(entry);
                            } else {
                                global.console().result(TrailText.line(entry, times));
                            }
                        });
        finish(kept, shown, trail.hasMore());
        return Exit.DONE;
    }

    private void finish(List<Node> kept, int shown, boolean more) {
        if (global.console().json()) {
            global.console().document(Map.of("entries", kept));
        } else if (shown == 0) {
            global.console().note(Line.plain("The trail has no such entry."));
        } else if (more) {
            global.console().note(Line.faint("There is more; --all shows it, or --limit N."));
        }
    }

    private String query(Server server) {
        var clock = Clock.system(ZoneId.systemDefault());
        var values = new LinkedHashMap<String, @Nullable String>();
        values.put("database", database);
        values.put("plan", plan == null ? null : new Plans(server).resolve(plan));
        values.put("actor", actor);
        values.put("type", type);
        values.put("from", from == null ? null : MomentText.rfc3339("--from", from, clock));
        values.put("to", to == null ? null : MomentText.rfc3339("--to", to, clock));
        var query = new StringBuilder();
        values.forEach(
                (name, value) -> {
                    if (value != null) {
                        query.append(query.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(Server.encoded(value));
                    }
                });
        return query.toString();
    }
}
