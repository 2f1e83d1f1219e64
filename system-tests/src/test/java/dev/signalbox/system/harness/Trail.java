package dev.signalbox.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What must hold of a trail, whatever happened while it was written. */
public final class Trail {

    private Trail() {}

    /** Indexes without gaps, identities once, and sequences from 1 without gap or double. */
    public static void assertWhole(List<JsonNode> entries) {
        var identities = new HashSet<String>();
        var sequences = new TreeMap<String, List<Long>>();
        var index = 0L;
        for (var entry : entries) {
            assertThat(entry.path("index").asLong()).isEqualTo(++index);
            assertThat(identities.add(entry.path("source") + " " + entry.path("id")))
                    .as("once in the trail: " + entry)
                    .isTrue();
            assertThat(entry.path("kind").asText()).isEqualTo("event");
            if (entry.hasNonNull("sequence")) {
                var key = entry.path("source").asText() + " of " + entry.path("plan").asText();
                sequences
                        .computeIfAbsent(key, k -> new ArrayList<>())
                        .add(entry.path("sequence").asLong());
            }
        }
        sequences.forEach(
                (key, found) ->
                        assertThat(found)
                                .as("the sequence of " + key)
                                .containsExactlyElementsOf(
                                        LongStream.rangeClosed(1, found.size()).boxed().toList()));
    }

    public static long count(List<JsonNode> entries, String type) {
        return entries.stream()
                .filter(e -> e.path("type").asText().equals("dev.signalbox." + type + ".v1"))
                .count();
    }
}
