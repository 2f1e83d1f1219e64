package dev.signalbox.cli.init;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A hook that checks migrations before they are committed. */
final class PreCommitHook {

    private final GitRepository git;
    private final Path project;
    private final Path script;

    /**
     * @param script where signalbox itself is, for whoever has it not on the path
     */
    PreCommitHook(GitRepository git, Path project, Path script) {
        this.git = git;
        this.project = project;
        this.script = script;
    }

    Addition add() throws IOException {
        var hook = git.hooks().resolve("pre-commit");
        try {
            Files.createDirectories(git.hooks());
            Files.writeString(hook, "#!/bin/sh\n" + text(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return new Addition.ToAdd(
                    hook + " is there already and was left as it is; add to it:", call() + "\n");
        }
        if (Files.getFileStore(hook).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return new Addition.Made(hook + ", which runs `signalbox validate` before a commit");
    }

    private String text() {
        return """
        # Checks the migrations before they are committed; git commit --no-verify passes it.
        %s
        """
                .formatted(call());
    }

    private String call() {
        var here = git.top().relativize(project).toString();
        var command =
                Files.isExecutable(script)
                        ? "\"$(command -v signalbox || echo '%s')\" validate"
                                .formatted(script.toString().replace("'", "'\\''"))
                        : "signalbox validate";
        return here.isEmpty()
                ? command
                : "(cd '%s' && %s)".formatted(here.replace("'", "'\\''"), command);
    }
}
