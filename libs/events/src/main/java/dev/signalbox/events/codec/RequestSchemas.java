package dev.signalbox.events.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the data of requests, which come from anywhere, against the published JSON Schemas, so
 * that every wrong field is told at once.
 */
final class RequestSchemas {

    private static final int MAX_FINDINGS = 50;

    private final Map<EventType, JsonSchema> schemas = new ConcurrentHashMap<>();

    List<Finding> check(EventType type, JsonNode data) {
        return schemas.computeIfAbsent(type, RequestSchemas::load).validate(data).stream()
                .limit(MAX_FINDINGS)
                .map(RequestSchemas::finding)
                .toList();
    }

    private static JsonSchema load(EventType type) {
        var resource = "/schemas/" + type.wireName() + ".json";
        try (var stream = RequestSchemas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("No schema at " + resource);
            }
            var config =
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.LEGACY)
                            .formatAssertionsEnabled(true)
                            .build();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(stream, config);
        } catch (IOException e) {
            throw new IllegalStateException("Unreadable schema " + resource, e);
        }
    }

    private static Finding finding(ValidationMessage message) {
        var path = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        var where = path.isEmpty() ? "data" : path;
        return Finding.error("invalid-field", where, given(message), allowed(message));
    }

    private static String given(ValidationMessage message) {
        var node = message.getInstanceNode();
        var text = message.getMessage().replaceFirst("^\\$[^:]*: ", "");
        if (node == null || node.isContainerNode()) {
            return text;
        }
        var value = node.toString();
        return "given "
                + (value.length() > 100 ? value.substring(0, 100) + "…" : value)
                + ": "
                + text;
    }

    private static String allowed(ValidationMessage message) {
        var schema = message.getSchemaLocation() == null ? null : message.getSchemaNode();
        if ("additionalProperties".equals(message.getType())
                && message.getEvaluationPath() != null) {
            return "Remove it, or correct its name; docs/asyncapi.yaml lists the fields.";
        }
        if (schema != null && schema.isArray()) {
            var names = new ArrayList<String>();
            schema.forEach(n -> names.add(n.asText()));
            return "Allowed or required: " + String.join(", ", names) + ".";
        }
        return schema != null && schema.isValueNode()
                ? "Allowed: " + schema.asText() + "."
                : "See docs/asyncapi.yaml.";
    }
}
