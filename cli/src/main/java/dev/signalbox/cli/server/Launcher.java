package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.project.ProjectFolder;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts standalones and waits until they are ready. */
public final class Launcher {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 15;
    private static final int LOCKED = 3;
    private static final int LAST_LINES = 12;

    private final Path home;
    private final Map<String, String> environment;

    public Launcher(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /**
     * Starts one that outlives this process; where another command was quicker, its one is taken.
     *
     * @throws Failure when it does not become ready
     */
    public Instance background(Launch launch) {
        var log = prepare(launch.folder());
        var process =
                start(
                        builder(launch, Launch.detached(command(launch)))
                                .redirectOutput(log.toFile())
                                .redirectError(Redirect.appendTo(log.toFile())));
        return await(process, launch.folder(), log);
    }

    /** Starts one that ends with this process and prints to its streams. */
    public Process foreground(Launch launch) {
        prepare(launch.folder());
        return start(builder(launch, command(launch)).inheritIO());
    }

    /**
     * Waits until the process is ready.
     *
     * @param log what it prints, for the message if it fails
     */
    public static Instance await(Process process, Path folder, Path log) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var instance = Instance.of(folder).filter(i -> i.pid() == process.pid());
            if (instance.isPresent()) {
                return instance.get();
            }
            if (ended(process)) {
                if (process.exitValue() == LOCKED) {
                    return awaitOther(folder, deadline, log);
                }
                throw new Failure(
                        Exit.UNREACHABLE,
                        "The signalbox of %s did not start (exit status %d)%s"
                                .formatted(folder, process.exitValue(), lastLines(log)),
                        "See " + log + " and standalone.log beside it.");
            }
        }
        process.destroy();
        throw new Failure(
                Exit.UNREACHABLE,
                "The signalbox of %s was not ready after %d s and was stopped%s"
                        .formatted(folder, PATIENCE.toSeconds(), lastLines(log)),
                "See " + log + " and standalone.log beside it.");
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.UNREACHABLE, "Interrupted while waiting", "Try again.");
        }
    }

    /** Another one holds the folder: it is starting, running or about to end. */
    private static Instance awaitOther(Path folder, long deadline, Path log) {
        while (System.nanoTime() < deadline) {
            Optional<Instance> other = Instance.of(folder).filter(Instance::answers);
            if (other.isPresent()) {
                return other.get();
            }
            Pause.millis(POLL_MILLIS);
        }
        throw new Failure(
                Exit.UNREACHABLE,
                "Another signalbox holds " + folder + " and does not answer" + lastLines(log),
                "See whether it hangs: its process is named above. `signalbox stop` asks it to end.");
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "The signalbox cannot be started: " + e.getMessage(),
                    "Is there a JDK at " + System.getProperty("java.home") + "?",
                    List.of(),
                    e);
        }
    }

    private ProcessBuilder builder(Launch launch, List<String> command) {
        return new ProcessBuilder(command)
                .directory(launch.folder().toFile())
                .redirectInput(Redirect.from(new File("/dev/null")));
    }

    private List<String> command(Launch launch) {
        if (!Launch.isBuilt(home)) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "There is no " + Launch.application(home) + " to start",
                    "Build it, or name a running one with --server.");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return launch.command(home, java, environment);
    }

    /** Makes the folder of its state, for the owner only, and returns the log's path. */
    private static Path prepare(Path folder) {
        var state = folder.resolve(ProjectFolder.STATE);
        try {
            try {
                if (state.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createDirectory(
                            state,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
                }
            } catch (FileAlreadyExistsException e) {
                // It has been used before.
            }
            var logs = Files.createDirectories(state.resolve("log"));
            return logs.resolve("start.log");
        } catch (IOException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "There can be no " + state + ": " + e.getMessage(),
                    "Make the folder writable, or work in another one.",
                    List.of(),
                    e);
        }
    }

    private static String lastLines(Path log) {
        try {
            var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            var lines = text.lines().filter(l -> !l.isBlank()).toList();
            var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return last.isEmpty() ? "" : ":\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return "";
        }
    }
}
