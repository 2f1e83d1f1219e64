package dev.signalbox.transfer;

import dev.signalbox.sql.migration.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Jars as files: nothing of them is loaded to see which has a class. */
final class FunctionJars {

    private final List<SourceFile> jars;

    FunctionJars(List<SourceFile> jars) {
        this.jars = List.copyOf(jars);
    }

    Optional<SourceFile> with(String className) {
        String entry = className.replace('.', '/') + ".class";
        return jars.stream().filter(jar -> has(jar, entry)).findFirst();
    }

    List<String> names() {
        return jars.stream().map(SourceFile::path).toList();
    }

    /** One that cannot be read has nothing. */
    private static boolean has(SourceFile jar, String name) {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar.bytes()))) {
            ZipEntry entry = entries.getNextEntry();
            while (entry != null && !entry.getName().equals(name)) {
                entry = entries.getNextEntry();
            }
            return entry != null;
        } catch (IOException e) {
            return false;
        }
    }
}
