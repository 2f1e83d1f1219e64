package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.Surroundings;
import dev.signalbox.cli.project.ProjectFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the signalbox that a command is for. */
public final class ServerLocator {

    private static final int STOPPING_MILLIS = 15_000;
    private static final int POLL_MILLIS = 20;

    private final Surroundings around;
    private final @Nullable String serverOption;
    private final @Nullable Path tokenFile;

    public ServerLocator(
            Surroundings around, @Nullable String serverOption, @Nullable Path tokenFile) {
        this.around = around;
        this.serverOption = serverOption;
        this.tokenFile = tokenFile;
    }

    /** The one that is named or runs here; else one is started, which stops by itself. */
    public Server findOrStart() {
        var found = find();
        if (found.isPresent()) {
            return found.get();
        }
        var folder = folder();
        around.console()
                .note(
                        Line.faint(
                                "No signalbox runs for "
                                        + folder
                                        + "; starting one, which stops 60 s after its last use."));
        return new Launcher(Surroundings.home(), around.environment())
                .background(Launch.forOneCommand(folder))
                .server();
    }

    /** The one that is named or runs here. */
    public Optional<Server> find() {
        var named = named();
        return named.isPresent() ? named : running().map(Instance::server);
    }

    /** The one that the command line or a variable names. */
    public Optional<Server> named() {
        var url =
                serverOption != null
                        ? Optional.of(serverOption)
                        : around.variable("SIGNALBOX_SERVER");
        return url.map(u -> new Server(u, token(u)));
    }

    public Path folder() {
        return ProjectFolder.of(around.folder());
    }

    /** The one that runs in this folder, once it is sure that it does. */
    public Optional<Instance> running() {
        var instance = Instance.of(folder());
        if (instance.isEmpty() || instance.get().answers()) {
            return instance;
        }
        // Alive and not listening: it is about to end, and a successor needs what it holds.
        for (var waited = 0;
                instance.get().processLives() && waited < STOPPING_MILLIS;
                waited += POLL_MILLIS) {
            Pause.millis(POLL_MILLIS);
            var now = Instance.of(folder());
            if (now.isEmpty()) {
                return now;
            }
            if (now.get().pid() != instance.get().pid() && now.get().answers()) {
                return now;
            }
        }
        if (instance.get().processLives() && folderIsTaken()) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    "Process "
                            + instance.get().pid()
                            + " lives, which "
                            + Instance.file(folder())
                            + " names, but it does not answer",
                    "See .signalbox/log/standalone.log; end it with 'kill "
                            + instance.get().pid()
                            + "', what it was doing goes on after the next start.");
        }
        around.console()
                .note(
                        Line.faint(
                                "The signalbox that "
                                        + Instance.file(folder())
                                        + " names (process "
                                        + instance.get().pid()
                                        + ") is gone."));
        return Optional.empty();
    }

    /**
     * A process holds its folder as long as it lives; a number alone may be somebody else's by now.
     */
    private boolean folderIsTaken() {
        try (var file =
                        FileChannel.open(
                                folder().resolve(".signalbox/lock"), StandardOpenOption.WRITE);
                var lock = file.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            return false;
        }
    }

    private @Nullable String token(String url) {
        if (tokenFile != null) {
            try {
                return Files.readString(tokenFile).strip();
            } catch (IOException e) {
                throw new Failure(
                        Exit.USAGE,
                        "The token's file " + tokenFile + " cannot be read",
                        "Name a file that holds the token and nothing else.",
                        List.of(),
                        e);
            }
        }
        return around.variable("SIGNALBOX_TOKEN")
                .or(
                        () ->
                                Instance.of(folder())
                                        .filter(i -> i.url().equals(url))
                                        .map(Instance::token))
                .orElse(null);
    }
}
