package dev.signalbox.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command, run to its end.
 *
 * @param out what it printed as its result
 * @param notes what it said on standard error
 */
public record Command(int exit, String out, String notes) {

    /** {@code signalbox} with these arguments in a folder. */
    public static Command signalbox(Path folder, String... arguments) {
        return run(folder, Installation.command(arguments));
    }

    /** Any program. */
    public static Command run(Path folder, List<String> command) {
        try {
            var out = Files.createTempFile("command-", ".out");
            var notes = Files.createTempFile("command-", ".err");
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(notes.toFile())
                            .start();
            process.getOutputStream().close();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(() -> command + " ends").isTrue();
            var result =
                    new Command(
                            process.exitValue(), Files.readString(out), Files.readString(notes));
            Files.delete(out);
            Files.delete(notes);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that it said. */
    public String said() {
        return out + notes;
    }
}
