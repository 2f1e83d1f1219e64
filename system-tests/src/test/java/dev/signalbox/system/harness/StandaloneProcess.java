package dev.signalbox.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A standalone as a process of its own, and its REST interface. */
public final class StandaloneProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final Path output;
    private final Process process;
    private final Thread removal;
    private @Nullable JsonNode instance;

    private StandaloneProcess(Path folder, Path output, Process process) {
        this.folder = folder;
        this.output = output;
        this.process = process;
        this.removal = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(removal);
    }

    /** Starts one, and does not wait for it. */
    public static StandaloneProcess start(Path folder, String... options) {
        try {
            var output = Files.createTempFile("standalone-", ".err");
            var process =
                    new ProcessBuilder(Installation.standalone(folder, options))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            return new StandaloneProcess(folder, output, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StandaloneProcess awaitReady() {
        Waiting.until("the standalone of " + folder + " is ready", PATIENCE, this::looksReady);
        return this;
    }

    private boolean looksReady() {
        assertThat(process.isAlive()).as(() -> "it lives; it said: " + said()).isTrue();
        var file = folder.resolve(".signalbox/instance.json");
        if (instance == null && Files.exists(file)) {
            var found = parsed(read(file));
            // A killed predecessor's file is still there.
            if (found.path("pid").asLong() == process.pid()) {
                instance = found;
            }
        }
        return instance != null && isReady();
    }

    public boolean isReady() {
        return get("/q/health/ready").statusCode() == 200;
    }

    /** Host and port of its broker. */
    public String kafka() {
        return instance().path("kafka").asText();
    }

    public long pid() {
        return process.pid();
    }

    public Path folder() {
        return folder;
    }

    /** What it printed. */
    public String said() {
        return read(output);
    }

    /** What it logged. */
    public String log() {
        return read(folder.resolve(".signalbox/log/standalone.log"));
    }

    public JsonNode json(String path) {
        var response = get(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return parsed(response.body());
    }

    /** The same where it may not be there yet. */
    public Optional<JsonNode> find(String path) {
        return get(path).statusCode() == 404 ? Optional.empty() : Optional.of(json(path));
    }

    /** All entries of the trail that match, page by page. */
    public List<JsonNode> trail(String query) {
        var entries = new ArrayList<JsonNode>();
        for (var after = ""; ; ) {
            var page = json("/audit/trail?limit=500&" + query + after);
            page.path("entries").forEach(entries::add);
            if (!page.hasNonNull("next")) {
                return entries;
            }
            after = "&after=" + page.path("next").asText();
        }
    }

    /** Plans of a database, the newest first. */
    public List<JsonNode> plans(String database) {
        var plans = new ArrayList<JsonNode>();
        json("/planner/plans?limit=500&database=" + database).forEach(plans::add);
        return plans;
    }

    /** SIGKILL; nothing of it is left to run when this returns. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGSTOP. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** SIGTERM, and waits for its end. */
    public void stop() {
        process.destroy();
        awaitExit();
    }

    /** Waits for it to end by itself, or by what was done to it; its exit status. */
    public int awaitExit() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(() -> "it ends; it said: " + said())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(removal);
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            var status =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(status).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(instance().path("url").asText() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + instance().path("token").asText())
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode instance() {
        if (instance == null) {
            throw new IllegalStateException("It was not ready yet");
        }
        return instance;
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
