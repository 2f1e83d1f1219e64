package dev.signalbox.sql.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Nearest;
import dev.signalbox.sql.SourcePosition;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the JSON of {@code @metadata}, and says of every field that is wrong where it stands. */
final class MetadataReader {

    private static final List<String> FIELDS =
            List.of(
                    "author",
                    "description",
                    "breakingChange",
                    "estimatedDuration",
                    "dataVolume",
                    "risk",
                    "tags",
                    "dependencies",
                    "requiresDowntime",
                    "affectedTables",
                    "rollbackStrategy");
    private static final JsonFactory JSON = new JsonFactory();

    private final MetadataBlock block;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    private final MetadataFields fields = new MetadataFields();

    private MetadataReader(MetadataBlock block, Findings findings) {
        this.block = block;
        this.findings = findings;
    }

    /** What the header says; {@link MigrationMetadata#NONE} when it says nothing. */
    static MigrationMetadata read(List<CommentLine> header, Findings findings) {
        return MetadataBlock.find(header, findings)
                .map(block -> new MetadataReader(block, findings).read())
                .orElse(MigrationMetadata.NONE);
    }

    private MigrationMetadata read() {
        try (JsonParser parser = JSON.createParser(block.json())) {
            object(parser);
        } catch (JsonEOFException e) {
            refuse(
                    block.position(),
                    "The JSON of @metadata is not finished.",
                    "Close it before the comment lines end.");
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            refuse(
                    location == null ? block.position() : position(location),
                    "The @metadata is not valid JSON: " + Excerpt.of(e.getOriginalMessage()) + ".",
                    "Correct it at this place.");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        return fields.toMetadata();
    }

    private void object(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            refuse(
                    block.position(),
                    "@metadata is followed by no JSON.",
                    "Write it as in: -- @metadata {\"author\": \"alice\"}");
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            refuse(
                    position(parser.currentTokenLocation()),
                    "@metadata is followed by " + new MetadataValue(parser, this).given() + ".",
                    "Write an object, as in: -- @metadata {\"author\": \"alice\"}");
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            field(parser);
        }
        JsonLocation end = parser.currentLocation();
        String rest = block.restOfLine(end.getLineNr(), end.getColumnNr());
        if (!rest.isBlank()) {
            int spaces = rest.length() - rest.stripLeading().length();
            refuse(
                    block.inFile(end.getLineNr(), end.getColumnNr() + spaces),
                    "Behind the JSON of @metadata stands \"" + Excerpt.of(rest.strip()) + "\".",
                    "Put it on a line of its own.");
        }
    }

    private void field(JsonParser parser) throws IOException {
        String name = parser.currentName();
        SourcePosition position = position(parser.currentTokenLocation());
        parser.nextToken();
        if (!seen.add(name)) {
            refuse(
                    position,
                    "The field " + Excerpt.of(name) + " is given twice.",
                    "Keep one of them.");
        }
        MetadataValue value = new MetadataValue(parser, this);
        if (!fields.set(name, value)) {
            unknown(name, position);
            value.skip();
        }
    }

    private void unknown(String name, SourcePosition position) {
        String remedy =
                Nearest.to(name, FIELDS)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("Known fields: " + String.join(", ", FIELDS) + ".");
        findings.add(
                position,
                "unknown-metadata-field",
                "@metadata has no field " + Excerpt.of(name) + ".",
                remedy);
    }

    /** Notes that the value of a field is not of the kind that is allowed. */
    void refuseValue(String field, JsonParser parser, String given, String allowed) {
        findings.add(
                position(parser.currentTokenLocation()),
                "metadata-value",
                field + " is " + given + ".",
                "Allowed: " + allowed + ".");
    }

    SourcePosition position(JsonLocation location) {
        return block.inFile(location.getLineNr(), location.getColumnNr());
    }

    private void refuse(SourcePosition position, String message, String remedy) {
        findings.add(position, "metadata-json", message, remedy);
    }
}
