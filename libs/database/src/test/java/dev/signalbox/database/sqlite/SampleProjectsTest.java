package dev.signalbox.database.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.database.Schema;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.LoadOutcome.Loaded;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small project in each format, with all that the format has, on a real database. */
class SampleProjectsTest {

    private static final Path SAMPLES = Path.of("../sql/src/test/resources/projects");
    private static final Map<String, String> PLACEHOLDERS = Map.of("table", "authors");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void projectIsAppliedRevertedAndAppliedAgain(MigrationFormat format) throws IOException {
        Loaded loaded = read(files(format));
        TestDatabase database = new TestDatabase(folder.resolve("sample.db"));

        try (var project = new MigratedProject(database, loaded.migrations())) {
            assertThat(project.applyAll().stopped()).isEmpty();
            Schema first = database.observe().schema();
            assertThat(first.tables()).isNotEmpty();

            if (format == MigrationFormat.PLAIN) {
                assertThat(project.revertAll().stopped()).hasValue("0003_count.sql has no DOWN");
            } else {
                assertThat(project.revertAll().stopped()).isEmpty();
                assertThat(database.observe().schema().tables()).isEmpty();
            }

            assertThat(project.applyAll().stopped()).isEmpty();
            assertThat(database.observe().schema()).isEqualTo(first);
        }
        assertThat(loaded.format()).isEqualTo(format);
        assertThat(loaded.notices()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void otherLineEndsAreTheSameMigrations(MigrationFormat format) throws IOException {
        isTheSameWith(format, text -> text.replace("\n", "\r\n"));
        isTheSameWith(format, text -> text.replace("\n", "\r"));
    }

    @ParameterizedTest
    @EnumSource
    void byteOrderMarkMakesTheSameMigrations(MigrationFormat format) throws IOException {
        isTheSameWith(format, text -> "\uFEFF" + text);
        isTheSameWith(format, text -> "\uFEFF" + text.replace("\n", "\r\n"));
    }

    private void isTheSameWith(MigrationFormat format, UnaryOperator<String> change)
            throws IOException {
        List<SourceFile> files = files(format);
        List<Migration> before = read(files).migrations().inOrder();
        Loaded after = read(files.stream().map(file -> with(file, change)).toList());

        assertThat(after.migrations().inOrder())
                .extracting(Migration::version, Migration::normalised, Migration::transactional)
                .isEqualTo(
                        before.stream()
                                .map(it -> tuple(it.version(), it.normalised(), it.transactional()))
                                .toList());
        TestDatabase database =
                new TestDatabase(Files.createTempDirectory(folder, "x").resolve("sample.db"));
        try (var project = new MigratedProject(database, after.migrations())) {
            assertThat(project.applyAll().stopped()).isEmpty();
        }
    }

    private static SourceFile with(SourceFile file, UnaryOperator<String> change) {
        return file.name().endsWith(".sql")
                ? new SourceFile(
                        file.path(), change.apply(new String(file.bytes(), UTF_8)).getBytes(UTF_8))
                : file;
    }

    private static Loaded read(List<SourceFile> files) {
        LoadOutcome outcome = new MigrationLoader().read(files, PLACEHOLDERS);
        assertThat(outcome).isInstanceOf(Loaded.class);
        return (Loaded) outcome;
    }

    private static List<SourceFile> files(MigrationFormat format) throws IOException {
        Path sample = SAMPLES.resolve(format.id());
        try (Stream<Path> files = Files.walk(sample)) {
            return files.filter(Files::isRegularFile).map(file -> file(sample, file)).toList();
        }
    }

    private static SourceFile file(Path sample, Path file) {
        try {
            String path = sample.relativize(file).toString().replace('\\', '/');
            return new SourceFile(path, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
