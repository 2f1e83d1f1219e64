package dev.signalbox.knowledgebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.MigrationLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeBaseTest {

    @TempDir Path folder;

    @Test
    void writesTheFolderOfTheRepository() throws Exception {
        Path migrations = folder.resolve("migrations");

        KnowledgeBase.writeTo(migrations);

        assertThat(contents(migrations)).isEqualTo(contents(TestDatabase.FOLDER));
    }

    @Test
    void writesTheSameFromAJar() throws Exception {
        Path jar = folder.resolve("knowledge base.jar");
        pack(Path.of("target/classes"), jar);
        Path migrations = folder.resolve("migrations");

        try (var loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(KnowledgeBase.class.getName())
                    .getMethod("writeTo", Path.class)
                    .invoke(null, migrations);
        }

        assertThat(contents(migrations)).isEqualTo(contents(TestDatabase.FOLDER));
    }

    @Test
    void overwritesNothing() throws Exception {
        Files.writeString(folder.resolve("003_mvp3_code_analysis.sql"), "mine");

        assertThatThrownBy(() -> KnowledgeBase.writeTo(folder))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(folder.resolve("003_mvp3_code_analysis.sql")).hasContent("mine");
    }

    @Test
    void filesAreReadWithoutAFinding() {
        LoadOutcome outcome = new MigrationLoader().readFolder(TestDatabase.FOLDER);

        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        var loaded = (LoadOutcome.Loaded) outcome;
        assertThat(loaded.migrations().inOrder())
                .extracting(migration -> migration.naming().toString())
                .hasSize(5);
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                var packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (name.isEmpty()) {
                    continue;
                }
                packed.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
    }
}
