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

/** Restoring, mending the history, and looking whether all is well. */
class HistoryCommandsTest {

    private static final Terminal HERE = new Terminal(true, true, true, false, true);
    private static final String LOCKED =
            """
            {"id":"kb","lock":{"holder":"host-2 pid 7","since":"2026-05-01T12:00:00Z",
             "until":"2026-05-01T12:00:30Z","expired":false},
             "lastActions":[{"at":"2026-05-01T12:00:00Z","action":"apply","migrationId":"002_b",
              "executor":"host-2","epoch":7}]}""";

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

    @Test
    void theSnapshotThatWasShownIsTheOneThatIsRestored() {
        server.plans(Recorded.restore());

        var ran = run("restore", "kb", "latest", "--reason", "wrong import", "--yes");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("all of kb is overwritten", "entries 20,000");
        assertThat(server.planRequests().getFirst()).contains("\"snapshot\":\"latest\"");
        assertThat(server.planRequests().getLast())
                .contains("\"restoreTo\":{\"snapshot\":\"" + Recorded.SNAPSHOT + "\"}")
                .contains("\"reason\":\"wrong import\"");
    }

    @Test
    void aRestoreIsAlwaysAskedAbout() {
        server.plans(Recorded.restore());

        var nobody = run("restore", "latest", "--reason", "r");
        var asked = typed("wrong import\ny\n", "restore", "latest");

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("since then is overwritten, and nobody can be asked");
        assertThat(asked.exit()).isZero();
        assertThat(server.planRequests().getLast()).contains("\"reason\":\"wrong import\"");
    }

    @ParameterizedTest
    @CsvSource({"/srv/b/monday.db,/srv/b/monday.db", "monday.db,monday.db"})
    void aPathIsAFile(String given, String file) {
        server.plans(Recorded.restore());

        run("restore", "kb", given, "--dry-run");

        assertThat(server.planRequests().getFirst())
                .contains("\"restoreTo\":{\"file\":\"" + folder.resolve(file) + "\"}");
    }

