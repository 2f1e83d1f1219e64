package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.GlobalOptions;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.server.Server;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        header = "The versions of signalbox, of its Java, and of the server where one runs.",
        description = "Starts nothing.",
        footerHeading = "%nExamples:%n",
        footer = "  signalbox version --json",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {Exit.DONE_TEXT, Exit.USAGE_TEXT})
final class VersionCommand implements Callable<Integer> {

    private final GlobalOptions global;

    VersionCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public Integer call() {
        var versions = new LinkedHashMap<String, Object>();
        versions.put("signalbox", own());
        versions.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        var server = global.locator().find();
        server.ifPresent(s -> versions.put("server", server(s)));
        if (global.console().json()) {
            global.console().document(versions);
        }
        versions.forEach(
                (name, version) -> global.console().result(Line.plain(name + "  " + version)));
        if (server.isEmpty()) {
            global.console().note(Line.faint("No signalbox runs here."));
        }
        return Exit.DONE;
    }

    private static String server(Server server) {
        try {
            return server.json("/standalone").text("version", "unknown") + " at " + server.url();
        } catch (Failure e) {
            return "none: " + e.message();
        }
    }

    static String own() {
        var version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "from classes" : version;
    }
}
