package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.ContractServer;
import dev.signalbox.cli.Ran;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are checked without a server, in every form, and mended where that is asked for. */
class ValidateTest {

    private static final String USERS = "-- UP\nCREATE TABLE users (id INTEGER PRIMARY KEY);\n";
    private static final String NOTES =
            "-- UP\nCREATE TABLE notes (id INTEGER PRIMARY KEY,\n  user_id INTEGER REFERENCES users (id));\n"
                    + "-- DOWN\nDROP TABLE notes;\n";
    private static final String BROKEN = "-- UP\nCREATE TABLE broken (id INTEGER PRIMARY KEY,,);\n";

    @TempDir Path folder;

    @BeforeEach
    void project() throws IOException {
        write(
                "signalbox.yml",
                "databases:\n  kb:\n    url: jdbc:sqlite:kb.db\n    migrations: migrations\n"
                        + "  other:\n    url: jdbc:sqlite:other.db\n    migrations: others\n");
        write("migrations/001_users.sql", USERS);
        write("migrations/002_notes.sql", NOTES);
        write("others/001_users.sql", USERS);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private Ran run(String... arguments) {
        return Ran.in(folder, Map.of(), arguments);
    }

    @Test
    void allDatabasesFilesAreCheckedWithoutAServer() {
        var ran = run("validate");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("warning  migrations/002_notes.sql:3:3: The foreign key notes (user_id)")
                .contains("         3 |   user_id INTEGER REFERENCES users (id));")
                .contains("           |   ^^^^^^^\n")
                .contains("3 migrations, 4 statements: 0 errors, 1 warning, ");
        assertThat(folder.resolve(".signalbox")).doesNotExist();
    }

    @Test
    void anErrorEndsWithFindingsAndItsPlace() throws IOException {
        write("migrations/003_broken.sql", BROKEN);

        var ran = run("validate");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out())
                .contains(
                        "error    migrations/003_broken.sql:2:45: SQLite refuses this: near \",\"");
    }

