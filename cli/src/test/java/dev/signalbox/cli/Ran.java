package dev.signalbox.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A command that ran, as its caller sees it.
 *
 * @param exit its status
 */
public record Ran(int exit, String out, String err) {

    public static Ran in(Path folder, Map<String, String> environment, String... arguments) {
        return with(folder, environment, Terminal.NONE, "", arguments);
    }

    public static Ran with(
            Path folder,
            Map<String, String> environment,
            Terminal terminal,
            String typed,
            String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console =
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        environment,
                        terminal);
        var exit = Main.run(new Surroundings(folder, environment, console), arguments);
        return new Ran(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Against a recorded server. */
    public static Ran against(ContractServer server, Path folder, String... arguments) {
        return in(folder, environment(server), arguments);
    }

    public static Map<String, String> environment(ContractServer server) {
        return new HashMap<>(
                Map.of("SIGNALBOX_SERVER", server.url(), "SIGNALBOX_TOKEN", ContractServer.TOKEN));
    }
}
