package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.ChecksumAlgorithm;
import dev.signalbox.sql.Excerpt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a jar as a file: which migrations it names, and their bytes. Nothing of it is loaded; a jar
 * that names none is a library and passed over.
 */
final class JarReader {

    static final String SUFFIX = ".jar";

    private static final String SERVICE = "META-INF/services/dev.signalbox.migration.Migration";

    /** Unpacked, so that a small file cannot fill the memory. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    /** What every archive that was written to its end has near its end. */
    private static final byte[] END_RECORD = {'P', 'K', 5, 6};

    private static final int END_RECORD_WITHIN = 22 + 0xffff;

    private final SourceFile file;
    private final Findings findings;

    private JarReader(SourceFile file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    static boolean isJar(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(SUFFIX) && !fileName.startsWith(".");
    }

    static List<Migration> read(SourceFile file, Findings findings) {
        return new JarReader(file, findings).read();
    }

    private List<Migration> read() {
        Map<String, byte[]> entries;
        try {
            entries = entries();
        } catch (IOException | IllegalArgumentException e) {
            findings.add(
                    null,
                    "damaged-jar",
                    "The jar cannot be read: " + e.getMessage() + ".",
                    "Build it again.");
            return List.of();
        }
        byte[] service = entries.get(SERVICE);
        List<Migration> migrations = new ArrayList<>();
        if (service != null) {
            new String(service, UTF_8)
                    .lines()
                    .map(JarReader::withoutComment)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .forEach(name -> migration(name, entries).ifPresent(migrations::add));
        }
        return migrations;
    }

    private Map<String, byte[]> entries() throws IOException {
        if (!hasEndRecord()) {
            throw new IOException("it is no archive, or was cut off");
        }
        Map<String, byte[]> entries = new TreeMap<>();
        long left = MOST_BYTES;
        try (JarInputStream jar =
                new JarInputStream(new ByteArrayInputStream(file.sharedBytes()), false)) {
            for (JarEntry entry = jar.getNextJarEntry();
                    entry != null;
                    entry = jar.getNextJarEntry()) {
                byte[] bytes = jar.readNBytes((int) left + 1);
                left -= bytes.length;
                if (left < 0) {
                    throw new IOException("it has more than " + MOST_BYTES + " bytes unpacked");
                }
                if (entry.getName().equals(SERVICE) || entry.getName().endsWith(".class")) {
                    entries.put(entry.getName(), bytes);
                }
            }
        }
        return entries;
    }

    private boolean hasEndRecord() {
        byte[] bytes = file.sharedBytes();
        for (int i = bytes.length - 22; i >= Math.max(0, bytes.length - END_RECORD_WITHIN); i--) {
            if (bytes[i] == END_RECORD[0]
                    && bytes[i + 1] == END_RECORD[1]
                    && bytes[i + 2] == END_RECORD[2]
                    && bytes[i + 3] == END_RECORD[3]) {
                return true;
            }
        }
        return false;
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private Optional<Migration> migration(String className, Map<String, byte[]> entries) {
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        Optional<MigrationName> name = MigrationName.ofClass(simpleName, file.name());
        if (name.isEmpty()) {
            findings.add(
                    null,
                    "class-name",
                    "The class " + Excerpt.of(className) + " does not say which version it is.",
                    "Call it V<version>_<name>, such as V004_AddScores; the version is one number.");
            return Optional.empty();
        }
        Checksum checksum = checksum(className.replace('.', '/'), entries);
        if (checksum == null) {
            findings.add(
                    null,
                    "missing-class",
                    "It names the class " + Excerpt.of(className) + ", which is not in it.",
                    "Build it again, or correct " + SERVICE + ".");
            return Optional.empty();
        }
        return Optional.of(
                new Migration(
                        name.get(),
                        Migration.Kind.VERSIONED,
                        MigrationMetadata.NONE,
                        new Migration.Body.Java(className),
                        true,
                        Checksum.raw(file.sharedBytes()),
                        checksum,
                        List.of(file)));
    }

    /** Over the class and the classes inside it, by name; null when the class is not there. */
    private static @Nullable Checksum checksum(String path, Map<String, byte[]> entries) {
        if (!entries.containsKey(path + ".class")) {
            return null;
        }
        var digest = Checksum.sha256();
        entries.forEach(
                (name, bytes) -> {
                    if (name.equals(path + ".class") || name.startsWith(path + "$")) {
                        digest.update(name.getBytes(UTF_8));
                        digest.update((byte) 0);
                        digest.update(Checksum.sha256().digest(bytes));
                    }
                });
        return Checksum.of(ChecksumAlgorithm.JAVA_CLASS, digest.digest());
    }
}
