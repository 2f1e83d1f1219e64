package dev.signalbox.testing;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka tests run against, and why.
 *
 * @param docker a container where true, the embedded broker where false
 * @param forced whether the other kind must not stand in for it
 * @param why the reason, for the line that is printed
 */
record KafkaChoice(boolean docker, boolean forced, String why) {
    static final String VARIABLE = "SIGNALBOX_TEST_KAFKA";

    static KafkaChoice of(@Nullable String wish, BooleanSupplier dockerAnswers) {
        return switch (wish) {
            case "embedded" -> new KafkaChoice(false, true, VARIABLE + "=embedded");
            case "docker" -> new KafkaChoice(true, true, VARIABLE + "=docker");
            case null -> probed(dockerAnswers.getAsBoolean());
            case "" -> probed(dockerAnswers.getAsBoolean());
            default ->
                    throw new IllegalArgumentException(
                            VARIABLE + " is '" + wish + "'; it can be 'embedded' or 'docker'.");
        };
    }

    private static KafkaChoice probed(boolean dockerAnswers) {
        return dockerAnswers
                ? new KafkaChoice(true, false, "a Docker engine answers")
                : new KafkaChoice(false, false, "no Docker engine answers");
    }
}