    @Test
    void aTransformationRuleIsReadAndItsMistakesHaveTheirPlace() throws IOException {
        write(
                "migrations/transformations/names.yml",
                "id: names\ndescription: d\nafter: 009\nsql: DELETE FROM users\n");

        var ran = run("validate", "migrations");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out())
                .contains(
                        "error    migrations/transformations/names.yml:3:8: There is no migration"
                                + " 009.");
    }

    @Test
    void aFileThatCannotBeReadIsAnErrorInEveryForm() throws IOException {
        write("migrations/003_a.sql", "SELECT 1;");

        assertThat(run("validate", "migrations").exit()).isEqualTo(3);
        assertThat(run("validate", "migrations").out()).contains("[missing-up]");
        assertThat(run("validate", "migrations", "--format", "github").out())
                .startsWith("::error file=migrations/003_a.sql,line=1,col=1,title=missing-up::");
        assertThat(run("validate", "migrations", "--format", "sarif").out())
                .contains("\"missing-up\"");
        assertThat(json(run("validate", "migrations", "--format", "gitlab")).items()).hasSize(1);
        assertThat(json(run("validate", "migrations", "--json")).number("errors")).isEqualTo(1);
    }

    @Test
    void whatIsNeitherDatabaseNorFolderIsWrongUsage() {
        var ran = run("validate", "kbb");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("'kbb' is neither a database nor a folder", "Did you mean kb?");
        assertThat(run("validate", "--format", "jsn").err()).contains("Did you mean json?");
        assertThat(run("validate", "--json", "--format", "sarif").exit()).isEqualTo(2);
    }

    @Test
    void settingsThatCannotBeReadAreWrongUsage() throws IOException {
        write("signalbox.yml", "databases:\n  kb:\n    ulr: x\n");

        var ran = run("validate");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("'ulr' is no key", "signalbox validate <folder>");
    }

    @Test
    void theProjectSaysHowMuchARuleMatters() throws IOException {
        var settings = read("signalbox.yml");
        write(
                "signalbox.yml",
                settings + "lint:\n  unindexed-foreign-key: error\n  not-idempotent: off\n");

        var ran = run("validate");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out()).contains("1 error, 0 warnings, 0 for information");

        write("signalbox.yml", settings + "lint:\n  drop-tabel: off\n");
        assertThat(run("validate").exit()).isEqualTo(2);
        assertThat(run("validate").err()).contains("Did you mean 'drop-table'?");

        write("signalbox.yml", settings + "lint:\n  drop-table: fatal\n");
        assertThat(run("validate").err()).contains("It takes error, warning, info or off");
    }

    @Test
    void fixesAreWrittenAndSaid() throws IOException {
        var ran = run("validate", "--fix");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains("fixed    002_notes.sql:3: Create the index idx_notes_user_id")
                .contains("0 errors, 0 warnings");
        assertThat(read("migrations/002_notes.sql"))
                .isEqualTo(
                        NOTES.replace(
                                "-- DOWN",
                                "CREATE INDEX idx_notes_user_id ON notes (user_id);\n-- DOWN"));
        assertThat(read("migrations/001_users.sql")).isEqualTo(USERS);
        try (var files = Files.list(folder.resolve("migrations"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void filesOfAppliedMigrationsStayAsTheyAre() throws IOException {
        try (var server = new ContractServer()) {
            server.on("GET /planner/databases", 200, Recorded.databases("kb"))
                    .on(
                            "GET /planner/databases/kb",
                            200,
                            "{\"id\":\"kb\",\"applied\":[{\"migration\":\"002_notes\"}]}")
                    .on(
                            "GET /planner/databases/kb/verify",
                            200,
                            "{\"database\":\"kb\",\"ok\":true,\"checked\":[\"its integrity is whole\"],\"findings\":[]}");

            var ran = Ran.against(server, folder, "validate", "kb", "--fix");

            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.out())
                    .contains("not fixed 002_notes.sql:3", "was applied", "its integrity is whole");
            assertThat(read("migrations/002_notes.sql")).isEqualTo(NOTES);
        }
    }

    @Test
    void aDatabaseThatIsNotAsItMustBeIsAFinding() throws IOException {
        try (var server = new ContractServer()) {
            server.on(
                    "GET /planner/databases/kb/verify",
                    200,
                    "{\"database\":\"kb\",\"ok\":false,\"checked\":[],\"findings\":[{\"severity\":\"ERROR\","
                            + "\"code\":\"applied-file-changed\",\"message\":\"001_users was changed\"}]}");

            var text = Ran.against(server, folder, "validate", "kb");
            var github = Ran.against(server, folder, "validate", "kb", "--format", "github");
            var sarif = Ran.against(server, folder, "validate", "kb", "--format", "sarif");

            assertThat(text.exit()).isEqualTo(3);
            assertThat(text.out()).contains("001_users was changed");
            assertThat(github.out())
                    .contains("::error title=applied-file-changed::001_users was changed");
            assertThat(sarif.out()).contains("001_users was changed");
        }
    }

    @Test
    void jsonIsOneDocumentWithPlacesAndFixes() throws IOException {
        var document = json(run("validate", "--json"));

        var finding =
                document.items("findings").stream()
                        .filter(f -> f.text("rule").equals("unindexed-foreign-key"))
                        .findFirst()
                        .orElseThrow();
        assertThat(document.number("migrations")).isEqualTo(3);
        assertThat(finding.text("file")).isEqualTo("migrations/002_notes.sql");
        assertThat(finding.number("line")).isEqualTo(3);
        assertThat(finding.number("endColumn")).isEqualTo(10);
        var edit = finding.get("fix").items("edits").getFirst();
        assertThat(edit.number("line")).isEqualTo(4);
        assertThat(edit.text("replacement")).startsWith("CREATE INDEX idx_notes_user_id");
    }

    @Test
    void sarifHasItsRulesRegionsAndFixes() throws IOException {
        write("migrations/003_ünder way.sql", USERS);
        var document = json(run("validate", "migrations", "--format", "sarif"));

        assertThat(document.text("version")).isEqualTo("2.1.0");
        var run = document.items("runs").getFirst();
        var rules = run.get("tool").get("driver").items("rules");
        assertThat(rules).extracting(r -> r.text("id")).doesNotHaveDuplicates();
        assertThat(run.text("columnKind")).isEqualTo("unicodeCodePoints");
        for (var result : run.items("results")) {
            var rule = rules.get((int) result.number("ruleIndex"));
            assertThat(rule.text("id")).isEqualTo(result.text("ruleId"));
            assertThat(result.text("level")).isIn("error", "warning", "note");
            assertThat(result.get("message").text("text")).isNotBlank();
            var place = result.items("locations").getFirst().get("physicalLocation");
            assertThat(place.get("artifactLocation").text("uri")).doesNotContain(" ");
        }
        var fixed =
                run.items("results").stream()
                        .filter(r -> r.text("ruleId").equals("unindexed-foreign-key"))
                        .findFirst()
                        .orElseThrow();
        var replacement =
                fixed.items("fixes")
                        .getFirst()
                        .items("artifactChanges")
                        .getFirst()
                        .items("replacements")
                        .getFirst();
        assertThat(replacement.get("deletedRegion").number("startLine")).isEqualTo(4);
        assertThat(replacement.get("insertedContent").text("text")).contains("CREATE INDEX");
    }

    @Test
    void githubsCommandsAreEscaped() throws IOException {
        write("m/a,b:c/001_100%.sql", "-- UP\nSELEC 1;\n");

        var ran = run("validate", "m/a,b:c", "--format", "github");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "::error file=m/a%2Cb%3Ac/001_100%25.sql,line=2,col=1,endColumn=6,title=sql-error::");
    }

    @Test
    void gitlabsFingerprintsStayWhenLinesMove() throws IOException {
        var before = json(run("validate", "--format", "gitlab")).items();
        write("migrations/002_notes.sql", "-- a comment\n\n" + NOTES);
        var after = json(run("validate", "--format", "gitlab")).items();

        assertThat(fingerprints(after)).isEqualTo(fingerprints(before)).doesNotHaveDuplicates();
        assertThat(lines(after)).isNotEqualTo(lines(before));
        assertThat(before.getFirst().members().keySet())
                .containsExactlyInAnyOrder(
                        "description", "check_name", "fingerprint", "severity", "location");
    }

    @Test
    void aSecretIsNeverShown() throws IOException {
        var secret = "hunter2-S3cret";
        write(
                "migrations/003_c.sql",
                "-- postgres://app:" + secret + "@db.internal/app\n-- UP\nSELECT 1;\n");

        for (var format : List.of("text", "json", "sarif", "github", "gitlab")) {
            var ran = run("validate", "--format", format);

            assertThat(ran.exit()).as(format).isEqualTo(3);
            assertThat(ran.out() + ran.err()).contains("credentials").doesNotContain(secret);
        }
    }

    @Test
    void theReportGoesIntoAFile() throws IOException {
        var ran = run("validate", "--format", "sarif", "--output", "report.sarif");

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("0 errors");
        assertThat(Json.read(read("report.sarif")).text("version")).isEqualTo("2.1.0");
        assertThat(run("validate", "--output", "report.sarif/below").exit()).isEqualTo(2);
        assertThat(run("validate", "--output", "made/report").exit()).isZero();
        assertThat(read("made/report")).isNotEmpty();
    }

    private static List<String> fingerprints(List<Node> issues) {
        return issues.stream().map(issue -> issue.text("fingerprint")).toList();
    }

    private static List<Long> lines(List<Node> issues) {
        return issues.stream()
                .map(issue -> issue.get("location").get("lines").number("begin"))
                .toList();
    }

    private static Node json(Ran ran) {
        try {
            return Json.read(ran.out());
        } catch (IOException e) {
            throw new AssertionError(ran.out() + ran.err(), e);
        }
    }
}
