package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Ran;
import dev.signalbox.cli.Terminal;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTest {

    @TempDir Path folder;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(
                folder.resolve("signalbox.yml"),
                "databases:\n  kb: { url: \"jdbc:sqlite:kb.db\", migrations: m, environment: development }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "generate"})
    void theGuidesTemplateIsWritten(String command) throws IOException {
        var ran = run("", command, "add", "user preferences", "--breaking");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("made  m/001_add_user_preferences.sql", "TODO");
        assertThat(Files.readString(folder.resolve("m/001_add_user_preferences.sql")))
                .isEqualTo(
                        """
                        -- @metadata {
                        --   "author": "Ada",
                        --   "description": "add user preferences",
                        --   "breakingChange": true,
                        --   "dataVolume": "small",
                        --   "risk": "high",
                        --   "tags": ["feature"]
                        -- }

                        -- UP
                        -- TODO: write the statements, such as
                        --   CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
                        --   CREATE INDEX idx_notes_text ON notes (text);

                        -- DOWN
                        -- TODO: write what undoes them, the last first, such as
                        --   DROP INDEX idx_notes_text;
                        --   DROP TABLE notes;
                        """);
    }

    @Test
    void placeholdersOfTheSettingsAreKnown() throws IOException {
        Files.writeString(
                folder.resolve("signalbox.yml"),
                """
                databases:
                  kb:
                    url: jdbc:sqlite:kb.db
                    migrations: m
                    environment: development
                    placeholders: { table: users }
                """);
        Files.createDirectory(folder.resolve("m"));
        Files.writeString(
                folder.resolve("m/V1__users.sql"), "CREATE TABLE ${table} (id INTEGER);\n");

        var made =
                run("CREATE INDEX i ON users (id) /* ${table} */;\n", "create", "i", "--sql", "-");
        var drafted = run("", "create", "--down", "1");

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(folder.resolve("m/V2__i.sql")).exists();
        assertThat(drafted.exit()).as(drafted.err()).isZero();
        assertThat(drafted.out()).contains("DROP TABLE users;");
    }

    @Test
    void statementsAreReadFromStandardInputAndTheirDownIsDrafted() throws IOException {
        var ran =
                run(
                        "CREATE TABLE a (x); UPDATE b SET x = 1;\n",
                        "create",
                        "a",
                        "--sql",
                        "-",
                        "--json");

        var document = Json.read(ran.out());
        assertThat(document.text("version")).isEqualTo("001");
        assertThat(document.text("format")).isEqualTo("signalbox");
        assertThat(document.flag("downComplete")).isFalse();
        assertThat(document.text("down")).contains("rows of b").endsWith("DROP TABLE a;\n");
        assertThat(Files.readString(folder.resolve("m/001_a.sql"))).endsWith("DROP TABLE a;\n");
    }

    @Test
    void whereAFormatHasNoPlaceForItTheDownIsShown() throws IOException {
        Files.createDirectory(folder.resolve("m"));
        Files.writeString(folder.resolve("m/V1__a.sql"), "CREATE TABLE a (x);\n");
        Files.writeString(folder.resolve("b.sql"), "DROP TABLE a; CREATE TABLE b (x)");

        var ran = run("", "create", "b", "--sql", "b.sql", "--database", "kb");

        assertThat(ran.out())
                .contains("made  m/V2__b.sql", "breaking: it drops table a")
                .contains("Flyway has no place here", "  DROP TABLE b;");
    }

    @Test
    void theDownOfAMigrationIsPrinted() throws IOException {
        Files.createDirectory(folder.resolve("m"));
        Files.writeString(folder.resolve("m/001_a.sql"), "-- UP\nCREATE TABLE a (x);\n");

        assertThat(run("", "create", "--down", "1").out()).isEqualTo("DROP TABLE a;\n");
        assertThat(run("", "create", "--down", "001_b").err()).contains("001_a");
        assertThat(folder.resolve("m").toFile().list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create | What does the migration do?",
                "create a --type view | Invalid value",
                "create a --sql none.sql | none.sql cannot be read",
                "create a --format flywya | Did you mean flyway?",
                "create a --database other | There is: kb"
            })
    void wrongUsageIsSaid(String line, String said) {
        var ran = run("", line.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(said);
        assertThat(folder.resolve("m")).doesNotExist();
    }

    private Ran run(String typed, String... arguments) {
        return Ran.with(folder, Map.of("GIT_AUTHOR_NAME", "Ada"), Terminal.NONE, typed, arguments);
    }
}
