package dev.signalbox.database.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages about formats: what they show as an example is such a project, and works. */
class FormatPagesTest {

    private static final Path PAGES = Path.of("../../docs/formats");
    private static final Pattern FILE =
            Pattern.compile("(?m)^`([^`\n]+\\.sql)`\n\n```sql\n(.*?)^```$", Pattern.DOTALL);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void exampleIsAppliedAndUndone(MigrationFormat format) throws IOException {
        List<SourceFile> files = files(Files.readString(page(format)));

        LoadOutcome outcome = new MigrationLoader().read(files, Map.of("table", "authors"));

        assertThat(files).isNotEmpty();
        assertThat(outcome).isInstanceOf(Loaded.class);
        Loaded loaded = (Loaded) outcome;
        assertThat(loaded.format()).isEqualTo(format);
        assertThat(loaded.notices()).isEmpty();
        TestDatabase database = new TestDatabase(folder.resolve("example.db"));
        try (var project = new MigratedProject(database, loaded.migrations())) {
            assertThat(project.applyAll().stopped()).isEmpty();
            assertThat(database.observe().schema().tables()).isNotEmpty();
            if (isReversible(loaded)) {
                assertThat(project.revertAll().stopped()).isEmpty();
                assertThat(database.observe().schema().tables()).isEmpty();
            }
        }
        assertThat(isReversible(loaded)).isEqualTo(format != MigrationFormat.PLAIN);
    }

    @Test
    void indexNamesEachFormatWithItsPageAndItsId() throws IOException {
        String index = Files.readString(PAGES.resolve("README.md"));

        for (MigrationFormat format : MigrationFormat.values()) {
            assertThat(index)
                    .contains("](" + format.id() + ".md)")
                    .contains("`" + format.id() + "`");
        }
    }

    private static boolean isReversible(Loaded loaded) {
        return loaded.migrations().inOrder().stream()
                .filter(migration -> !migration.isRepeatable())
                .allMatch(Migration::isReversible);
    }

    private static Path page(MigrationFormat format) {
        return PAGES.resolve(format.id() + ".md");
    }

    private static List<SourceFile> files(String page) {
        return FILE.matcher(page)
                .results()
                .map(it -> new SourceFile(it.group(1), it.group(2).getBytes(UTF_8)))
                .toList();
    }
}
