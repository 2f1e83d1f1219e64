package dev.signalbox.backup.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.events.codec.Json;
import dev.signalbox.runtime.Workload;
import dev.signalbox.testing.BrokerResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = BackupProject.class, restrictToAnnotatedClass = true)
class BackupServiceIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    @Identifier("backup")
    Workload workload;

    @Test
    void requestTravelsThroughKafkaToASnapshot() {
        var accepted = post("{\"database\":\"kb\",\"reason\":\"before the weekend\"}");
        assertThat(accepted.statusCode()).isEqualTo(202);

        var request = ended(parse(accepted).get("event").asText());

        assertThat(request.get("state").asText()).isEqualTo("COMPLETED");
        assertThat(request.get("manifest").get("rows").get("entry").asInt()).isEqualTo(200);
        assertThat(request.has("findings")).isFalse();
        var listed = json("/backup/snapshots?database=kb").get(0);
        assertThat(listed.get("snapshot")).isEqualTo(request.get("snapshot"));
        assertThat(Path.of(listed.get("folder").asText()).resolve(listed.get("file").asText()))
                .isRegularFile()
                .hasSize(listed.get("bytes").asLong());
        assertThat(json("/backup/snapshots/" + listed.get("snapshot").asText())).isEqualTo(listed);
        assertThat(workload.unfinished()).isEmpty();
    }

    @Test
    void unknownDatabaseIsRefusedNamingTheNearest() {
        var accepted = post("{\"database\":\"kbb\"}");

        var request = ended(parse(accepted).get("event").asText());

        assertThat(request.get("state").asText()).isEqualTo("REFUSED");
        assertThat(request.get("findings").get(0).get("remedy").asText())
                .isEqualTo("Did you mean kb?");
    }

    @Test
    void snapshotIsVerifiedOnDemand() throws Exception {
        var accepted = post("{\"database\":\"kb\"}");
        var snapshot = ended(parse(accepted).get("event").asText()).get("snapshot").asText();
        var folder = Path.of(json("/backup/snapshots/" + snapshot).get("folder").asText());

        var whole = json("/backup/snapshots/" + snapshot + "/verify");
        Files.writeString(folder.resolve("data.db"), "cut short");
        var cut = json("/backup/snapshots/" + snapshot + "/verify");

        assertThat(whole.get("ok").asBoolean()).as(whole.toString()).isTrue();
        assertThat(whole.get("snapshot").asText()).isEqualTo(snapshot);
        assertThat(whole.get("checked")).hasSizeGreaterThan(3);
        assertThat(cut.get("ok").asBoolean()).isFalse();
        assertThat(cut.get("findings").get(0).get("code").asText()).isEqualTo("snapshot-broken");
        assertThat(get("/backup/snapshots/" + UUID.randomUUID() + "/verify").statusCode())
                .isEqualTo(404);
    }

    @Test
    void brokenSnapshotIsListedAsBroken() throws Exception {
        var accepted = post("{\"database\":\"kb\"}");
        var snapshot = ended(parse(accepted).get("event").asText()).get("snapshot").asText();
        var folder = Path.of(json("/backup/snapshots/" + snapshot).get("folder").asText());
        Files.writeString(folder.resolve("manifest.json"), "{");

        var shown = json("/backup/snapshots/" + snapshot);

        assertThat(shown.get("broken").asText()).contains("manifest cannot be read");
        assertThat(shown.get("database").asText()).isEqualTo("kb");
        assertThat(json("/backup/snapshots").toString()).contains(snapshot);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400",
                "''|400",
                "[]|400",
                "{}|400",
                "{\"database\":\"no such\"}|400",
                "{\"database\":\"kb\",\"colour\":\"red\"}|400",
                "{\"database\":\"kb\",\"reason\":7}|400"
            })
    void badRequestIsAnsweredWithFindings(String body, int status) {
        var answer = post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(parse(answer).get("findings")).isNotEmpty();
    }

    @Test
    void hugeRequestIsRefusedWithTheLimit() {
        var answer = post("{\"database\":\"kb\",\"reason\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(parse(answer).get("message").asText()).contains("65536");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(get("/backup/requests/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/backup/requests/" + "x".repeat(300)).statusCode()).isEqualTo(404);
        assertThat(get("/backup/snapshots/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/backup/snapshots/..%2f..").statusCode()).isEqualTo(404);
        assertThat(get("/backup/snapshots?database=..%2f..").statusCode()).isEqualTo(400);
    }

    private JsonNode ended(String event) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            var answer = get("/backup/requests/" + event);
            if (answer.statusCode() == 200
                    && !parse(answer).get("state").asText().matches("PENDING|RUNNING")) {
                return parse(answer);
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private JsonNode json(String path) {
        var answer = get(path);
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

    private static HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private static HttpResponse<String> post(String body) {
        return send(
                request("/backup/snapshots")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        var base = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + BackupProject.TOKEN);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
