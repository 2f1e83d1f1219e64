package dev.signalbox.executor.work;

import dev.signalbox.database.DatabaseAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A program of the project, started by the executor with a small environment: nothing that the
 * executor's own holds reaches it, so that it can tell no secret.
 */
final class Program {

    private static final int MOST_OUTPUT = 16 * 1024;
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");
    private static final Masking MASKING = Masking.of(System.getenv());

    private final List<String> command;
    private final Map<String, String> environment;

    private Program(List<String> command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    /**
     * @param event the moment at which it runs
     * @param migration the one that it belongs to, if it belongs to one
     */
    static Program of(List<String> command, Turn turn, String event, @Nullable String migration) {
        var environment = new TreeMap<String, String>();
        for (var name : INHERITED) {
            put(environment, name, System.getenv(name));
        }
        var header = turn.header();
        put(environment, "SIGNALBOX_DATABASE", header.database().value());
        put(environment, "SIGNALBOX_URL", url(turn));
        put(environment, "SIGNALBOX_PLAN", header.plan().toString());
        put(environment, "SIGNALBOX_RUN", header.run().toString());
        put(environment, "SIGNALBOX_EVENT", event);
        put(environment, "SIGNALBOX_MIGRATION", migration);
        put(environment, "SIGNALBOX_VERSION", turn.progress().version());
        put(environment, "SIGNALBOX_REASON", turn.plan().reason());
        return new Program(List.copyOf(command), environment);
    }

    private static String url(Turn turn) {
        return switch (turn.session().database().address()) {
            case DatabaseAddress.SqliteFile file -> "jdbc:sqlite:" + file.file();
        };
    }

    private static void put(Map<String, String> map, String name, @Nullable String value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    /**
     * How it went.
     *
     * @param exit its status; absent when it did not start, was stopped or took too long
     * @param output the beginning of what it wrote, on both streams
     * @param error why there is no status
     */
    record Ran(@Nullable Integer exit, String output, @Nullable String error, Duration duration) {

        /** What is wrong with it, as the end of a sentence; empty when it ended with 0. */
        Optional<String> trouble() {
            if (error != null) {
                return Optional.of(error);
            }
            return exit != null && exit == 0
                    ? Optional.empty()
                    : Optional.of("ended with status " + exit);
        }
    }

    /** Runs it to its end, or until it is stopped with all that it has started. */
    Ran run(Duration timeout, BooleanSupplier cutShort) throws InterruptedException {
        var start = System.nanoTime();
        Process process;
        try {
            process = builder().start();
        } catch (IOException e) {
            return new Ran(null, "", "could not be started: " + e.getMessage(), since(start));
        }
        var output = new Output(process.getInputStream());
        output.start();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has closed its input itself.
        }
        try {
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                if (cutShort.getAsBoolean()) {
                    return new Ran(null, output.text(), "was stopped", since(start));
                }
                if (since(start).compareTo(timeout) > 0) {
                    return new Ran(
                            null,
                            output.text(),
                            "did not end within " + timeout.toMillis() + " ms and was stopped",
                            since(start));
                }
            }
            // What it started may go on and hold the stream; its own output is here.
            output.join(500);
            return new Ran(process.exitValue(), output.text(), null, since(start));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private ProcessBuilder builder() {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Reads all that is written, so that nobody waits, and keeps the beginning. */
    private static final class Output extends Thread {

        private final InputStream stream;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Output(InputStream stream) {
            super("program-output");
            this.stream = stream;
            setDaemon(true);
        }

        @Override
        public void run() {
            var buffer = new byte[4096];
            try {
                for (var read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    synchronized (kept) {
                        kept.write(buffer, 0, Math.min(read, MOST_OUTPUT - kept.size()));
                    }
                }
            } catch (IOException e) {
                // It was stopped.
            }
        }

        String text() {
            synchronized (kept) {
                return MASKING.mask(kept.toString(StandardCharsets.UTF_8).strip());
            }
        }
    }
}
