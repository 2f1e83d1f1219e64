package dev.signalbox.backup.store;

import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON in columns, written and read by this service alone. */
final class StoredJson {

    private StoredJson() {}

    static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new IllegalStateException("The store's own JSON cannot be read", e);
        }
    }
}
