package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.ContractServer;
import dev.signalbox.cli.Ran;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.Terminal;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.project.ProjectArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpTest {

    private static final String VIEW = "GET /planner/plans/" + Recorded.PLAN;

    @TempDir Path folder;
    private ContractServer server;

    @BeforeEach
    void serve() throws IOException {
        server =
                new ContractServer()
                        .on("GET /planner/databases", 200, Recorded.databases("kb"))
                        .on("POST /planner/requests", 202, Recorded.accepted());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theOnlyDatabaseGoesToTheLatestVersion() {
        ends("COMPLETED", Recorded.completed());

        var ran = up();

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo("kb is at version 2. It took 1.7 s, 12,000 rows.\n");
        assertThat(ran.err())
                .contains("[1/2] Take a snapshot of kb  120 ms")
                .contains("4.1 MB")
                .contains("[2/2] Apply 002_b  1.5 s, 12,000 rows")
                .contains("risk medium: drops table a");
        assertThat(server.asked("POST"))
                .endsWith("{\"database\":\"kb\",\"goal\":{\"migrateTo\":\"latest\"}}");
    }

    @Test
    void jsonIsExactlyOneDocument() throws IOException {
        ends("COMPLETED", Recorded.completed());

        var ran = up("--json");

        assertThat(Json.read(ran.out()).text("state")).isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({"003,003", "kb 003,003", "kb --target=003,003", "--target 003,003", "kb,latest"})
    void aSingleOperandThatNamesNoDatabaseIsAVersion(String arguments, String version) {
        ends("COMPLETED", Recorded.completed());

        up(arguments.split(" "));

        assertThat(server.asked("POST")).contains("\"migrateTo\":\"" + version + "\"");
    }

    @Test
    void everyOptionTravelsWithTheRequest() {
        ends("COMPLETED", Recorded.completed());
        var environment = Ran.environment(server);
        environment.put("REQUIRE_APPROVAL", "true");

        Ran.in(
                folder,
                environment,
                "up",
                "kb",
                "--force",
                "--env",
                "development",
                "--timeout",
                "90s",
                "--reason",
                "release 42");

        assertThat(server.asked("POST"))
                .contains(
                        "\"options\":{\"force\":true,\"timeout\":\"PT1M30S\",\"environment\":\"development\",\"requireApproval\":true}")
                .contains("\"reason\":\"release 42\"");
    }

    @Test
    void aFailedRunSaysWhetherItWasRolledBackAndWhere() {
        ends("FAILED", Recorded.failed(true, false));

        var ran = up();

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("no such table: a [SQLITE_ERROR]")
                .contains("002_b.sql:7:3, statement 2")
                .contains("rolled back")
                .contains("kb is at version 1.");
    }

    @Test
    void aRunThatNeedsAnOperatorSaysSo() {
        ends("NEEDS_OPERATOR", Recorded.failed(false, true));

        assertThat(up().exit()).isEqualTo(5);
    }

    @Test
    void waitingForApprovalIsStatusFourAndSaysThatApprovingDoesNotExistYet() {
        ends("AWAITING_APPROVAL", Recorded.end("AWAITING_APPROVAL"));

        var ran = up();

        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.err()).contains("does not exist yet");
    }

    @ParameterizedTest
    @CsvSource({"drift,3", "unknown-version,2", "invalid-field,2", "checksum-changed,3"})
    void aRefusalIsUsageOrAFinding(String code, int exit) {
        server.stream(Recorded.PLAN, Recorded.end("REFUSED"))
                .on(
                        VIEW,
                        200,
                        Recorded.view(
                                "REFUSED",
                                ",\"findings\":[{\"severity\":\"ERROR\",\"code\":\""
                                        + code
                                        + "\",\"message\":\"It is so\",\"remedy\":\"Do that\"}]"));

        var ran = up();

        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.err()).contains("It is so", "Do that", "nothing was changed");
    }

    @Test
    void severalDatabasesAndNoneNamedIsWrongUsage() {
        several();

        var ran = up();

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("kb, logs");
        assertThat(up("007").exit()).isEqualTo(2);
        assertThat(up("kbb", "007").err()).contains("no database 'kbb'");
    }

    @Test
    void allRunsOneAfterTheOtherAndTheWorstDecides() throws IOException {
        several();
        server
                .on(VIEW, 200, Recorded.view("FAILED", ""))
                .on(VIEW, 200, Recorded.view("COMPLETED", ""))
                .stream(Recorded.PLAN, Recorded.failed(true, false))
                .stream(Recorded.PLAN, Recorded.completed());

        var ran = up("--all", "--json");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(Json.read(ran.out()).items()).hasSize(2);
        assertThat(server.asked().stream().filter(a -> a.startsWith("POST"))).hasSize(2);
    }

    @Test
    void aDryRunShowsThePlan() {
        server.stream(Recorded.PLAN, Recorded.end("PROPOSED"))
                .on(VIEW, 200, Recorded.view("PROPOSED", Recorded.document()));

        var ran = up("--dry-run");

        assertThat(ran.exit()).isZero();
        assertThat(server.asked("POST")).contains("\"dryRun\":true");
        assertThat(ran.out()).contains("[2] Apply 002_b", "nothing was changed");
    }

    @Test
    void aLostConnectionIsTakenUpWithoutTellingTwice() {
        server.stream(Recorded.PLAN, Recorded.beginning());
        ends("COMPLETED", Recorded.completed());

        var ran = up();

        assertThat(ran.exit()).isZero();
        assertThat(ran.err().split("Plan " + Recorded.PLAN, -1)).hasSize(2);
    }

    @Test
    void detachedItSaysHowToFollow() {
        var ran = up("--detach");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEqualTo(Recorded.PLAN + "\n");
        assertThat(ran.err()).contains("signalbox watch " + Recorded.PLAN);
    }

    @Test
    void withoutAWayBackItAsksAndWithoutATerminalItRefuses() {
        ends("COMPLETED", Recorded.completed());
        var here = new Terminal(true, true, true, false, true);

        var nobody = up("--force", "--skip-backup");
        var no = asked(here, "n\n");
        var yes = asked(here, "y\n");

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("--yes");
        assertThat(no.exit()).isEqualTo(2);
        assertThat(yes.exit()).isZero();
        assertThat(up("--force", "--skip-backup", "--yes").exit()).isZero();
    }

    @Test
    void onATerminalOneLineIsWrittenAnew() {
        ends("COMPLETED", Recorded.completed());

        var ran =
                Ran.with(
                        folder,
                        environmentOf(90),
                        new Terminal(true, true, true, false, false),
                        "",
                        "up");

        assertThat(ran.err())
                .contains(
                        "\r\u001b[K[2/2] Apply 002_b  3,000 of 12,000 rows, 1,500/s, about 6 s left")
                .contains("\u001b[32m");
        assertThat(ran.out()).startsWith("\u001b[32mkb is at");
    }

    @Test
    void aFolderIsUploadedByItsDigest() throws IOException {
        Files.writeString(folder.resolve("002_b.sql"), "-- UP\nSELECT 1;\n");
        var sha = ProjectArchive.of(folder).sha256();
        server.on("PUT /planner/projects/" + sha, 201, "");
        ends("COMPLETED", Recorded.completed());

        var ran = up("--project", ".");

        assertThat(ran.exit()).isZero();
        assertThat(server.asked("POST")).contains("\"project\":\"" + sha + "\"");
    }

    @Test
    void theServicesWordsAreShownWhenItRefusesTheRequest() {
        server.close();
        assertThat(up().exit()).isEqualTo(6);
        assertThat(up().err()).contains("cannot be reached");
    }

    private Map<String, String> environmentOf(int columns) {
        var environment = Ran.environment(server);
        environment.put("COLUMNS", Integer.toString(columns));
        return environment;
    }

    private Ran asked(Terminal terminal, String typed) {
        return Ran.with(
                folder, environmentOf(80), terminal, typed, "up", "--force", "--skip-backup");
    }

    private void several() {
        server.close();
        try {
            server =
                    new ContractServer()
                            .on("GET /planner/databases", 200, Recorded.databases("kb", "logs"))
                            .on("POST /planner/requests", 202, Recorded.accepted());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ends(String state, String events) {
        server.stream(Recorded.PLAN, events).on(VIEW, 200, Recorded.view(state, ""));
    }

    private Ran up(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "up";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Ran.against(server, folder, all);
    }
}
