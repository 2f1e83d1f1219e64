package dev.signalbox.cli.server;

import dev.signalbox.cli.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events, as the HTML standard defines them: lines of {@code field: value} end with LF,
 * CR or both; an empty line ends an event; what is unfinished at the end does not count.
 */
public final class EventStream implements Closeable {

    private static final int MAX_LINE_BYTES = 8 * 1024 * 1024;

    private final InputStream in;
    private boolean lineFeedMayFollow;
    private boolean first = true;

    public EventStream(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * Waits for the next item. Data that is not JSON is passed over.
     *
     * @throws IOException when the connection breaks or is silent for too long
     */
    public StreamItem next() throws IOException {
        var type = "";
        StringBuilder data = null;
        for (var line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                var item = data == null ? null : item(type, data.toString());
                if (item != null) {
                    return item;
                }
                type = "";
                data = null;
            } else if (line.startsWith(":")) {
                if (data == null && type.isEmpty()) {
                    return new StreamItem.Heartbeat();
                }
            } else if (isField(line, "event")) {
                type = value(line);
            } else if (isField(line, "data")) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(value(line));
            }
        }
        return new StreamItem.Broken();
    }

    private static @Nullable StreamItem item(String type, String data) {
        try {
            var content = Json.read(data);
            return type.equals("end")
                    ? new StreamItem.End(content.text("state"))
                    : new StreamItem.Event(type.isEmpty() ? content.text("type") : type, content);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isField(String line, String name) {
        return line.equals(name) || line.startsWith(name + ":");
    }

    private static String value(String line) {
        var colon = line.indexOf(':');
        if (colon < 0) {
            return "";
        }
        var value = line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        while (true) {
            var read = in.read();
            if (read == '\n' && lineFeedMayFollow) {
                lineFeedMayFollow = false;
                continue;
            }
            lineFeedMayFollow = read == '\r';
            if (read < 0) {
                return null;
            }
            if (read == '\n' || read == '\r') {
                var line = bytes.toString(StandardCharsets.UTF_8);
                var marked = first && line.startsWith("\uFEFF");
                first = false;
                return marked ? line.substring(1) : line;
            }
            if (bytes.size() >= MAX_LINE_BYTES) {
                throw new IOException("A line of the event stream is over 8 MiB");
            }
            bytes.write(read);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
