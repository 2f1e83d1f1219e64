package dev.signalbox.standalone;

import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.RuntimeConfig;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** This standalone: where it is to be found, which it leaves word of once everything is ready. */
@Singleton
class Instance {

    private static final Duration PORT_KNOWN_WITHIN = Duration.ofSeconds(10);

    private final RuntimeConfig runtime;
    private final HttpServer http;
    private final String kafka;
    private final Optional<Duration> idleStop;
    private final String version;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Instance(
            RuntimeConfig runtime,
            HttpServer http,
            @ConfigProperty(name = "kafka.bootstrap.servers") String kafka,
            StandaloneConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.runtime = runtime;
        this.http = http;
        this.kafka = kafka;
        this.idleStop = config.idleStop();
        this.version = version;
    }

    /** What the instance file and {@code GET /standalone} say. */
    public record Description(
            String url,
            @Nullable String token,
            String kafka,
            long pid,
            String version,
            Instant startedAt,
            String folder,
            @Nullable Duration idleStop) {}

    Optional<Duration> idleStop() {
        return idleStop;
    }

    /**
     * @param token shown only to who may read the project's folder
     */
    Description describe(@Nullable String token) {
        return new Description(
                "http://127.0.0.1:" + http.getPort(),
                token,
                kafka,
                ProcessHandle.current().pid(),
                version,
                startedAt,
                folder().toString(),
                idleStop.orElse(null));
    }

    /** HTTP opens last, so that everything else is ready by then. */
    void ready(@ObservesAsync HttpServerStart event) throws IOException, InterruptedException {
        awaitPort();
        var token = Files.readString(runtime.tokenFile()).strip();
        DataFolder.writeSecret(
                new DataFolder(folder()).instanceFile(),
                new String(Json.write(describe(token)), StandardCharsets.UTF_8) + "\n");
    }

    /** The event tells of the start, and the port is known a moment later. */
    private void awaitPort() throws InterruptedException {
        var end = System.nanoTime() + PORT_KNOWN_WITHIN.toNanos();
        while (http.getPort() <= 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("HTTP has no port after " + PORT_KNOWN_WITHIN);
            }
            Thread.sleep(1);
        }
    }

    private Path folder() {
        return runtime.folder().toAbsolutePath().normalize();
    }
}
