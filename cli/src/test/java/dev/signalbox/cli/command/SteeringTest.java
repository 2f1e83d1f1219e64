package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.ContractServer;
import dev.signalbox.cli.Ran;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteeringTest {

    private static final String VIEW = "GET /planner/plans/" + Recorded.PLAN;
    private static final String REQUEST = "GET /executor/requests/e-1";

    @TempDir Path folder;
    private ContractServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new ContractServer().on("GET /planner/databases", 200, Recorded.databases("kb"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "pause,RUNNING,PAUSED",
        "resume,PAUSED,RUNNING",
        "cancel,FAILED,CANCELLED",
        "retry,FAILED,RUNNING"
    })
    void itWaitsUntilItTookEffect(String command, String before, String after) throws IOException {
        databaseRuns(before);
        accepts(command);
        server.on(REQUEST, 404, "{\"message\":\"not yet\"}")
                .on(REQUEST, 200, request("PENDING"))
                .on(REQUEST, 200, request("DONE"))
                .on(VIEW, 200, Recorded.view(before, ""))
                .on(VIEW, 200, Recorded.view(before, ""))
                .on(VIEW, 200, Recorded.view(before, ""))
                .on(VIEW, 200, Recorded.view(after, ""));

        var ran = run(command, "--reason", "because", "--json");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(Json.read(ran.out()).text("state")).isEqualTo(after);
        assertThat(server.asked("POST"))
                .endsWith(
                        "{\"database\":\"kb\",\"plan\":\""
                                + Recorded.PLAN
                                + "\",\"reason\":\"because\"}");
    }

    @Test
    void aStateThatDoesNotAllowItSaysWhatItAllows() throws IOException {
        databaseRuns("FAILED");
        server.on(
                        "POST /executor/requests/pause",
                        409,
                        "{\"code\":\"not-in-this-state\",\"message\":\"It has failed\",\"remedy\":\"Retry"
                                + " it.\"}")
                .on(VIEW, 200, Recorded.view("FAILED", ",\"waysOut\":[\"retry\",\"cancel\"]"));

        var ran = run("pause", "--json");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err())
                .contains("It has failed", "signalbox retry " + Recorded.PLAN)
                .contains("signalbox cancel " + Recorded.PLAN);
        assertThat(Json.read(ran.out()).get("error").number("exit")).isEqualTo(3);
    }

    @Test
    void aRequestThatLosesTheRaceIsRefusedWithItsFindings() {
        databaseRuns("RUNNING");
        accepts("cancel");
        server.on(
                        REQUEST,
                        200,
                        "{\"event\":\"e-1\",\"state\":\"REFUSED\",\"findings\":[{\"severity\":\"ERROR\",\"code\":\"run-is-over\",\"message\":\"It"
                                + " is complete\"}]}")
                .on(VIEW, 200, Recorded.view("COMPLETED", ",\"waysOut\":[]"));

        var ran = run("cancel");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("Refused", "It is complete");
    }

    @Test
    void aPlanIsNamedByItselfOrByItsDatabase() {
        server.on("GET /planner/plans?limit=200", 200, "[" + Recorded.view("RUNNING", "") + "]")
                .on(VIEW, 200, Recorded.view("RUNNING", ""));
        accepts("pause");

        var byPart = run("pause", "000000000001", "--detach");
        databaseRuns("RUNNING");
        var byDatabase = run("pause", "--database", "kb", "--detach");

        assertThat(byPart.exit()).isZero();
        assertThat(byDatabase.exit()).isZero();
        assertThat(server.asked().stream().filter(a -> a.startsWith("POST")))
                .hasSize(2)
                .allMatch(a -> a.contains(Recorded.PLAN) && a.contains("\"database\":\"kb\""));
    }

    @Test
    void withoutARunItTakesTheLastPlanAndWithoutAnyItSaysSo() {
        server.on(
                        "GET /planner/databases/kb",
                        200,
                        "{\"id\":\"kb\",\"lastPlan\":{\"plan\":\"%s\",\"state\":\"FAILED\"}}"
                                .formatted(Recorded.PLAN))
                .on("GET /planner/databases/kb", 200, "{\"id\":\"kb\"}");
        accepts("retry");

        assertThat(run("retry", "--detach").exit()).isZero();
        var none = run("retry", "--detach");

        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("no plan yet for kb");
    }

    private void databaseRuns(String state) {
        server.on(
                "GET /planner/databases/kb",
                200,
                "{\"id\":\"kb\",\"run\":{\"plan\":\"%s\",\"state\":\"%s\",\"waysOut\":[]}}"
                        .formatted(Recorded.PLAN, state));
    }

    private void accepts(String command) {
        server.on("POST /executor/requests/" + command, 202, "{\"event\":\"e-1\"}");
    }

    private static String request(String state) {
        return "{\"event\":\"e-1\",\"state\":\"" + state + "\",\"findings\":[]}";
    }

    private Ran run(String... arguments) {
        return Ran.against(server, folder, arguments);
    }
}
