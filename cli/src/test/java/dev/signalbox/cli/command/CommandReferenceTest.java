package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The reference says what the commands' help says. {@code ./build generate} writes the sections of
 * commands anew after a deliberate change.
 */
class CommandReferenceTest {

    private static final boolean WRITE = Boolean.getBoolean("signalbox.generate");
    private static final Path FILE = Path.of("../docs/commands.md");
    private static final String BEGIN = "Each command lists those that it can end with.\n\n";
    private static final String END = "## Variables\n";
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");

    @Test
    void referenceHasEveryCommandAsItsHelpHasIt() throws IOException {
        var sections = Reference.sections();
        if (WRITE) {
            write(sections);
        }

        var documented = documented(Files.readString(FILE));

        assertThat(documented.keySet()).containsExactlyElementsOf(sections.keySet());
        sections.forEach(
                (heading, section) ->
                        assertThat(documented.get(heading))
                                .as("run ./build generate after a deliberate change")
                                .isEqualTo(section));
    }

    private static void write(Map<String, String> sections) throws IOException {
        var text = Files.readString(FILE);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                FILE,
                text.substring(0, begin)
                        + String.join("\n", sections.values())
                        + "\n"
                        + text.substring(text.indexOf(END)));
    }

    private static Map<String, String> documented(String text) {
        var part = text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
        var documented = new LinkedHashMap<String, String>();
        for (var section : part.split("(?m)^(?=## )", -1)) {
            var heading = HEADING.matcher(section);
            if (heading.find()) {
                documented.put(heading.group(1), section.strip() + "\n");
            }
        }
        return documented;
    }
}
