package dev.signalbox.system;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Shared;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects that are not as they should be, through the command. */
@ExtendWith(Shared.class)
class CommandIT {

    private static final int HUGE_BYTES = 20_000_000;

    private final Shared.Standalone shared;

    CommandIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void badSettingsAreRefusedAndCorrectedOnesWorkAtOnce() {
        var database = newDatabase("settings");
        migration(
                database,
                "001_first.sql",
                "-- UP\nCREATE TABLE first (n INTEGER);\n".getBytes(UTF_8));
        shared.project().settings("databases:\n  kb:\n    urll: jdbc:sqlite:kb.db\n");

        var refused = up(database);

        assertThat(refused.exit()).as(refused.said()).isEqualTo(2);
        assertThat(refused.said()).contains("signalbox.yml").contains("urll").contains("url");
        // Writes the settings again, with one more.
        newDatabase("more");
        var corrected = up(database);
        assertThat(corrected.exit()).as(corrected.said()).isZero();
        assertThat(shared.project().sqlite(database).applied()).containsExactly("001_first");
    }

    @Test
    void emptyProjectHasNothingToDo() {
        var database = newDatabase("empty");

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(up.said()).contains("Nothing to do");
        assertThat(shared.project().file(database + ".db")).doesNotExist();
    }

    @Test
    void unknownDatabaseIsWrongUsageNamingTheNearest() {
        var database = newDatabase("nearby");

        var up = up(database.replace("nearby", "nearbi"));

        assertThat(up.exit()).as(up.said()).isNotZero();
        assertThat(up.said()).contains(database);
        assertThat(shared.process().isReady()).isTrue();
    }

    @Test
    void migrationOfTwentyMegabytesMigrates() {
        var database = newDatabase("huge");
        var script =
                new StringBuilder(
                        "-- UP\nCREATE TABLE texts (n INTEGER PRIMARY KEY, text TEXT);\n");
        var text = "x".repeat(1_000);
        var rows = 0;
        while (script.length() < HUGE_BYTES) {
            script.append("INSERT INTO texts VALUES (").append(++rows).append(", '");
            script.append(text).append("');\n");
        }
        migration(database, "001_texts.sql", script.toString().getBytes(UTF_8));

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(shared.project().sqlite(database).number("SELECT count(*) FROM texts"))
                .isEqualTo(rows);
        assertThat(shared.process().isReady()).isTrue();
    }

    static Stream<Arguments> unreadableFiles() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("-- UP\nINSERT INTO t VALUES ('".getBytes(UTF_8));
        bytes.write(0xFC);
        bytes.writeBytes("');\n".getBytes(UTF_8));
        return Stream.of(
                Arguments.of("Latin-1", bytes.toByteArray(), "UTF-8"),
                Arguments.of("UTF-16", "\uFEFF-- UP\nSELECT 1;\n".getBytes(UTF_16LE), "UTF-16"),
                Arguments.of("empty", new byte[0], "empty"),
                Arguments.of("a program", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0}, ""),
                Arguments.of(
                        "unfinished", "-- UP\nINSERT INTO t VALUES ('x;\n".getBytes(UTF_8), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadableFiles")
    void unreadableFileIsRefusedByItsNameAndChangesNothing(
            String what, byte[] content, String reason) {
        var database = newDatabase("unreadable");
        migration(database, "001_first.sql", "-- UP\nCREATE TABLE t (x);\n".getBytes(UTF_8));
        migration(database, "002_bad.sql", content);

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isEqualTo(3);
        assertThat(up.said()).contains("002_bad.sql").contains(reason);
        assertThat(shared.project().file(database + ".db")).doesNotExist();
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreRead() {
        var database = newDatabase("windows");
        migration(
                database,
                "001_first.sql",
                "\uFEFF-- UP\r\nCREATE TABLE t (x);\r\n-- DOWN\r\nDROP TABLE t;\r\n"
                        .getBytes(UTF_8));

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isZero();
        assertThat(shared.project().sqlite(database).applied()).containsExactly("001_first");
    }

    @Test
    void fileThatIsNoDatabaseIsLeftAlone() {
        var database = newDatabase("text");
        migration(database, "001_first.sql", "-- UP\nCREATE TABLE t (x);\n".getBytes(UTF_8));
        shared.project().write(database + ".db", "These are my notes, ".repeat(100));

        var up = up(database);

        assertThat(up.exit()).as(up.said()).isNotZero();
        assertThat(up.said()).contains(database + ".db");
        assertThat(shared.project().file(database + ".db"))
                .hasContent("These are my notes, ".repeat(100));
    }

    private String newDatabase(String prefix) {
        var database = shared.newDatabase(prefix);
        shared.project().database(database, "migrations/" + database);
        return database;
    }

    private void migration(String database, String file, byte[] content) {
        shared.project().write("migrations/" + database + "/" + file, content);
    }

    private Command up(String database) {
        return Command.signalbox(shared.project().folder(), "up", database);
    }
}
