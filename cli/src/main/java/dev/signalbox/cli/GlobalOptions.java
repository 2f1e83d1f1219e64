package dev.signalbox.cli;

import dev.signalbox.cli.server.Server;
import dev.signalbox.cli.server.ServerLocator;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public class GlobalOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "The signalbox to use. Default: SIGNALBOX_SERVER, else the one that runs in"
                            + " this folder or the nearest project above, else one is started.")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file with the server's token. Default: SIGNALBOX_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print exactly one JSON document on standard output.")
    private boolean json;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colours; so does NO_COLOR.")
    private boolean noColor;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private final Surroundings around;

    GlobalOptions(Surroundings around) {
        this.around = around;
    }

    public Surroundings around() {
        return around;
    }

    public Console console() {
        return around.console();
    }

    public ServerLocator locator() {
        return new ServerLocator(around, server, tokenFile);
    }

    /** The server that the command is for, started where none runs. */
    public Server server() {
        return locator().findOrStart();
    }

    void apply() {
        around.console().options(json, noColor);
    }

    boolean debug() {
        return debug;
    }
}
