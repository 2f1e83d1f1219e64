package dev.signalbox.cli;

import dev.signalbox.cli.command.Commands;
import dev.signalbox.cli.text.FindingText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where {@code signalbox} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var environment = System.getenv();
        var console =
                new Console(
                        System.out,
                        System.err,
                        System.in,
                        environment,
                        Terminal.detect(environment));
        var around = new Surroundings(Path.of("").toAbsolutePath(), environment, console);
        System.exit(run(around, arguments));
    }

    /** Runs a command and returns its exit status. */
    public static int run(Surroundings around, String... arguments) {
        var root = new RootCommand(around);
        var line = commandLine(root, arguments);
        line.setParameterExceptionHandler((e, given) -> wrongUsage(root, e, given));
        line.setExecutionExceptionHandler((e, command, result) -> failed(root, e));
        line.setExecutionStrategy(
                parsed -> {
                    root.apply();
                    return new CommandLine.RunLast().execute(parsed);
                });
        return line.execute(arguments);
    }

    static CommandLine commandLine(RootCommand root, String... arguments) {
        var line = new CommandLine(root);
        new Commands(root).addTo(line, arguments);
        line.setOut(writer(root.console().out()));
        line.setErr(writer(root.console().err()));
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        // A reason may begin with @, and names no file then.
        line.setExpandAtFiles(false);
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private static int wrongUsage(RootCommand root, ParameterException e, String[] given) {
        // Options are not assigned when parsing fails.
        root.console()
                .options(List.of(given).contains("--json"), List.of(given).contains("--no-color"));
        var command = e.getCommandLine().getCommandSpec().qualifiedName();
        var message = String.valueOf(e.getMessage());
        var failure = Failure.usage(message, "See: " + command + " --help");
        tell(root, failure);
        UnmatchedArgumentException.printSuggestions(e, writer(root.console().err()));
        return failure.exit();
    }

    private static int failed(RootCommand root, Exception e) {
        if (root.debug()) {
            e.printStackTrace(root.console().err());
        }
        var failure =
                e instanceof Failure known
                        ? known
                        : new Failure(
                                Exit.FAILED,
                                "This is a fault of signalbox itself: " + e,
                                "Run it again with --debug and report what it shows.",
                                List.of(),
                                e);
        tell(root, failure);
        return failure.exit();
    }

    private static void tell(RootCommand root, Failure failure) {
        var console = root.console();
        console.note(Line.bad(failure.message()));
        var others =
                failure.findings().stream()
                        .filter(finding -> !finding.text("message").equals(failure.message()))
                        .toList();
        FindingText.lines(others).forEach(console::note);
        if (!failure.remedy().isEmpty()) {
            console.note(Line.plain(failure.remedy()));
        }
        if (console.json()) {
            console.document(failure.document());
        }
    }
}
