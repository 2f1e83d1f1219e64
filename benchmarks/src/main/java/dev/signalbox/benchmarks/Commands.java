package dev.signalbox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands as a user does, and takes their time from the first process to the last. */
final class Commands {

    private final Path signalbox;
    private final Path folder;

    /**
     * @param folder where they run, and where what they print goes
     */
    Commands(Path home, Path folder) {
        this.signalbox = home.resolve("signalbox");
        this.folder = folder;
    }

    Duration signalbox(String... arguments) throws IOException, InterruptedException {
        return signalbox(Map.of(), arguments);
    }

    Duration signalbox(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(signalbox.toString());
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    Duration run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        // The caller's own signalbox is not meant.
        builder.environment().keySet().removeAll(List.of("SIGNALBOX_SERVER", "SIGNALBOX_TOKEN"));
        builder.environment().putAll(environment);
        var output = folder.resolve("output.txt");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        var begun = System.nanoTime();
        var status = builder.start().waitFor();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (status != 0) {
            throw new IllegalStateException(
                    "%s ended with %d: %s"
                            .formatted(
                                    String.join(" ", command), status, Files.readString(output)));
        }
        return took;
    }
}
