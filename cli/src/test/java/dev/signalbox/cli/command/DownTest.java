package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.ContractServer;
import dev.signalbox.cli.Ran;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.Terminal;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownTest {

    private static final Terminal HERE = new Terminal(true, true, true, false, true);

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
    @CsvSource(
            delimiter = '|',
            value = {
                "down|{\"steps\":1}",
                "rollback kb|{\"steps\":1}",
                "down kb --steps 3|{\"steps\":3}",
                "down kb 003|{\"version\":\"003\"}",
                "down 003|{\"version\":\"003\"}",
                "down --target 0|{\"version\":\"0\"}",
                "down kb --tag release-41|{\"tag\":\"release-41\"}"
            })
    void whereToGoIsAVersionATagOrSoManySteps(String line, String goal) {
        server.plans(Recorded.harmlessRevert());

        var ran = run(line);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(server.planRequests())
                .hasSize(2)
                .allMatch(r -> r.contains("\"revertTo\":" + goal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "down kb 003 --steps 2",
                "down kb --target 3 --tag t",
                "down --steps 0",
                "down kb 3 --target 3"
            })
    void goingToTwoPlacesOrNoneIsWrongUsage(String line) {
        assertThat(run(line).exit()).isEqualTo(2);
        assertThat(server.planRequests()).isEmpty();
    }

    @Test
    void whatWouldBeLostIsSaidBeforeAnythingIsAskedFor() {
        server.plans(Recorded.revert(true));

        var nobody = run("down");

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err())
                .contains("002_b drops table b, 12 rows")
                .contains("002_b drops column score of a, 3 rows")
                .contains("002_b deletes 1 of 3 rows of a")
                .contains("002_b changes 2 of 3 rows of a")
                .contains("saved first; applying 002_b again brings it back")
                .contains("--yes");
        assertThat(server.planRequests()).hasSize(1).allMatch(r -> r.contains("\"dryRun\":true"));
    }

    @Test
    void agreeingCarriesItOutAndAnythingElseDoesNot() {
        server.plans(Recorded.revert(true));

        var no = asked("n\n", "down");
        var yes = asked("y\n", "down");

        assertThat(no.exit()).isEqualTo(2);
        assertThat(yes.exit()).isZero();
        assertThat(yes.out()).contains("kb is at version 2");
        assertThat(server.planRequests().stream().filter(r -> !r.contains("dryRun"))).hasSize(1);
    }

    @Test
    void whatIsNotSavedIsGoneForGood() {
        server.plans(Recorded.revert(false));

        var ran = run("down --no-save --yes");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("NOT saved");
        assertThat(server.planRequests()).allMatch(r -> r.contains("\"skipSave\":true"));
    }

    @Test
    void whatLosesNothingIsNotAskedAbout() {
        server.plans(Recorded.harmlessRevert());

        var ran = run("down --json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("drops and overwrites nothing");
    }

    @Test
    void whatCouldNotBeTriedIsAskedAbout() {
        server.plans(
                """
                {"kind":"revertScript","id":1,"sentence":"Undo 004_c","migration":"004_c",
                 "file":"c.jar","javaClass":"V004_c","tried":false,"saves":true,"rollbackSafe":false,
                 "effects":[]}""");

        var ran = run("down");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("could not be tried", "is not known, and nobody can be asked");
    }

    @Test
    void aMigrationWithoutDownIsOnlyTakenOffTheRecord() {
        server.plans(
                """
                {"kind":"revertScript","id":1,"sentence":"Undo 002_b","migration":"002_b",
                 "tried":false,"saves":false,"rollbackSafe":false,
                 "effects":[]}""");

        var ran = run("down --force");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("002_b has no DOWN section", "off the record");
        assertThat(server.planRequests()).allMatch(r -> r.contains("\"force\":true"));
    }

    @Test
    void aDryRunShowsThePlanAndDoesNothing() throws IOException {
        server.plans(Recorded.revert(true));

        var shown = run("down --dry-run");
        var json = run("down --dry-run --json");

        assertThat(shown.exit()).isZero();
        assertThat(shown.out())
                .contains(
                        "[1] Undo 002_b",
                        "effect      drops table b, 12 rows",
                        "saved       first",
                        "safe        yes: it ran on a copy");
        assertThat(Json.read(json.out()).text("state")).isEqualTo("PROPOSED");
        assertThat(server.planRequests()).hasSize(2).allMatch(r -> r.contains("\"dryRun\":true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|true|yes: it ran on a copy, and loses nothing that is not saved",
                "true|false|no: it loses what is not saved",
                "false|false|no: it could not be tried on a copy"
            })
    void aDryRunSaysWhetherTheWayBackIsSafe(boolean tried, boolean safe, String said) {
        server.plans(
                """
                {"kind":"revertScript","id":1,"sentence":"Undo 002_b","migration":"002_b",
                 "file":"002_b.sql","statements":1,"tried":%s,"saves":true,"rollbackSafe":%s,
                 "effects":[{"table":"places","dropped":true,"columns":[],"rowsBefore":3,
                  "rowsLost":3,"rowsChanged":0,"unsavable":%s}]}"""
                        .formatted(tried, safe, !safe));

        var shown = run("down --dry-run");

        assertThat(shown.out()).contains("safe        " + said);
        assertThat(shown.out().contains("drops table places, 3 rows, which cannot be saved"))
                .isEqualTo(!safe);
    }

    @Test
    void aRefusalIsTheEnd() throws IOException {
        server.on("POST /planner/requests", 202, Recorded.accepted()).stream(
                        Recorded.PLAN, Recorded.end("REFUSED"))
                .on(
                        "GET /planner/plans/" + Recorded.PLAN,
                        200,
                        Recorded.view(
                                "REFUSED",
                                ",\"findings\":[{\"severity\":\"ERROR\",\"code\":\"no-down\",\"message\":\"002_b"
                                        + " has no DOWN\",\"remedy\":\"Restore\"}]"));

        var ran = run("down --yes --json");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("002_b has no DOWN", "Restore");
        assertThat(Json.read(ran.out()).text("state")).isEqualTo("REFUSED");
        assertThat(server.planRequests()).hasSize(1);
    }

    @Test
    void whereNothingIsToBeUndoneNothingIsAskedFor() {
        server.plans();

        var ran = run("down kb 002");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("Nothing to do");
        assertThat(server.planRequests()).hasSize(1);
    }

    @Test
    void itsPaceAndEveryOtherOptionTravelWithTheRequest() {
        server.plans(Recorded.harmlessRevert());

        run("down --backup --pause-between 2s --continue-on-warning --env staging --reason bad");

        assertThat(server.planRequests().getLast())
                .contains(
                        "\"options\":{\"backup\":true,\"pauseBetweenSteps\":\"PT2S\",\"continueOnWarning\":true,\"environment\":\"staging\"}")
                .contains("\"reason\":\"bad\"");
    }

    @Test
    void detachedItStillShowsAndAsksFirst() {
        server.plans(Recorded.revert(true));

        assertThat(run("down --detach").exit()).isEqualTo(2);
        assertThat(run("down --detach --yes").out()).isEqualTo(Recorded.PLAN + "\n");
    }

    private Ran run(String line) {
        return Ran.against(server, folder, line.split(" "));
    }

    private Ran asked(String typed, String line) {
        return Ran.with(folder, Ran.environment(server), HERE, typed, line.split(" "));
    }
}
