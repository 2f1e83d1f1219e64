package dev.signalbox.events.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signalbox.events.EventType;
import dev.signalbox.events.ExecutionEvent;
import dev.signalbox.events.PlanEvent;
import dev.signalbox.events.Request;
import dev.signalbox.events.Topic;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The AsyncAPI 3 document of all topics and events. */
final class AsyncApiDocument {

    private static final Map<String, String> ATTRIBUTES =
            Map.ofEntries(
                    Map.entry("ce_id", "unique within ce_source; ours are UUIDs of version 7"),
                    Map.entry("ce_source", "who wrote it"),
                    Map.entry("ce_specversion", "1.0"),
                    Map.entry("ce_type", "the event's type"),
                    Map.entry("ce_subject", "the database's id, which is the record's key too"),
                    Map.entry("ce_time", "RFC 3339, by the writer's clock"),
                    Map.entry("ce_correlationid", "the plan"),
                    Map.entry("ce_causationid", "the id of the event that caused this one"),
                    Map.entry("ce_sequence", "per source and plan, from 1, without gaps"),
                    Map.entry("ce_authtype", "CloudEvents auth context: what kind of actor"),
                    Map.entry("ce_authid", "CloudEvents auth context: which actor"),
                    Map.entry("ce_traceparent", "W3C trace context"),
                    Map.entry("ce_signingkey", "which key signed, as a hint"),
                    Map.entry(
                            "ce_signature",
                            "Ed25519, base64; says that the actor is authenticated"),
                    Map.entry("content-type", "application/json"));

    private AsyncApiDocument() {}

    static String write() throws IOException {
        var yaml =
                YAMLMapper.builder()
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                        .build();
        return "# Generated from libs/events; the build fails when it differs. Do not edit.\n"
                + yaml.writeValueAsString(document());
    }

    private static ObjectNode document() {
        var root = Json.mapper().createObjectNode();
        root.put("asyncapi", "3.0.0");
        var info = root.putObject("info");
        info.put("title", "Signalbox");
        info.put("version", "0.1.0");
        info.put(
                "description",
                "Events by which databases are migrated. CloudEvents 1.0: written in binary mode, read in"
                        + " binary and structured mode. The record key is the database's id.");
        info.putObject("license").put("name", "Apache-2.0");
        root.put("defaultContentType", "application/json");
        var channels = root.putObject("channels");
        var operations = root.putObject("operations");
        for (var topic : Topic.values()) {
            var name = topic.wireName().substring("signalbox.".length());
            var channel = channels.putObject(name);
            channel.put("address", topic.wireName());
            var messages = channel.putObject("messages");
            for (var type : typesOf(topic)) {
                var simple = type.payload().getSimpleName();
                messages.putObject(simple).put("$ref", "#/components/messages/" + simple);
            }
            var kafka = channel.putObject("bindings").putObject("kafka");
            var configuration = kafka.putObject("topicConfiguration");
            configuration.putArray("cleanup.policy").add("delete");
            configuration.put("retention.ms", topic.retention().toMillis());
            kafka.put("bindingVersion", "0.5.0");
            var operation =
                    operations.putObject(topic == Topic.REQUESTS ? "request" : "read-" + name);
            operation.put("action", topic == Topic.REQUESTS ? "receive" : "send");
            operation.putObject("channel").put("$ref", "#/channels/" + name);
        }
        var components = root.putObject("components");
        var messages = components.putObject("messages");
        for (var type : EventType.values()) {
            var message = messages.putObject(type.payload().getSimpleName());
            message.put("name", type.wireName());
            message.putObject("headers").put("$ref", "#/components/schemas/headers");
            var schema = EventSchemas.of(type);
            schema.remove("$schema");
            message.set("payload", schema);
        }
        var headers = components.putObject("schemas").putObject("headers");
        headers.put("type", "object");
        var properties = headers.putObject("properties");
        ATTRIBUTES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        e ->
                                properties
                                        .putObject(e.getKey())
                                        .put("type", "string")
                                        .put("description", e.getValue()));
        var required = headers.putArray("required");
        List.of("ce_id", "ce_source", "ce_specversion", "ce_type").forEach(required::add);
        return root;
    }

    private static List<EventType> typesOf(Topic topic) {
        return List.of(EventType.values()).stream().filter(t -> topicOf(t) == topic).toList();
    }

    private static Topic topicOf(EventType type) {
        if (Request.class.isAssignableFrom(type.payload())) {
            return Topic.REQUESTS;
        }
        if (PlanEvent.class.isAssignableFrom(type.payload())) {
            return Topic.PLANS;
        }
        return ExecutionEvent.class.isAssignableFrom(type.payload())
                ? Topic.EXECUTION
                : Topic.BACKUPS;
    }
}
