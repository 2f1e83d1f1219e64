package dev.signalbox.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A jar with one class of a project, compiled as a project would. */
public final class CompiledJar {

    private CompiledJar() {}

    /** The jar's bytes, with the service file of a migration. */
    public static byte[] of(String className, String source) throws IOException {
        return of(className, source, "dev.signalbox.migration.Migration");
    }

    /**
     * The same for a class of another kind.
     *
     * @param service the interface that it implements
     */
    public static byte[] of(String className, String source, String service) throws IOException {
        var folder = Files.createTempDirectory("compiled-");
        var file = folder.resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, source);
        var status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "21",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-proc:none",
                                file.toString());
        if (status != 0) {
            throw new IllegalArgumentException(className + " cannot be compiled; see the output");
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes);
                var classes = Files.walk(folder)) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + service));
            jar.write((className + "\n").getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
            for (var one : classes.filter(p -> p.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(
                        new JarEntry(folder.relativize(one).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(one));
                jar.closeEntry();
            }
        }
        remove(folder);
        return bytes.toByteArray();
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
