package dev.signalbox.events.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.signalbox.events.Bytes;
import dev.signalbox.events.DatabaseId;
import dev.signalbox.events.EventId;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Goal;
import dev.signalbox.events.PlanId;
import dev.signalbox.events.RunId;
import dev.signalbox.events.SnapshotId;
import dev.signalbox.events.StepId;
import dev.signalbox.events.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the events' data, read off the records. */
final class EventSchemas {

    /** How the types that are one value on the wire look there. */
    private static final Map<Class<?>, String> SCALARS =
            Map.of(
                    DatabaseId.class,
                            "{\"type\":\"string\",\"pattern\":\"^" + DatabaseId.PATTERN + "$\"}",
                    PlanId.class, "{\"type\":\"string\",\"format\":\"uuid\"}",
                    RunId.class, "{\"type\":\"string\",\"format\":\"uuid\"}",
                    SnapshotId.class, "{\"type\":\"string\",\"format\":\"uuid\"}",
                    EventId.class, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":200}",
                    StepId.class, "{\"type\":\"integer\",\"minimum\":1}",
                    Bytes.class, "{\"type\":\"string\",\"contentEncoding\":\"base64\"}",
                    Duration.class,
                            // The format "duration" of JSON Schema knows no parts of a second.
                            """
                            {"type":"string","pattern":"^P(?=.)([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]{1,9})?S)?)?$",
                            "description":"a duration of ISO 8601, such as PT0.5S"}""",
                    Instant.class, "{\"type\":\"string\",\"format\":\"date-time\"}",
                    Goal.class,
                            """
                            {"type":"object","description":"exactly one goal","properties":{"migrateTo":
                            {"type":"string","minLength":1,"maxLength":500,
                            "description":"a version, a file's stem, latest, or a tag"},
                            "revertTo":{"type":"object","description":"exactly one of version, steps, tag",
                            "properties":{"version":{"type":"string","minLength":1,"maxLength":500,
                            "description":"the version to be at afterwards, or a file's stem; 0 undoes all"},
                            "steps":{"type":"integer","minimum":1},
                            "tag":{"type":"string","minLength":1,"maxLength":500}},
                            "minProperties":1,"maxProperties":1,"additionalProperties":false},
                            "restoreTo":{"type":"object","description":"exactly one of snapshot, file",
                            "properties":{"snapshot":{"type":"string","minLength":1,"maxLength":100,
                            "description":"a snapshot's id, or latest"},
                            "file":{"type":"string","minLength":1,"maxLength":4000}},
                            "minProperties":1,"maxProperties":1,"additionalProperties":false},
                            "repair":{"type":"object","properties":{"migration":
                            {"type":"string","minLength":1,"maxLength":500,
                            "description":"a version or a file's stem; all that differ, if absent"}},
                            "additionalProperties":false},
                            "markApplied":{"type":"object","properties":{"version":
                            {"type":"string","minLength":1,"maxLength":500},
                            "assertion":{"type":"string","minLength":1,"maxLength":10000,
                            "description":"a query whose first value must be true"}},
                            "required":["version"],"additionalProperties":false},
                            "tag":{"type":"object","properties":{"version":
                            {"type":"string","minLength":1,"maxLength":500,
                            "description":"a version in force, or latest"},
                            "tag":{"type":"string","minLength":1,"maxLength":100}},
                            "required":["version","tag"],"additionalProperties":false},
                            "release":{"type":"object","properties":{"version":
                            {"type":"string","minLength":1,"maxLength":500,
                            "description":"a version in force, a tag, or latest"},
                            "name":{"type":"string","minLength":1,"maxLength":200}},
                            "required":["version","name"],"additionalProperties":false},
                            "adopt":{"type":"object","description":"at most one of from, baseline",
                            "properties":{"from":{"type":"string","minLength":1,"maxLength":500,
                            "description":"a tool, or the table of its history"},
                            "baseline":{"type":"string","minLength":1,"maxLength":500,
                            "description":"a version or a file's stem, up to which all is in place"}},
                            "maxProperties":1,"additionalProperties":false},
                            "transform":{"type":"object","properties":{"rules":{"type":"array",
                            "description":"ids of rules, in their order; all that run on demand, if absent",
                            "items":{"type":"string","minLength":1,"maxLength":80}},
                            "undo":{"type":"boolean","description":"take back what they wrote"}},
                            "additionalProperties":false},
                            "maintain":{"type":"object","properties":{"tasks":{"type":"array",
                            "description":"cleanup and analyze, if absent",
                            "items":{"type":"string","enum":["vacuum","analyze","reindex","cleanup"]}},
                            "keepDays":{"type":"integer","minimum":0,
                            "description":"how far back the ledger's log is kept"},
                            "savedData":{"type":"boolean",
                            "description":"remove saved rows that cannot come back any more"}},
                            "additionalProperties":false}},
                            "minProperties":1,"maxProperties":1,"additionalProperties":false}""");

    private EventSchemas() {}

    /**
     * Requests are closed, so that a misspelt field is told; facts are open, so that they can grow.
     */
    static ObjectNode of(EventType type) {
        var config =
                new SchemaGeneratorConfigBuilder(
                                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(Option.INLINE_ALL_SCHEMAS)
                        .with(
                                new JacksonModule(
                                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                                        JacksonOption.SKIP_SUBTYPE_LOOKUP,
                                        JacksonOption.IGNORE_TYPE_INFO_TRANSFORM));
        if (type.isRequest()) {
            config.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        }
        config.forFields().withRequiredCheck(field -> !isNullable(field));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(
                        (resolved, context) -> {
                            var scalar = SCALARS.get(resolved.getErasedType());
                            return scalar == null
                                    ? null
                                    : new CustomDefinition(
                                            parse(scalar),
                                            CustomDefinition.DefinitionType.INLINE,
                                            CustomDefinition.AttributeInclusion.NO);
                        });
        var schema = new SchemaGenerator(config.build()).generateSchema(type.payload());
        schema.put("title", type.payload().getSimpleName());
        return schema;
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode parse(String json) {
        try {
            JsonNode node = Json.mapper().readTree(json);
            return (ObjectNode) node;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
