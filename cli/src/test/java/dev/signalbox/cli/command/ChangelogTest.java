package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.ContractServer;
import dev.signalbox.cli.Ran;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangelogTest {

    private static final String STATUS =
            """
            {"id":"kb","applied":[
             {"migration":"001_users","version":"001","appliedAt":"2026-05-01T12:00:00Z",
              "tag":"v1","release":{"name":"Spring 2026","at":"2026-05-02T12:00:00Z","by":"alice"}},
             {"migration":"002_names","version":"002","appliedAt":"2026-06-01T12:00:00Z","tag":"v2"},
             {"migration":"003_fill","version":"003","appliedAt":"2026-06-02T12:00:00Z"}]}""";

    private static final String SINCE_SPRING =
            """
            # Changes of kb

            From version 001 (Spring 2026) to version 004.

            ## Breaking changes

            - **004** no \\`old\\` column \\[sic\\] (bob)
              - Breaking: its author says so; drops column users.old
              - Tables: `users`
              - `004_drop.sql`, without DOWN

            ## Added

            - **002** names
              - Tables: `users`
              - `002_names.sql`, with DOWN, applied 2026-06-01T12:00:00Z, tagged `v2`

            ## Data

            - **003** fill
              - Tables: `users`
              - `003_fill.sql`, without DOWN, applied 2026-06-02T12:00:00Z
            """;

    @TempDir Path folder;
    private ContractServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new ContractServer().on("GET /planner/databases/kb", 200, STATUS);
        write(
                "signalbox.yml",
                "databases:\n  kb: { url: \"jdbc:sqlite:kb.db\", migrations: migrations, environment: development }\n");
        write(
                "migrations/001_users.sql",
                "-- UP\nCREATE TABLE users (id, old);\n-- DOWN\nDROP TABLE users;\n");
        write(
                "migrations/002_names.sql",
                "-- UP\nALTER TABLE users ADD COLUMN name;\n-- DOWN\nALTER TABLE users DROP COLUMN name;\n");
        write("migrations/003_fill.sql", "-- UP\nUPDATE users SET name = 'x';\n");
        write(
                "migrations/004_drop.sql",
                "-- @metadata {\"author\": \"bob\", \"description\": \"no `old` column [sic]\", \"breakingChange\": true}\n"
                        + "-- UP\nALTER TABLE users DROP COLUMN old;\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void itBeginsAtTheLastReleaseAndTellsWhatBreaksFirst() {
        var ran = run("changelog");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo(SINCE_SPRING);
        assertThat(ran.err()).isEmpty();
        assertThat(run("changelog", "kb").out()).isEqualTo(ran.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 0 | 004_drop 001_users 002_names 003_fill",
                "--from v1 --to v2 | 002_names",
                "--from 'Spring 2026' --to 3 | 002_names 003_fill",
                "--from 001_users --to 2.5 | 002_names",
                "--from 4 | ''"
            })
    void itIsBetweenVersionsFilesTagsAndReleases(String options, String told) throws IOException {
        var arguments =
                ("changelog --format json " + options).split(" (?=(?:[^']*'[^']*')*[^']*$)");
        for (var i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].replace("'", "");
        }

        var ran = run(arguments);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(
                        Json.read(ran.out()).items("changes").stream()
                                .map(c -> c.text("migration"))
                                .reduce("", (a, b) -> (a + " " + b).strip()))
                .isEqualTo(told);
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        var document = Json.read(run("changelog", "--json").out());

        assertThat(document.text("database")).isEqualTo("kb");
        assertThat(document.get("from").text("name")).isEqualTo("Spring 2026");
        assertThat(document.flag("ledgerRead")).isTrue();
        var first = document.items("changes").getFirst();
        assertThat(first.flag("breaking")).isTrue();
        assertThat(first.items("reasons")).hasSize(2);
        assertThat(first.text("kind")).isEqualTo("removed");
        assertThat(document.items("changes").get(1).text("tag")).isEqualTo("v2");
    }

    @Test
    void itIsWrittenToAFile() throws IOException {
        var ran = run("changelog", "--output", "CHANGES.md");

        assertThat(ran.exit()).isZero();
        assertThat(Files.readString(folder.resolve("CHANGES.md"))).isEqualTo(SINCE_SPRING);
        assertThat(run("changelog", "--output", "CHANGES.md/below").exit()).isEqualTo(2);
    }

    @Test
    void withoutAServerTheFilesAloneAreToldFromTheBeginning() {
        var ran = offline("changelog");
        var tag = offline("changelog", "--from", "v1");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains("From the beginning to version 004.\n", "002\\_names".replace("\\", ""));
        assertThat(ran.err()).contains("not known: no signalbox runs here");
        assertThat(tag.exit()).isEqualTo(2);
        assertThat(tag.err()).contains("'v1' of --from", "no signalbox answers");
    }

    @Test
    void anUnknownNameNamesTheNearest() {
        var ran = run("changelog", "--from", "v11");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("'v11'", "v1");
        assertThat(run("changelog", "--from", "3", "--to", "2").exit()).isEqualTo(2);
        assertThat(run("changelog", "other").err()).contains("There is: kb");
    }

    @Test
    void filesThatAreNotInOrderAreFindings() throws IOException {
        write("migrations/004_again.sql", "-- UP\nSELECT 1;\n");

        var ran = run("changelog");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("004_again.sql");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private Ran run(String... arguments) {
        return Ran.against(server, folder, arguments);
    }

    private Ran offline(String... arguments) {
        return Ran.in(folder, Map.of(), arguments);
    }
}
