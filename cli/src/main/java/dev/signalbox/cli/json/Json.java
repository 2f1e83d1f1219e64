package dev.signalbox.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text to nodes and back. */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /**
     * @throws IOException when the bytes are not exactly one JSON value
     */
    public static Node read(byte[] bytes) throws IOException {
        try (var parser = FACTORY.createParser(bytes)) {
            return whole(parser);
        }
    }

    /**
     * @throws IOException when the text is not exactly one JSON value
     */
    public static Node read(String text) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            return whole(parser);
        }
    }

    private static Node whole(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new IOException("There is no JSON");
        }
        var node = Node.of(value(parser));
        if (parser.nextToken() != null) {
            throw new IOException("More follows after the JSON");
        }
        return node;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var members = new LinkedHashMap<String, @Nullable Object>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<@Nullable Object>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token.isNumeric() ? parser.getNumberValue() : parser.getText();
    }

    /** Nodes, maps, lists, numbers and truth values; anything else as its text. */
    public static String write(@Nullable Object value) {
        return write(value, false);
    }

    /** The same, over several lines. */
    public static String pretty(@Nullable Object value) {
        return write(value, true);
    }

    private static String write(@Nullable Object value, boolean lines) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            if (lines) {
                generator.useDefaultPrettyPrinter();
            }
            write(value, generator);
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Node node -> write(node.plain(), generator);
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (var entry : map.entrySet()) {
                    generator.writeFieldName(String.valueOf(entry.getKey()));
                    write(entry.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case Iterable<?> items -> {
                generator.writeStartArray();
                for (var item : items) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            case Boolean truth -> generator.writeBoolean(truth);
            case Number number -> generator.writeNumber(number.toString());
            default -> generator.writeString(value.toString());
        }
    }
}
