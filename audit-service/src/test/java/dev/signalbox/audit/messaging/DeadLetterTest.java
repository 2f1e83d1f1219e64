package dev.signalbox.audit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Records;
import dev.signalbox.events.codec.Json;
import dev.signalbox.events.codec.KafkaEvent;
import dev.signalbox.runtime.inbox.ReceivedRecord;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final byte[] NO_UTF8 = {(byte) 0xff, (byte) 0xfe};

    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void deadLetterIsTheRecordWithItsPlaceAndWhy() {
        headers.add("ce_type", Records.utf8("dev.example.other"));

        var written = written(Records.utf8("kb"), Records.utf8("content"));

        assertThat(written.topic()).isEqualTo("signalbox.dead-letters");
        assertThat(written.key()).isEqualTo("kb");
        assertThat(written.value()).isEqualTo(Records.utf8("content"));
        assertThat(written.headers())
                .containsEntry("signalbox-reason", "why")
                .containsEntry("signalbox-topic", "signalbox.requests")
                .containsEntry("signalbox-partition", "1")
                .containsEntry("signalbox-offset", "42")
                .containsEntry("ce_type", "dev.example.other");
    }

    @Test
    void headersThatAreNoTextTravelAsBase64() {
        headers.add("bad", NO_UTF8);
        headers.add("none", null);

        assertThat(written(NO_UTF8, null).headers())
                .containsEntry("bad-base64", "//4=")
                .containsEntry("none-null", "")
                .containsEntry("signalbox-key-base64", "//4=")
                .containsEntry("signalbox-value", "null");
    }

    @Test
    void headersOfOneNameAreAllKeptAndOursStand() {
        headers.add("a", Records.utf8("1"));
        headers.add("a", Records.utf8("2"));
        headers.add("signalbox-reason", Records.utf8("an earlier one"));

        assertThat(written(null, new byte[0]).headers())
                .containsEntry("a", "1")
                .containsEntry("a-2", "2")
                .containsEntry("signalbox-reason", "why")
                .containsEntry("signalbox-reason-2", "an earlier one");
    }

    @Test
    void hugeRecordIsCutToWhatTheProducerTakes() {
        var value = new byte[1024 * 1024];
        Arrays.fill(value, (byte) 'v');
        headers.add("huge", new byte[1024 * 1024]);
        headers.add("small", Records.utf8("kept"));

        var written = written(new byte[1024 * 1024], value);

        assertThat(written.value()).hasSize(DeadLetter.MOST_VALUE_BYTES);
        assertThat(written.headers())
                .containsEntry("signalbox-value", "cut")
                .containsEntry("signalbox-value-bytes", "1048576")
                .containsEntry("signalbox-value-sha256", Json.sha256(value))
                .containsEntry("signalbox-headers-omitted", "1")
                .containsEntry("small", "kept");
        var headerBytes =
                written.headers().entrySet().stream()
                        .mapToInt(e -> e.getKey().length() + e.getValue().length())
                        .sum();
        assertThat(written.value().length + headerBytes).isLessThan(850_000);
    }

    private KafkaEvent written(byte @Nullable [] key, byte @Nullable [] value) {
        return DeadLetter.of(
                new ReceivedRecord("signalbox.requests", 1, 42, Instant.EPOCH, key, headers, value),
                "why");
    }
}
