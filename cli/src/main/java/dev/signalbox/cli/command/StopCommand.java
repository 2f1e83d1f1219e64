package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.server.Pause;
import dev.signalbox.cli.server.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "stop",
        header = "Stop the signalbox of this folder.",
        description =
                "It finishes what may not be interrupted first. A run that it leaves goes on with"
                        + " the next start.",
        footerHeading = "%nExamples:%n",
        footer = "  signalbox stop",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is stopped, or none ran",
            Exit.USAGE_TEXT,
            "6:it did not stop within a minute"
        })
final class StopCommand implements Callable<Integer> {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int POLL_MILLIS = 20;

    private final GlobalOptions global;

    StopCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var locator = global.locator();
        var named = locator.named();
        if (named.isPresent()) {
            ask(named.get());
            say("Asked the signalbox at " + named.get().url() + " to stop.", true);
            return Exit.DONE;
        }
        var running = locator.running();
        if (running.isEmpty()) {
            say("No signalbox runs for " + locator.folder() + ".", false);
            return Exit.DONE;
        }
        var instance = running.get();
        ask(instance.server());
        for (var waited = 0; waited < PATIENCE_MILLIS; waited += POLL_MILLIS) {
            if (!instance.processLives()) {
                say("Stopped the signalbox of " + locator.folder() + ".", true);
                return Exit.DONE;
            }
            Pause.millis(POLL_MILLIS);
        }
        throw new Failure(
                Exit.UNREACHABLE,
                "Process " + instance.pid() + " has not stopped after a minute",
                "See .signalbox/log/standalone.log for what it waits for.");
    }

    private static void ask(Server server) {
        server.post("/standalone/stop", Map.of());
    }

    private void say(String text, boolean stopped) {
        if (global.console().json()) {
            global.console().document(Map.of("stopped", stopped));
        }
        global.console().result(Line.plain(text));
    }
}
