package dev.signalbox.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.signalbox.events.EventType;
import dev.signalbox.events.Goal;
import dev.signalbox.events.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is published is what the code says. {@code ./build generate} writes the files anew after a
 * deliberate change.
 */
class PublishedCatalogueTest {

    private static final boolean WRITE = Boolean.getBoolean("signalbox.generate");
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");

    @ParameterizedTest
    @EnumSource(EventType.class)
    void schemaOfEveryEventIsPublished(EventType type) throws IOException {
        var text =
                Json.mapper()
                                .writer(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(EventSchemas.of(type))
                                .replace("\r\n", "\n")
                        + "\n";

        assertPublished(SCHEMAS.resolve(type.wireName() + ".json"), text);
    }

    @Test
    void noSchemaIsPublishedForATypeThatDoesNotExist() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            var known =
                    Stream.of(EventType.values())
                            .map(t -> t.wireName() + ".json")
                            .collect(Collectors.toSet());

            assertThat(files.map(f -> f.getFileName().toString())).isSubsetOf(known);
        }
    }

    /** The goals' schema is written by hand, and closed. */
    @Test
    void everyGoalCanBeAskedFor() {
        var goals = EventSchemas.of(EventType.REQUEST_PLAN).at("/properties/goal/properties");

        for (var type : Goal.class.getAnnotation(JsonSubTypes.class).value()) {
            assertThat(goals.has(type.name())).as(type.name()).isTrue();
        }
    }

    @Test
    void asyncApiDocumentIsPublished() throws IOException {
        assertPublished(Path.of("../../docs/asyncapi.yaml"), AsyncApiDocument.write());
    }

    private static void assertPublished(Path file, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("run ./build generate after a deliberate change").hasContent(text);
    }
}
