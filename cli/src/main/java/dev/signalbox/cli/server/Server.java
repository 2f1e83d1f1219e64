package dev.signalbox.cli.server;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running signalbox, spoken to over HTTP. The JDK's old client is used: the new one takes a tenth
 * of a second to load, which is a fifth of what a command may take.
 */
public final class Server {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 60_000;
    // The services send a sign of life every five seconds.
    private static final int SILENCE_MILLIS = 30_000;

    private final String url;
    private final @Nullable String token;

    public Server(String url, @Nullable String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    public String url() {
        return url;
    }

    /**
     * The JSON at a path.
     *
     * @throws Failure when it cannot be had
     */
    public Node json(String path) {
        return get(path).orFail(url + path);
    }

    public Reply get(String path) {
        return exchange("GET", path, null, "application/json");
    }

    public Node post(String path, Map<String, ?> body) {
        return exchange(
                        "POST",
                        path,
                        Json.write(body).getBytes(StandardCharsets.UTF_8),
                        "application/json")
                .orFail(url + path);
    }

    public Reply put(String path, byte[] body, String contentType) {
        return exchange("PUT", path, body, contentType);
    }

    /**
     * Opens a stream of server-sent events.
     *
     * @throws IOException when the server cannot be reached
     * @throws Failure when it refuses
     */
    public EventStream stream(String path) throws IOException {
        var connection = open("GET", path);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty("Accept", "text/event-stream");
        var status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new Reply(status, body(connection, status)).failure(url + path);
        }
        return new EventStream(connection.getInputStream());
    }

    private Reply exchange(String method, String path, byte @Nullable [] body, String type) {
        try {
            var connection = open(method, path);
            connection.setRequestProperty("Accept", "application/json");
            if (body != null) {
                connection.setRequestProperty("Content-Type", type);
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                try (var stream = connection.getOutputStream()) {
                    stream.write(body);
                }
            }
            var status = connection.getResponseCode();
            return new Reply(status, body(connection, status));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    public Failure unreachable(IOException e) {
        return new Failure(
                Exit.UNREACHABLE,
                "The signalbox at " + url + " cannot be reached: " + reason(e),
                "See whether it runs: `signalbox start` starts one here.",
                List.of(),
                e);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        var address = address(path);
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        // A token must not follow to where a server points.
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private URI address(String path) {
        try {
            var base = URI.create(url);
            var scheme = base.getScheme();
            if ((!"http".equals(scheme) && !"https".equals(scheme)) || base.getHost() == null) {
                throw new IllegalArgumentException("It names no server");
            }
            return URI.create(url + path);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Exit.USAGE,
                    "'" + url + "' is no address of a server",
                    "Give such as --server http://127.0.0.1:7700",
                    List.of(),
                    e);
        }
    }

    private static byte[] body(HttpURLConnection connection, int status) throws IOException {
        try (var stream =
                status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        }
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
