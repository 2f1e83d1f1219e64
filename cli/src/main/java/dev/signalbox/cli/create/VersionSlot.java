package dev.signalbox.cli.create;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A version that nobody else writes as long as this is open: a hidden file stands for it, which
 * readers of migrations pass over. One that a crash leaves behind costs a number.
 */
final class VersionSlot implements AutoCloseable {

    private final Path folder;
    private final Path mark;

    private VersionSlot(Path folder, Path mark) {
        this.folder = folder;
        this.mark = mark;
    }

    /**
     * @throws FileAlreadyExistsException when somebody else has it
     */
    static VersionSlot take(Path folder, String version) throws IOException {
        Files.createDirectories(folder);
        return new VersionSlot(
                folder, Files.createFile(folder.resolve("." + version + ".creating")));
    }

    /**
     * All of them or none.
     *
     * @throws FileAlreadyExistsException when one is there already
     */
    List<Path> write(List<NewFile> files) throws IOException {
        var written = new ArrayList<Path>();
        try {
            for (var file : files) {
                var path = folder.resolve(file.path());
                Files.createDirectories(path.resolveSibling(""));
                Files.write(
                        path,
                        file.text().getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE_NEW);
                written.add(path);
            }
            return written;
        } catch (IOException e) {
            for (var path : written) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(mark);
    }
}
