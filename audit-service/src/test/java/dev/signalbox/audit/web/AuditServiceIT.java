package dev.signalbox.audit.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.audit.Records;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.Workload;
import dev.signalbox.testing.BrokerProvider;
import dev.signalbox.testing.BrokerResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = AuditProject.class, restrictToAnnotatedClass = true)
class AuditServiceIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    @Identifier("audit")
    Workload workload;

    @Inject ServiceStore store;

    private final Records records = new Records();

    @Test
    void trailIsSafeFromAPowerCut() {
        assertThat(store.pragma("journal_mode")).isEqualTo("wal");
        assertThat(store.pragma("synchronous")).as("FULL").isEqualTo("2");
    }

    @Test
    void badInputGoesToTheDeadLettersAndTheServiceStaysReady() throws Exception {
        var badHeader = new RecordHeaders();
        badHeader.add("ce_specversion", Records.utf8("1.0"));
        badHeader.add("ce_source", new byte[] {(byte) 0xc3, 0x28});
        var unknown =
                records.structured(
                        "{\"specversion\":\"1.0\",\"id\":\"u-1\",\"source\":\"/ops/alice\",\"type\":\"dev.example.v1\",\"data\":{}}");
        var before = deadLetters().size();

        send("signalbox.requests", new RecordHeaders(), Records.utf8("not JSON"));
        send("signalbox.requests", new RecordHeaders(), null);
        send("signalbox.execution", badHeader, Records.utf8("{}"));
        send("signalbox.plans", unknown.headers(), unknown.value());
        send("signalbox.backups", new RecordHeaders(), new byte[700 * 1024]);
        var good = records.request("after-the-bad-ones", "good");
        send(good.topic(), good.headers(), good.value());

        await("the good event behind them", () -> ids().contains("after-the-bad-ones"));
        await("all of them", () -> deadLetters().size() == before + 5);
        await("the trail to say that it has caught up", () -> workload.unfinished().isEmpty());
        assertThat(deadLetters().stream().skip(before).map(e -> e.get("reason").asText()))
                .anyMatch(reason -> reason.startsWith("No CloudEvents attributes"))
                .anyMatch(reason -> reason.equals("The value is null"))
                .anyMatch(reason -> reason.equals("Header 'ce_source' is not valid UTF-8"))
                .anyMatch(reason -> reason.startsWith("Unknown type 'dev.example.v1'"))
                .anyMatch(reason -> reason.contains("716800 bytes, the limit is 524288"));
        assertThat(get("/q/health/ready", null).statusCode()).isEqualTo(200);
        assertThat(deadLetterTopic())
                .contains("The value is null", "Header 'ce_source' is not valid UTF-8");
    }

    @Test
    void pagesLeadThroughTheWholeTrail() {
        for (var n = 0; n < 7; n++) {
            var record = records.request("page-" + n, "a");
            send(record.topic(), record.headers(), record.value());
        }
        await("all of them", () -> ids().contains("page-6"));

        var seen = new ArrayList<Long>();
        var page = json("/audit/trail?limit=3");
        while (page.has("next")) {
            page.get("entries").forEach(e -> seen.add(e.get("index").asLong()));
            page = json("/audit/trail?limit=3&after=" + page.get("next").asText());
        }
        page.get("entries").forEach(e -> seen.add(e.get("index").asLong()));

        assertThat(seen).isSorted().doesNotHaveDuplicates().startsWith(1L);
        assertThat(seen).hasSize(seen.getLast().intValue());
    }

    @Test
    void entryIsShownAsTheContractSays() {
        var record = records.request("shown", "a");
        send(record.topic(), record.headers(), record.value());
        await("the entry", () -> ids().contains("shown"));

        var entry =
                entries("/audit/trail?type=snapshot.&actor=alice&database=kb").stream()
                        .filter(e -> e.get("id").asText().equals("shown"))
                        .findFirst()
                        .orElseThrow();
        assertThat(entry.get("data").get("reason").asText()).isEqualTo("a");
        assertThat(entry.get("standing").asText()).isEqualTo("claimed");
        assertThat(entry.get("kind").asText()).isEqualTo("event");
        assertThat(entry.get("recordedAt").asText()).endsWith("Z");
        assertThat(entry.has("plan")).isFalse();
        assertThat(entry.has("reason")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database=no such|database|[A-Za-z0-9]",
                "plan=7|plan|UUID",
                "type=nonsense|type|snapshot.",
                "from=yesterday|from|RFC 3339",
                "to=%2B999999999-01-01T00:00:00Z|to|RFC 3339",
                "limit=0|limit|1 to 500",
                "limit=501|limit|1 to 500",
                "limit=many|limit|1 to 500",
                "after=%25|after|next",
                "after=dHJhaWw6LTE|after|next",
                "databse=kb|databse|database",
                "database=a&database=b|database|once"
            })
    void badParameterIsNamedWithWhatIsAllowed(String query, String name, String allowed) {
        var answer = get("/audit/trail?" + query.replace(" ", "%20"), AuditProject.TOKEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        var problem = parse(answer);
        assertThat(problem.get("code").asText()).isEqualTo("bad-request");
        assertThat(problem.get("findings").get(0).get("where").asText()).isEqualTo(name);
        assertThat(problem.get("findings").get(0).get("remedy").asText()).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00%2B02:00",
                "2026-01-01T00:00:00+02:00"
            })
    void timesMayHaveOffsets(String time) {
        assertThat(get("/audit/trail?from=" + time, AuditProject.TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyReadsTheTrailWithoutTheToken() {
        assertThat(get("/audit/trail", null).statusCode()).isEqualTo(401);
        assertThat(
                        get("/audit/dead-letters", "a-token-that-is-not-the-right-one-at-all")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void metricsTellOfTheTrail() {
        var record = records.request("counted", "a");
        send(record.topic(), record.headers(), record.value());
        await("the entry", () -> ids().contains("counted"));

        assertThat(get("/q/metrics", null).body())
                .contains("signalbox_trail_entries_total")
                .contains("signalbox_trail_last_index")
                .contains("signalbox_trail_size_bytes");
    }

    private static void send(String topic, Headers headers, byte @Nullable [] value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BrokerProvider.bootstrapServers(), "linger.ms", 0);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused =
                    producer.send(
                            new ProducerRecord<>(topic, null, Records.utf8("kb"), value, headers));
        }
    }

    private static List<String> deadLetterTopic() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", BrokerProvider.bootstrapServers());
        var reasons = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor("signalbox.dead-letters").stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(
                                r ->
                                        reasons.add(
                                                new String(
                                                        r.headers()
                                                                .lastHeader("signalbox-reason")
                                                                .value(),
                                                        UTF_8)));
            }
        }
        return reasons;
    }

    private List<String> ids() {
        return entries("/audit/trail?limit=500").stream()
                .map(entry -> entry.path("id").asText())
                .toList();
    }

    private List<JsonNode> deadLetters() {
        return entries("/audit/dead-letters?limit=500");
    }

    private List<JsonNode> entries(String path) {
        return StreamSupport.stream(json(path).get("entries").spliterator(), false).toList();
    }

    private JsonNode json(String path) {
        var answer = get(path, AuditProject.TOKEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return parse(answer);
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private HttpResponse<String> get(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(base().resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    private static URI base() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
    }

    private static void await(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
