package dev.signalbox.database;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A schema as canonical JSON: properties in alphabetical order, nothing that is null, no space. */
final class SchemaText {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private SchemaText() {}

    /**
     * @param part a schema, or a table, view or trigger of one
     */
    static String write(Object part) {
        try {
            return MAPPER.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schema is always writable as JSON", e);
        }
    }

    static Schema read(String text) {
        try {
            return MAPPER.readValue(text, Schema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a schema's canonical text", e);
        }
    }
}
