package dev.signalbox.testing;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Whether a Docker engine answers.
 *
 * <p>Testcontainers takes seconds to find that none does, so it is asked only where there is
 * something to ask: an address that somebody configured, or a socket that accepts a connection.
 */
final class DockerEngine {
    private DockerEngine() {}

    static boolean answers() {
        return plausible(System::getenv, Path.of(System.getProperty("user.home", "")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    static boolean plausible(UnaryOperator<@Nullable String> environment, Path home) {
        return environment.apply("DOCKER_HOST") != null
                || Files.exists(home.resolve(".testcontainers.properties"))
                || Stream.of(
                                socket("/var/run"),
                                socket(environment.apply("XDG_RUNTIME_DIR")),
                                home.resolve(".docker/run/docker.sock"),
                                home.resolve(".docker/desktop/docker.sock"))
                        .filter(Objects::nonNull)
                        .anyMatch(DockerEngine::accepts);
    }

    private static @Nullable Path socket(@Nullable String folder) {
        return folder == null ? null : Path.of(folder, "docker.sock");
    }

    private static boolean accepts(Path socket) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
