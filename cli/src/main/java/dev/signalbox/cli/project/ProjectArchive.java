package dev.signalbox.cli.project;

import dev.signalbox.cli.Exit;
import dev.signalbox.cli.Failure;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A migrations folder as an archive, the same bytes for the same files: in order of their paths,
 * not compressed, all of one moment. It has what is read of migrations of any format, and what is
 * in the folders of hooks and checks; who runs a hook sees by its first line that it is a program.
 *
 * @param sha256 of the bytes, in hex: its name at the planner
 */
public record ProjectArchive(byte[] bytes, String sha256) {

    private static final LocalDateTime MOMENT = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    /**
     * @throws Failure when there is no migration in the folder, or it cannot be read
     */
    public static ProjectArchive of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage(
                    folder + " is no folder", "Name the folder of the migrations' .sql files.");
        }
        try {
            var files = files(folder);
            if (files.stream().noneMatch(f -> isMigration(name(folder, f)))) {
                throw Failure.usage(
                        "There is no migration in " + folder,
                        "Name the folder of the migrations: .sql files, or a .jar.");
            }
            var bytes = archive(folder, files);
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new ProjectArchive(bytes, HexFormat.of().formatHex(digest));
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(
                    Exit.USAGE,
                    folder + " cannot be read: " + e.getMessage(),
                    "Make its files readable for this user.",
                    List.of(),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        return MigrationLoader.filesOf(folder).stream()
                .sorted(Comparator.comparing(file -> name(folder, file)))
                .toList();
    }

    private static boolean isMigration(String name) {
        return !name.startsWith("hooks/")
                && !name.startsWith("checks/")
                && !name.startsWith("timings/");
    }

    private static byte[] archive(Path folder, List<Path> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files) {
                if (bytes.size() + Files.size(file) > MAX_BYTES) {
                    throw Failure.usage(
                            "The migrations, hooks and checks in "
                                    + folder
                                    + " have more than 64 MiB",
                            "Put data into files that a migration does not contain.");
                }
                var content = Files.readAllBytes(file);
                var checksum = new CRC32();
                checksum.update(content);
                var entry = new ZipEntry(name(folder, file));
                entry.setTimeLocal(MOMENT);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
