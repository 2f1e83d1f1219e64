package dev.signalbox.cli.command;

import dev.signalbox.cli.GlobalOptions;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code tag} and {@code release} have in common. */
final class NamingOptions {

    @Option(names = "--force", description = "Move a name that another version has.")
    private boolean force;

    @Mixin private final RequestOptions request = new RequestOptions();

    @Mixin private final ProjectOption project = new ProjectOption();

    @Mixin private final RunOptions how = new RunOptions();

    /**
     * The exit status.
     *
     * @param operands a database perhaps, a version, a name
     */
    int run(
            GlobalOptions global,
            List<String> operands,
            BiFunction<String, String, PlanGoal> goal) {
        var server = global.server();
        var size = operands.size();
        var database = Databases.of(server).named(size == 3 ? operands.getFirst() : null);
        var wanted =
                new PlanRequest(
                        database,
                        goal.apply(operands.get(size - 2), operands.get(size - 1)),
                        request.addTo(WireOptions.NONE.with("force", force), global),
                        request.reason(),
                        project.upload(global, server));
        return new GuardedRun(global.console(), new PlanRunner(global, server), how).run(wanted);
    }
}
