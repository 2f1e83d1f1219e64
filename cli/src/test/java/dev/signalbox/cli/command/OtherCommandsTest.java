package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.ContractServer;
import dev.signalbox.cli.Ran;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {

    private static final String STATUS =
            """
            {"id":"kb","engine":"sqlite","url":"jdbc:sqlite:/srv/kb.db","environment":"development",
             "migrations":"/srv/m","exists":true,"version":"1",
             "applied":[{"migration":"001_a","version":"1","name":"a",
               "appliedAt":"2026-05-01T12:00:00Z","durationMillis":12,"checksum":"%s"}],
             "pending":[{"migration":"002_b","version":"2","name":"b"}],"failures":[],
             "drift":[%s],"findings":[],"lastPlan":{"plan":"p","state":"COMPLETED"}}""";

    @TempDir Path folder;
    private ContractServer server;

    @BeforeEach
    void serve() throws IOException {
        server =
                new ContractServer()
                        .on("GET /planner/databases", 200, Recorded.databases("kb"))
                        .on("POST /backup/snapshots", 202, "{\"event\":\"e-1\"}");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void statusTellsVersionAndWhatIsPending() throws IOException {
        server.on("GET /planner/databases/kb", 200, STATUS.formatted("ok", ""));

        var ran = run("status");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("kb  sqlite, development", "1 (001_a)", "002_b");
        assertThat(Json.read(run("status", "--json").out()).items()).hasSize(1);
        assertThat(Json.read(run("status", "kb", "--json").out()).text("version")).isEqualTo("1");
    }

    @Test
    void driftAndChangedFilesAreFindings() {
        server.on("GET /planner/databases/kb", 200, STATUS.formatted("ok", "\"table x was added\""))
                .on("GET /planner/databases/kb", 200, STATUS.formatted("changed", ""));

        var drifted = run("status", "kb");
        var changed = run("status", "kb");

        assertThat(drifted.exit()).isEqualTo(3);
        assertThat(drifted.out()).contains("table x was added");
        assertThat(changed.exit()).isEqualTo(3);
        assertThat(changed.out()).contains("the file was changed since");
    }

    @Test
    void anUnknownDatabaseIsAnsweredInTheServicesWords() throws IOException {
        server.on(
                "GET /planner/databases/kbb",
                404,
                "{\"code\":\"unknown-database\",\"message\":\"No database kbb\",\"remedy\":\"Did you"
                        + " mean kb?\"}");

        var ran = run("status", "kbb", "--json");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("No database kbb", "Did you mean kb?");
        assertThat(Json.read(ran.out()).get("error").text("message")).isEqualTo("No database kbb");
    }

    @Test
    void aWrongTokenSaysHowToGiveTheRightOne() {
        var ran = Ran.in(folder, Map.of("SIGNALBOX_SERVER", server.url()), "status");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("SIGNALBOX_TOKEN");
    }

    @Test
    void theTokenComesFromAFile() throws IOException {
        Files.writeString(folder.resolve("token"), ContractServer.TOKEN + "\n");
        server.on("GET /planner/databases/kb", 200, STATUS.formatted("ok", ""));

        var ran =
                Ran.in(
                        folder,
                        Map.of(),
                        "status",
                        "--server",
                        server.url(),
                        "--token-file",
                        folder.resolve("token").toString());

        assertThat(ran.exit()).isZero();
    }

    @Test
    void watchFollowsTheLatestPlan() {
        server
                .on("GET /planner/plans?limit=1", 200, "[" + Recorded.view("COMPLETED", "") + "]")
                .on("GET /planner/plans/" + Recorded.PLAN, 200, Recorded.view("COMPLETED", ""))
                .stream(Recorded.PLAN, Recorded.completed());

        var ran = run("watch");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("kb is at version 2");
    }

    @Test
    void watchSaysWhenThereIsNothingToWatch() {
        server.on("GET /planner/plans?limit=1", 200, "[]");

        assertThat(run("watch").exit()).isEqualTo(2);
    }

    @Test
    void aPlanIsKnownByAPartOfItsId() {
        server
                .on("GET /planner/plans?limit=200", 200, "[" + Recorded.view("COMPLETED", "") + "]")
                .on("GET /planner/plans/" + Recorded.PLAN, 200, Recorded.view("COMPLETED", ""))
                .stream(Recorded.PLAN, Recorded.completed());

        assertThat(run("watch", "000000000001").exit()).isZero();
        assertThat(run("watch", "nothing-like-it").exit()).isEqualTo(2);
    }

    @Test
    void backupWaitsUntilTheSnapshotIsTaken() {
        server.on("GET /backup/requests/e-1", 404, "{\"message\":\"not yet\"}")
                .on("GET /backup/requests/e-1", 200, "{\"event\":\"e-1\",\"state\":\"PENDING\"}")
                .on(
                        "GET /backup/requests/e-1",
                        200,
                        "{\"event\":\"e-1\",\"state\":\"RUNNING\",\"done\":1,\"total\":2}")
                .on(
                        "GET /backup/requests/e-1",
                        200,
                        "{\"event\":\"e-1\",\"state\":\"COMPLETED\",\"manifest\":"
                                + Recorded.manifest()
                                + "}");

        var ran = run("backup", "--reason", "weekend");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains(Recorded.SNAPSHOT, "4.1 MB", "20,000");
        assertThat(server.asked("POST")).contains("{\"database\":\"kb\",\"reason\":\"weekend\"}");
    }

    @Test
    void aFailedSnapshotSaysWhy() {
        server.on(
                "GET /backup/requests/e-1",
                200,
                "{\"event\":\"e-1\",\"state\":\"FAILED\",\"findings\":[{\"severity\":\"ERROR\",\"code\":\"disk-full\",\"message\":\"The"
                        + " disk is full\"}]}");

        var ran = run("backup", "kb");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("The disk is full");
    }

    @Test
    void snapshotsAreListedAndShown() {
        server.on("GET /backup/snapshots", 200, "[" + Recorded.manifest() + "]")
                .on("GET /backup/snapshots?database=kb", 200, "[]")
                .on("GET /backup/snapshots/" + Recorded.SNAPSHOT, 200, Recorded.manifest());

        assertThat(run("backup", "list").out()).contains(Recorded.SNAPSHOT, "version 1");
        assertThat(run("backup", "list", "kb").err()).contains("no snapshot yet");
        assertThat(run("backup", "list", "other").exit()).isEqualTo(2);
        assertThat(run("backup", "show", Recorded.SNAPSHOT).out()).contains("sha-256");
    }

    @Test
    void theTrailIsReadPageByPage() throws IOException {
        server.on(
                        "GET /audit/trail?database=kb&type=step.&limit=500",
                        200,
                        "{\"entries\":[" + entry(1) + "," + entry(2) + "],\"next\":\"c1\"}")
                .on(
                        "GET /audit/trail?database=kb&type=step.&limit=500&after=c1",
                        200,
                        "{\"entries\":[" + entry(3) + "],\"next\":\"c2\"}")
                .on(
                        "GET /audit/trail?database=kb&type=step.&limit=500&after=c2",
                        200,
                        "{\"entries\":[],\"next\":\"c2\"}")
                .on(
                        "GET /audit/trail?database=kb&type=step.&limit=2",
                        200,
                        "{\"entries\":[" + entry(1) + "," + entry(2) + "],\"next\":\"c1\"}");
        String[] query = {"audit", "query", "--database", "kb", "--type", "step.", "--all"};

        var all = run(query);
        var json = run("audit", "query", "--database", "kb", "--type", "step.", "--all", "--json");
        var two = run("audit", "query", "--database", "kb", "--type", "step.", "--limit", "2");

        assertThat(all.out().lines()).hasSize(3).allMatch(l -> l.contains("alice (claimed)"));
        assertThat(Json.read(json.out()).items("entries")).hasSize(3);
        assertThat(two.out().lines()).hasSize(2);
        assertThat(two.err()).contains("--all");
    }

    @Test
    void aMomentThatIsNoneIsWrongUsage() {
        var ran = run("audit", "query", "--from", "yesterday-ish");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--from", "2026-05-01");
    }

    @Test
    void stopAsksTheNamedServer() {
        server.on("POST /standalone/stop", 202, "");

        assertThat(run("stop").exit()).isZero();
    }

    @Test
    void versionNamesTheServers() {
        server.on("GET /standalone", 200, "{\"version\":\"9.9\"}");

        assertThat(run("version").out()).contains("9.9 at " + server.url(), "java  ");
    }

    @Test
    void aTokenDoesNotFollowToWhereAServerPoints() throws IOException {
        try (var other = new ContractServer()) {
            server.on("GET /planner/databases/kb", 302, other.url() + "/steal");

            var ran = run("status", "kb");

            assertThat(ran.exit()).isNotZero();
            assertThat(other.asked()).isEmpty();
        }
    }

    private static String entry(int index) {
        return """
        {"index":%d,"recordedAt":"2026-05-01T12:00:00Z","kind":"event","topic":"signalbox.execution",
         "partition":0,"offset":%d,"type":"dev.signalbox.step.started.v1","time":"2026-05-01T12:00:00Z",
         "database":"kb","plan":"%s","actor":"alice","actorKind":"user","standing":"claimed"}"""
                .formatted(index, index, Recorded.PLAN);
    }

    private Ran run(String... arguments) {
        return Ran.against(server, folder, arguments);
    }
}
