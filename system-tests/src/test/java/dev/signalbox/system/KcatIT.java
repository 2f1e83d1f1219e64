package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Installation;
import dev.signalbox.system.harness.Shared;
import dev.signalbox.system.harness.Waiting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The line that the README gives to operators with kcat, as it stands there. */
@Tag("tools")
@ExtendWith(Shared.class)
class KcatIT {

    /** What is echoed into kcat, over as many lines as that takes. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^echo '[^']*'.*(?:\\R.*)?\\|\\s*(?:\\R\\s*)?kcat -P .*$");

    private static final Pattern DATABASE = Pattern.compile(" -k (\\S+)");

    private final Shared.Standalone shared;

    KcatIT(Shared.Standalone shared) {
        this.shared = shared;
    }

    @Test
    void lineOfTheReadmeMigrates() throws IOException {
        assumeThat(isOnPath("kcat")).as("kcat is installed").isTrue();
        var found = LINE.matcher(Files.readString(Installation.home().resolve("README.md")));
        assertThat(found.find()).as("the README echoes an event into kcat -P").isTrue();
        var line = found.group().replaceAll("localhost:\\d+", shared.process().kafka());
        var key = DATABASE.matcher(line);
        assertThat(key.find()).as("it has a key: " + line).isTrue();
        var database = key.group(1);
        shared.project()
                .database(database, "kcat")
                .migration("kcat/001_notes", "CREATE TABLE notes (id INTEGER PRIMARY KEY);");

        var sent =
                Command.run(
                        shared.project().folder(), List.of("bash", "-euo", "pipefail", "-c", line));

        assertThat(sent.exit()).as(line + "\n" + sent.said()).isZero();
        Waiting.until(
                database + " is migrated",
                () ->
                        shared.process().plans(database).stream()
                                .anyMatch(p -> p.path("state").asText().equals("COMPLETED")));
        assertThat(shared.project().sqlite(database).applied()).containsExactly("001_notes");
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
