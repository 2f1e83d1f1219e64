package dev.signalbox.sql.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.sql.Excerpt;
import dev.signalbox.sql.Nearest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A header of {@code -- @name: value} lines. */
final class Annotations {

    private static final Pattern LINE =
            Pattern.compile("-+\\s*@([\\w-]+)\\s*:?\\s*(.*?)\\s*", Pattern.DOTALL);
    private static final List<String> NAMES =
            List.of(
                    "name",
                    "description",
                    "author",
                    "timestamp",
                    "rollbackSafe",
                    "performanceImpact",
                    "dependencies");
    private static final JsonFactory JSON = new JsonFactory();

    private final Findings findings;
    private final Map<String, CommentLine> lines = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();

    private Annotations(Findings findings) {
        this.findings = findings;
    }

    static MigrationMetadata read(List<CommentLine> header, Findings findings) {
        Annotations annotations = new Annotations(findings);
        header.forEach(annotations::see);
        return annotations.metadata();
    }

    private void see(CommentLine line) {
        Matcher matcher = LINE.matcher(line.text());
        if (!matcher.matches()) {
            return;
        }
        String name = matcher.group(1);
        if (!NAMES.contains(name)) {
            findings.add(
                    line.position(),
                    "unknown-annotation",
                    "@" + Excerpt.of(name) + " is not known here, and would be overlooked.",
                    Nearest.to(name, NAMES)
                            .map(near -> "Did you mean @" + near + "?")
                            .orElse("Known: @" + String.join(", @", NAMES) + "."));
        } else if (lines.putIfAbsent(name, line) != null) {
            refuse(
                    line,
                    "duplicate-metadata",
                    "@" + name + " is given twice.",
                    "Keep one of them.");
        } else {
            values.put(name, matcher.group(2));
        }
    }

    private MigrationMetadata metadata() {
        return new MigrationMetadata(
                text("author"),
                text("description"),
                false,
                null,
                null,
                null,
                List.of(),
                dependencies(),
                false,
                List.of(),
                null,
                text("name"),
                timestamp(),
                flag(),
                impact());
    }

    private @Nullable String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private @Nullable Instant timestamp() {
        String value = text("timestamp");
        if (value == null) {
            return null;
        }
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            refuseValue("timestamp", value, "a time such as 2024-01-01T00:00:00Z");
            return null;
        }
    }

    private @Nullable Boolean flag() {
        String value = text("rollbackSafe");
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                refuseValue("rollbackSafe", value, "true or false");
                yield null;
            }
        };
    }

    private @Nullable Risk impact() {
        String value = text("performanceImpact");
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "low" -> Risk.LOW;
            case "medium" -> Risk.MEDIUM;
            case "high" -> Risk.HIGH;
            default -> {
                refuseValue("performanceImpact", value, "low, medium or high");
                yield null;
            }
        };
    }

    /** A JSON array of texts, or names with commas between them. */
    private List<Dependency> dependencies() {
        String value = text("dependencies");
        CommentLine line = lines.get("dependencies");
        if (value == null || line == null) {
            return List.of();
        }
        List<String> names =
                value.startsWith("[") ? array(value) : List.of(value.split("\\s*,\\s*"));
        return names.stream().map(name -> new Dependency(name, line.position())).toList();
    }

    private List<String> array(String value) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                names.add(parser.getText());
            }
            if (parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == null) {
                return names;
            }
        } catch (IOException e) {
            // Not JSON: said below, as what is JSON and no list of texts.
        }
        refuseValue("dependencies", value, "a list such as [\"001_create_users\"]");
        return List.of();
    }

    private void refuseValue(String name, String value, String allowed) {
        CommentLine line = lines.get(name);
        if (line != null) {
            refuse(
                    line,
                    "metadata-value",
                    "@" + name + " is \"" + Excerpt.of(value) + "\".",
                    "Allowed: " + allowed + ".");
        }
    }

    private void refuse(CommentLine line, String code, String message, String remedy) {
        findings.add(line.position(), code, message, remedy);
    }
}
