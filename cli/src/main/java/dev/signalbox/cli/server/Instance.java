package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import dev.signalbox.cli.project.ProjectFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The standalone of a folder, as it tells of itself in {@code .signalbox/instance.json}.
 *
 * @param kafka host and port
 * @param idleStop empty when it does not stop by itself
 */
public record Instance(
        String url,
        String token,
        String kafka,
        long pid,
        String version,
        String startedAt,
        String idleStop) {

    private static final int PROBE_MILLIS = 2_000;
    private static final int UNAVAILABLE = 503;

    public static Path file(Path folder) {
        return folder.resolve(ProjectFolder.STATE).resolve("instance.json");
    }

    /**
     * What the folder's file says, which may be of a standalone that is gone; nothing where there
     * is none or it is damaged.
     *
     * @throws Failure when the file belongs to somebody else
     */
    public static Optional<Instance> of(Path folder) {
        var file = file(folder);
        try {
            return read(Json.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    file + " may not be read: another user started the signalbox of this folder",
                    "Ask them, or give --server and --token-file.",
                    List.of(),
                    e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instance> read(Node json) {
        var url = json.text("url");
        return url.isEmpty() || json.number("pid") < 1
                ? Optional.empty()
                : Optional.of(
                        new Instance(
                                url,
                                json.text("token"),
                                json.text("kafka"),
                                json.number("pid"),
                                json.text("version"),
                                json.text("startedAt"),
                                json.text("idleStop")));
    }

    public Server server() {
        return new Server(url, token);
    }

    /**
     * It takes requests. One that stops by itself is asked, which also keeps it from stopping now;
     * for one that stays, it is enough that something listens.
     */
    public boolean answers() {
        if (!idleStop.isEmpty()) {
            try {
                return server().get("/standalone").status() != UNAVAILABLE;
            } catch (Failure e) {
                return false;
            }
        }
        return listens();
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            var address = URI.create(url);
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), PROBE_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A process with its number lives; not necessarily itself. */
    public boolean processLives() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
