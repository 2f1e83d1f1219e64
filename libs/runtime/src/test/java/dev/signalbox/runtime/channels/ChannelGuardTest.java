package dev.signalbox.runtime.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelGuardTest {

    private static final String IN = "mp.messaging.incoming.planner-in.";
    private static final String OUT = "mp.messaging.outgoing.planner-out.";
    private static final String ALL = "mp.messaging.connector.smallrye-kafka.";

    @Test
    void deliveredDefaultsAreInOrder() {
        assertThat(findings(delivered())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "auto.offset.reset, latest, never read",
        "enable.auto.commit, true, before they are",
        "commit-strategy, latest, before its predecessors",
        "failure-strategy, ignore, skipped",
        "throttled.unprocessed-record-max-age.ms, 60000, stops the channel for good",
        "cloud-events, true, before we see it",
        "value.deserializer, org.apache.kafka.common.serialization.StringDeserializer, value",
        "key.deserializer, org.apache.kafka.common.serialization.StringDeserializer, key",
        "allow.auto.create.topics, true, misspelt topic",
        "batch, false, own commit"
    })
    void incomingChannelThatCouldLoseEventsIsNamed(String attribute, String value, String why) {
        var config = delivered();
        config.put(IN + attribute, value);

        assertThat(findings(config))
                .singleElement()
                .asString()
                .startsWith(IN + attribute + " is '" + value + "', but must be '")
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto.offset.reset",
                "enable.auto.commit",
                "commit-strategy",
                "failure-strategy",
                "throttled.unprocessed-record-max-age.ms",
                "cloud-events",
                "value.deserializer",
                "key.deserializer",
                "allow.auto.create.topics",
                "batch"
            })
    void whatIsNotSetAtAllIsNamed(String attribute) {
        var config = delivered();
        config.remove(ALL + attribute);

        assertThat(findings(config))
                .singleElement()
                .asString()
                .contains(IN + attribute + " is not set");
    }

    @Test
    void channelWithoutAGroupOfItsOwnIsNamed() {
        var config = delivered();
        config.remove(IN + "group.id");

        assertThat(findings(config)).singleElement().asString().contains(IN + "group.id");
    }

    @Test
    void outgoingChannelMustWaitForAllReplicas() {
        var config = delivered();
        config.put(OUT + "connector", "smallrye-kafka");
        config.put(OUT + "acks", "1");
        config.put(OUT + "enable.idempotence", "false");

        assertThat(findings(config))
                .hasSize(2)
                .anySatisfy(f -> assertThat(f).contains(OUT + "acks is '1'"))
                .anySatisfy(f -> assertThat(f).contains(OUT + "enable.idempotence is 'false'"));
    }

    @Test
    void channelOfAnotherConnectorIsNoneOfOurs() {
        assertThat(findings(Map.of(IN + "connector", "smallrye-in-memory"))).isEmpty();
    }

    private static List<String> findings(Map<String, String> config) {
        return new ChannelGuard(config.keySet(), key -> Optional.ofNullable(config.get(key)))
                .findings();
    }

    /** What every service comes with, and one channel on top of it. */
    private static Map<String, String> delivered() {
        var properties = new Properties();
        try (var stream =
                ChannelGuard.class.getResourceAsStream(
                        "/META-INF/microprofile-config.properties")) {
            properties.load(java.util.Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(n -> config.put(n, properties.getProperty(n)));
        config.put(IN + "connector", "smallrye-kafka");
        config.put(IN + "group.id", "signalbox-planner");
        return config;
    }
}
