package dev.signalbox.cli.command;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that the user asked for. */
final class ReportFile {

    private ReportFile() {}

    /**
     * Writes it anew; makes the folders that it lies in.
     *
     * @throws Failure when it cannot be written
     */
    static void write(Path file, String text) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(
                    Exit.USAGE,
                    file + " cannot be written: " + e,
                    "Name a file in a folder that this user may write to.",
                    List.of(),
                    e);
        }
    }
}
