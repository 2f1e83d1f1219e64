package dev.signalbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which of the standard streams somebody looks at.
 *
 * @param in somebody can answer
 * @param dumb it knows neither colours nor how to go back in a line
 */
public record Terminal(boolean in, boolean out, boolean err, boolean dumb, boolean noColor) {

    private static final int USUAL_WIDTH = 80;

    public static final Terminal NONE = new Terminal(false, false, false, true, true);

    public static Terminal detect(Map<String, String> environment) {
        return new Terminal(
                isTerminal(0),
                isTerminal(1),
                isTerminal(2),
                environment.getOrDefault("TERM", "dumb").equals("dumb"),
                !environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    // The JDK tells it for all streams together, and costs more than a link that can be read.
    private static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        try {
            var target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return shellSaysTerminal(descriptor);
        }
    }

    private static boolean shellSaysTerminal(int descriptor) {
        try {
            var test = new ProcessBuilder("/bin/sh", "-c", "test -t " + descriptor).inheritIO();
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Columns: {@code COLUMNS}, else what the terminal says, else 80. */
    public static int width(@Nullable String columns) {
        try {
            if (columns != null && !columns.isBlank()) {
                return positive(Integer.parseInt(columns.strip()));
            }
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Path.of("/dev/tty").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            var space = size.indexOf(' ');
            return space < 0
                    ? USUAL_WIDTH
                    : positive(Integer.parseInt(size.substring(space + 1).strip()));
        } catch (IOException | NumberFormatException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }

    private static int positive(int width) {
        return width < 1 ? USUAL_WIDTH : width;
    }
}
