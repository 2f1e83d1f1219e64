package dev.signalbox.cli.create;

import dev.signalbox.cli.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Who writes a migration: as git would have it, else the user of this machine. */
public final class Author {

    private static final int GIT_SECONDS = 2;

    private Author() {}

    public static String of(Surroundings around) {
        return around.variable("GIT_AUTHOR_NAME")
                .or(() -> fromGit(around.folder()))
                .or(() -> around.variable("USER"))
                .or(() -> around.variable("USERNAME"))
                .orElseGet(() -> System.getProperty("user.name", ""));
    }

    private static Optional<String> fromGit(Path folder) {
        try {
            var process =
                    new ProcessBuilder("git", "config", "user.name")
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var name =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .strip();
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
