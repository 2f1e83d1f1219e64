package dev.signalbox.sql.migration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.sql.Excerpt;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One JSON value at which the parser stands; read as what is wanted, or refused and passed. */
final class MetadataValue {

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(3_650).toMillis());

    private final JsonParser parser;
    private final MetadataReader reader;

    MetadataValue(JsonParser parser, MetadataReader reader) {
        this.parser = parser;
        this.reader = reader;
    }

    @Nullable String text(String field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        refuse(field, "a text");
        return null;
    }

    boolean flag(String field) throws IOException {
        if (parser.currentToken().isBoolean()) {
            return parser.getBooleanValue();
        }
        refuse(field, "true, false");
        return false;
    }

    @Nullable Duration milliseconds(String field) throws IOException {
        if (parser.currentToken().isNumeric()) {
            BigDecimal given = parser.getDecimalValue();
            boolean inRange = given.signum() >= 0 && given.compareTo(LONGEST) <= 0;
            if (inRange && given.remainder(BigDecimal.ONE).signum() == 0) {
                return Duration.ofMillis(given.longValueExact());
            }
        }
        refuse(field, "whole milliseconds from 0 to " + LONGEST + " (ten years)");
        return null;
    }

    <E extends Enum<E>> @Nullable E oneOf(String field, Class<E> type) throws IOException {
        E[] constants = type.getEnumConstants();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String given = parser.getText();
            for (E constant : constants) {
                if (inFile(constant).equals(given)) {
                    return constant;
                }
            }
        }
        refuse(
                field,
                Arrays.stream(constants)
                        .map(constant -> '"' + inFile(constant) + '"')
                        .collect(Collectors.joining(", ")));
        return null;
    }

    /** A list of texts, each with its place. */
    List<Dependency> list(String field) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse(field, "a list of texts");
            return List.of();
        }
        List<Dependency> texts = new ArrayList<>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() == JsonToken.VALUE_STRING && !parser.getText().isBlank()) {
                texts.add(
                        new Dependency(
                                parser.getText(), reader.position(parser.currentTokenLocation())));
            } else {
                refuse(field + "[" + i + "]", "a text that is not empty");
            }
        }
        return texts;
    }

    /** Passes whatever stands here. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    /** What stands here, in words. */
    String given() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> "\"" + Excerpt.of(parser.getText()) + "\"";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            default -> Excerpt.of(parser.getText());
        };
    }

    private void refuse(String field, String allowed) throws IOException {
        reader.refuseValue(field, parser, given(), allowed);
        skip();
    }

    private static String inFile(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
