package dev.signalbox.runtime.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Refuses channels that could lose events or stop for good. Each rule stands against a default or
 * an option of the connector that does so.
 */
public final class ChannelGuard {

    private static final String INCOMING = "mp.messaging.incoming.";
    private static final String OUTGOING = "mp.messaging.outgoing.";
    private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
    private static final String BYTES =
            "org.apache.kafka.common.serialization.ByteArrayDeserializer";

    /** What an attribute must be, and what would happen otherwise. */
    private record Rule(String value, String otherwise) {}

    private static final Map<String, Rule> INCOMING_RULES = incomingRules();
    private static final Map<String, Rule> OUTGOING_RULES =
            Map.of(
                    "acks", new Rule("all", "a broker's crash loses acknowledged events"),
                    "enable.idempotence", new Rule("true", "a retry doubles and reorders events"));

    private final Function<String, Optional<String>> config;
    private final List<String> names;

    public ChannelGuard(Iterable<String> names, Function<String, Optional<String>> config) {
        // Some configurations let their names be listed only once.
        this.names = StreamSupport.stream(names.spliterator(), false).toList();
        this.config = config;
    }

    /** One sentence for every setting that must not be as it is. */
    public List<String> findings() {
        var findings = new ArrayList<String>();
        channels(INCOMING).forEach(c -> check(INCOMING, c, INCOMING_RULES, findings));
        channels(OUTGOING).forEach(c -> check(OUTGOING, c, OUTGOING_RULES, findings));
        return findings;
    }

    private TreeSet<String> channels(String prefix) {
        var channels = new TreeSet<String>();
        for (var name : names) {
            if (name.startsWith(prefix) && name.endsWith(".connector")) {
                channels.add(
                        name.substring(prefix.length(), name.length() - ".connector".length()));
            }
        }
        return channels;
    }

    private void check(
            String prefix, String channel, Map<String, Rule> rules, List<String> findings) {
        if (!config.apply(prefix + channel + ".connector").equals(Optional.of("smallrye-kafka"))) {
            return;
        }
        rules.forEach(
                (attribute, rule) -> {
                    var key = prefix + channel + "." + attribute;
                    var value = config.apply(key).or(() -> config.apply(CONNECTOR + attribute));
                    if (!value.equals(Optional.of(rule.value()))) {
                        findings.add(
                                "%s is %s, but must be '%s': otherwise %s."
                                        .formatted(
                                                key,
                                                value.map(v -> "'" + v + "'").orElse("not set"),
                                                rule.value(),
                                                rule.otherwise()));
                    }
                });
        if (prefix.equals(INCOMING) && config.apply(prefix + channel + ".group.id").isEmpty()) {
            findings.add(
                    prefix
                            + channel
                            + ".group.id is not set: the group would follow the application's name,"
                            + " and its position would be lost when services move together.");
        }
    }

    private static Map<String, Rule> incomingRules() {
        var rules = new LinkedHashMap<String, Rule>();
        rules.put(
                "auto.offset.reset",
                new Rule("earliest", "what was sent before the first start is never read"));
        rules.put(
                "enable.auto.commit", new Rule("false", "events count as handled before they are"));
        rules.put(
                "commit-strategy",
                new Rule(
                        "throttled",
                        "an offset can be committed before its predecessors are done"));
        rules.put(
                "failure-strategy",
                new Rule("fail", "a failing event is skipped while the store is away"));
        rules.put(
                "throttled.unprocessed-record-max-age.ms",
                new Rule("0", "an outage of the store stops the channel for good"));
        rules.put(
                "cloud-events",
                new Rule("false", "a malformed event stops the channel before we see it"));
        rules.put("value.deserializer", new Rule(BYTES, "an unreadable value stops the channel"));
        rules.put("key.deserializer", new Rule(BYTES, "an unreadable key stops the channel"));
        rules.put(
                "allow.auto.create.topics",
                new Rule("false", "a misspelt topic comes into being, with the wrong retention"));
        rules.put("batch", new Rule("true", "every single event waits for its own commit"));
        return rules;
    }
}
