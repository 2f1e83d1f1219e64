package dev.signalbox.database.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of rows as JSON, which gives them back as they were; bytes are {@code {"hex": …}}. */
final class KeyValues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A row is kept for a person to see what is wrong with it, and may have megabytes. */
    private static final int LONGEST_VALUE = 2_000;

    private KeyValues() {}

    /** Of the column with that number, from 1: a Long, Double, String, bytes or null. */
    static @Nullable Object read(ResultSet row, int column) throws SQLException {
        @Nullable Object value = row.getObject(column);
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    static String array(List<@Nullable Object> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(value, Integer.MAX_VALUE)));
        return array.toString();
    }

    static String object(Map<String, @Nullable Object> row) {
        ObjectNode object = NODES.objectNode();
        row.forEach((name, value) -> object.set(name, node(value, LONGEST_VALUE)));
        return object.toString();
    }

    static Object[] parsed(String array) {
        List<Object> values = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(array)) {
                values.add(value(node));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger's cursor is no JSON: " + array, e);
        }
        return values.toArray();
    }

    private static Object value(JsonNode node) {
        try {
            return switch (node.getNodeType()) {
                case NUMBER ->
                        node.isIntegralNumber()
                                ? (Object) node.longValue()
                                : (Object) node.doubleValue();
                case OBJECT -> HexFormat.of().parseHex(node.path("hex").asText());
                case STRING -> node.textValue();
                case BINARY -> node.binaryValue();
                case ARRAY, BOOLEAN, MISSING, NULL, POJO ->
                        throw new IllegalStateException("The ledger's cursor holds " + node);
            };
        } catch (IOException e) {
            throw new IllegalStateException("The ledger's cursor holds " + node, e);
        }
    }

    private static JsonNode node(@Nullable Object value, int longest) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Long number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case byte[] bytes ->
                    NODES.objectNode()
                            .put("hex", shortened(HexFormat.of().formatHex(bytes), longest));
            case Object other -> NODES.textNode(shortened(other.toString(), longest));
        };
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
