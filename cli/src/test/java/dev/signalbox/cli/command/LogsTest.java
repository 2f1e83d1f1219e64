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

class LogsTest {

    private static final String TRAIL = "GET /audit/trail?plan=" + Recorded.PLAN + "&limit=500";

    @TempDir Path folder;
    private ContractServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new ContractServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void eachEntryIsALineWithItsMessageAndWhatBelongsToIt() {
        story();

        var ran = run("logs", Recorded.PLAN);

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines())
                .anyMatch(l -> l.contains("plan.request") && l.contains("revertTo steps 1 (bad)"))
                .anyMatch(
                        l -> l.contains("run.pause") && l.contains("alice") && l.contains("lunch"))
                .anyMatch(l -> l.contains("step 2: disk full at 002_b.sql:7"))
                .anyMatch(
                        l -> l.contains("after-each hooks/after-each.sh took 12 ms, exit status 3"))
                .contains("    what the hook wrote");
    }

    @Test
    void errorsAreFailuresRefusalsFailedChecksAndHooksAndRollbacks() throws IOException {
        story();

        var ran = run("logs", Recorded.PLAN, "--errors");
        var json = Json.read(run("logs", Recorded.PLAN, "--errors", "--json").out());

        assertThat(ran.out().lines().filter(l -> !l.startsWith(" ")))
                .hasSize(4)
                .noneMatch(l -> l.contains("run.pause") || l.contains("plan.request"));
        assertThat(json.text("plan")).isEqualTo(Recorded.PLAN);
        assertThat(json.items("entries")).hasSize(4);
        assertThat(json.items("entries").getFirst().text("message")).contains("disk full");
    }

    @Test
    void aPlanWithoutTroubleHasNoErrors() {
        server.on(TRAIL, 200, "{\"entries\":[" + entry(1, "run.started", "{}") + "]}");

        assertThat(run("logs", Recorded.PLAN, "--errors").err()).contains("Nothing went wrong");
    }

    @Test
    void followingItTellsEachEntryOnceUntilThePlanIsAtRest() {
        server.on(TRAIL, 200, "{\"entries\":[" + entry(1, "run.started", "{}") + "]}")
                .on(
                        TRAIL,
                        200,
                        "{\"entries\":["
                                + entry(1, "run.started", "{}")
                                + ","
                                + entry(2, "run.completed", "{}")
                                + "]}")
                .on("GET /planner/plans/" + Recorded.PLAN, 200, Recorded.view("RUNNING", ""))
                .on("GET /planner/plans/" + Recorded.PLAN, 200, Recorded.view("COMPLETED", ""));

        var ran = run("logs", Recorded.PLAN, "--follow");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines()).hasSize(2);
    }

    private void story() {
        server.on(
                TRAIL,
                200,
                "{\"entries\":["
                        + String.join(
                                ",",
                                entry(
                                        1,
                                        "plan.request",
                                        "{\"goal\":{\"revertTo\":{\"steps\":1}},\"reason\":\"bad\"}"),
                                entry(2, "run.pause", "{\"reason\":\"lunch\"}"),
                                entry(
                                        3,
                                        "step.failed",
                                        "{\"step\":2,\"error\":\"disk full\",\"file\":\"002_b.sql\",\"line\":7}"),
                                entry(
                                        4,
                                        "checks.completed",
                                        "{\"report\":[{\"file\":\"checks/a.sql\",\"statement\":1,\"violations\":0}]}"),
                                entry(
                                        5,
                                        "checks.completed",
                                        "{\"report\":[{\"file\":\"checks/a.sql\",\"statement\":1,\"violations\":2}]}"),
                                entry(
                                        6,
                                        "hook.completed",
                                        "{\"event\":\"after-each\",\"file\":\"hooks/after-each.sh\",\"duration\":\"PT0.012S\",\"exit\":3,\"output\":\"what"
                                                + " the hook wrote\",\"error\":\"it failed\"}"),
                                entry(
                                        7,
                                        "rollback.completed",
                                        "{\"how\":\"DOWN_SCRIPTS\",\"migrations\":[\"001_a\"]}"))
                        + "]}");
    }

    private static String entry(int index, String kind, String data) {
        return """
        {"index":%d,"recordedAt":"2026-05-01T12:00:00Z","kind":"event","standing":"authenticated",
         "type":"dev.signalbox.%s.v1","time":"2026-05-01T12:00:00Z","actor":"local:alice","data":%s}"""
                .formatted(index, kind, data);
    }

    private Ran run(String... arguments) {
        return Ran.against(server, folder, arguments);
    }
}