    @Test
    void whichSnapshotIsAskedWhereOnlyTheDatabaseIsNamed() {
        var ran = run("restore", "kb", "--reason", "r");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("Which snapshot of kb?", "backup list kb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore kb latest", "repair kb", "mark-applied kb 4"})
    void withoutAReasonNothingIsAskedFor(String line) {
        var ran = run(line.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--reason");
        assertThat(server.planRequests()).isEmpty();
    }

    @Test
    void repairShowsTheDifferenceBeforeItOverwritesAChecksum() {
        server.plans(Recorded.repair());

        var nobody = run("repair", "--reason", "a label");
        var yes = run("repair", "kb", "001", "--reason", "a label", "--yes");

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("001_a.sql:2: 'a' is 'b' now", "1 checksum");
        assertThat(yes.exit()).isZero();
        assertThat(server.planRequests().getFirst()).contains("\"repair\":{}");
        assertThat(server.planRequests().getLast()).contains("\"repair\":{\"migration\":\"001\"}");
    }

    @Test
    void aMigrationIsMarkedWithItsAssertion() {
        server.plans("{\"kind\":\"markApplied\",\"id\":1,\"sentence\":\"Put 004_c on record\"}");

        var ran = run("mark-applied", "004", "--reason", "by hand", "--assert", "SELECT 1");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(server.planRequests().getLast())
                .contains("\"markApplied\":{\"version\":\"004\",\"assertion\":\"SELECT 1\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tag 004 v1 | \"tag\":{\"version\":\"004\",\"tag\":\"v1\"}",
                "tag kb latest v1 --force | \"force\":true",
                "release kb v1 Spring | \"release\":{\"version\":\"v1\",\"name\":\"Spring\"}"
            })
    void aVersionIsNamed(String line, String asked) {
        server.plans(
                "{\"kind\":\"nameVersion\",\"id\":1,\"version\":\"004\",\"sentence\":\"Tag 004\"}");

        var ran = run(line.split(" "));

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(server.planRequests().getLast()).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag 004", "release kb", "tag a b c d", "tag other 004 v1"})
    void aNameNeedsAVersion(String line) {
        assertThat(run(line.split(" ")).exit()).isEqualTo(2);
        assertThat(server.planRequests()).isEmpty();
    }

    @Test
    void markingNeedsAVersion() {
        assertThat(run("mark-applied", "kb", "--reason", "r").exit()).isEqualTo(2);
    }

    @Test
    void whatIsAdoptedIsShownAndDone() {
        server.plans(
                "{\"kind\":\"adopt\",\"id\":1,\"sentence\":\"Adopt 1_users, applied 2024 by ada\"}");

        var ran = run("adopt", "--from", "flyway", "--force");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("Adopt 1_users, applied 2024 by ada");
        assertThat(server.planRequests().getLast())
                .contains("\"adopt\":{\"from\":\"flyway\"}", "\"force\":true");
        assertThat(run("adopt", "kb", "--baseline", "12").exit()).isZero();
        assertThat(server.planRequests().getLast())
                .contains("\"adopt\":{\"baseline\":\"12\"}")
                .doesNotContain("force");
    }

    @Test
    void adoptionIsFromAHistoryOrOfABaseline() {
        var ran = run("adopt", "--from", "flyway", "--baseline", "12");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--from", "--baseline");
    }

    @Test
    void historyInFlywaysFormIsPrintedOrWrittenToANewFile() {
        server.on(
                "GET /planner/databases/kb/leaving?to=flyway",
                200,
                "{\"sql\":\"BEGIN;\\nCOMMIT;\\n\",\"renames\":[],\"findings\":[]}");

        var printed = run("leave", "--to", "flyway");
        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(printed.out()).isEqualTo("BEGIN;\nCOMMIT;\n");
        assertThat(printed.err()).contains("sqlite3");

        var written = run("leave", "kb", "--to", "flyway", "--output", "history.sql");
        assertThat(written.exit()).as(written.err()).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(folder.resolve("history.sql")).hasContent("BEGIN;\nCOMMIT;");
        var again = run("leave", "kb", "--to", "flyway", "--output", "history.sql");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");
    }

    @Test
    void namesThatFlywayDoesNotKnowAreListedWithNewOnes() {
        server.on(
                "GET /planner/databases/kb/leaving?to=flyway",
                200,
                "{\"renames\":[{\"from\":\"001_a.sql\",\"to\":\"V001__a.sql\",\"note\":\"DOWN\"}],"
                        + "\"findings\":[]}");

        var ran = run("leave", "--to", "flyway");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("001_a.sql → V001__a.sql", "DOWN");
        assertThat(run("leave", "--to", "liquibase").exit()).isEqualTo(2);
    }

    @Test
    void unlockShowsTheHolderAndWhatItDidLast() {
        server.on("GET /planner/databases/kb", 200, LOCKED)
                .on("POST /executor/requests/unlock", 202, "{\"event\":\"e-1\"}")
                .on(
                        "GET /executor/requests/e-1",
                        200,
                        "{\"event\":\"e-1\",\"state\":\"DONE\",\"findings\":[],\"lock\":{\"holder\":\"host-2"
                                + " pid 7\",\"epoch\":8}}");

        var nobody = run("unlock", "kb", "--reason", "gone");
        var no = typed("n\n", "unlock", "--reason", "gone");
        var ran = run("unlock", "kb", "--reason", "gone", "--yes");

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("host-2 pid 7", "apply", "002_b", "--yes");
        assertThat(no.exit()).isEqualTo(2);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("The lock of kb is free");
        assertThat(server.asked().stream().filter(a -> a.startsWith("POST"))).hasSize(1);
    }

    @Test
    void whereNobodyHoldsTheLockThereIsNothingToTake() throws IOException {
        server.on("GET /planner/databases/kb", 200, "{\"id\":\"kb\"}");

        var ran = run("unlock", "kb");
        var json = run("unlock", "kb", "--json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("Nobody holds");
        assertThat(Json.read(json.out()).flag("released")).isFalse();
        assertThat(Json.read(json.out()).has("released")).isTrue();
    }

    @Test
    void verifyEndsWithFindingsWhereThereAreAny() throws IOException {
        server.on("GET /planner/databases/kb/verify", 200, verification("kb", ""))
                .on(
                        "GET /planner/databases/kb/verify",
                        200,
                        verification(
                                "kb",
                                "{\"severity\":\"ERROR\",\"code\":\"applied-file-changed\",\"message\":\"001_a"
                                        + " was changed\"}"));

        var good = run("verify");
        var bad = run("verify", "kb");

        assertThat(good.exit()).isZero();
        assertThat(good.out()).contains("kb", "integrity is whole", "All is as it must be");
        assertThat(bad.exit()).isEqualTo(3);
        assertThat(bad.out()).contains("001_a was changed", "Not all");
        assertThat(Json.read(run("verify", "--json").out()).items()).hasSize(1);
        assertThat(Json.read(run("verify", "kb", "--json").out()).flag("ok")).isFalse();
    }

    @Test
    void aSnapshotIsVerified() {
        var path = "GET /backup/snapshots/" + Recorded.SNAPSHOT + "/verify";
        server.on(path, 200, verification("kb", ""))
                .on(
                        path,
                        200,
                        verification(
                                "kb",
                                "{\"severity\":\"ERROR\",\"code\":\"snapshot-damaged\",\"message\":\"The"
                                        + " checksum differs\"}"));

        assertThat(run("backup", "verify", Recorded.SNAPSHOT).exit()).isZero();
        var damaged = run("backup", "verify", Recorded.SNAPSHOT);

        assertThat(damaged.exit()).isEqualTo(3);
        assertThat(damaged.out()).contains("The checksum differs");
    }

    private static String verification(String database, String finding) {
        return "{\"database\":\"%s\",\"ok\":%s,\"checked\":[\"its integrity is whole\"],\"findings\":[%s]}"
                .formatted(database, finding.isEmpty(), finding);
    }

    private Ran run(String... arguments) {
        return Ran.against(server, folder, arguments);
    }

    private Ran typed(String typed, String... arguments) {
        return Ran.with(folder, Ran.environment(server), HERE, typed, arguments);
    }
}
