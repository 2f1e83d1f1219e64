package dev.signalbox.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Ran;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {

    @TempDir Path folder;

    @Test
    void anEmptyFolderBecomesAProject() throws IOException {
        var ran = init(Map.of());

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("Next:", "signalbox create", "signalbox up");
        assertThat(settings().databases()).containsOnlyKeys("app");
        assertThat(folder.resolve("migrations")).isEmptyDirectory();
        assertThat(folder.resolve(".gitignore")).hasContent(".signalbox/");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void theGuidesProjectIsRecognised() throws IOException {
        Files.createDirectories(folder.resolve("src/database/migrations"));
        Files.writeString(
                folder.resolve(".env"),
                "DATABASE_URL=\"sqlite:./data/ai-todo.db\"\nNODE_ENV=production\n");
        Files.writeString(
                folder.resolve("migration.config.yml"),
                "environments: { production: { maxDuration: 90000, requireApproval: true } }");
        Files.writeString(folder.resolve(".gitignore"), "node_modules");

        var ran = init(Map.of());

        assertThat(ran.exit()).isZero();
        var database = settings().database("ai-todo").orElseThrow();
        assertThat(database.file()).isEqualTo(folder.resolve("data/ai-todo.db"));
        assertThat(database.migrations()).isEqualTo(folder.resolve("src/database/migrations"));
        assertThat(settings().policyOf(database).maxDuration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(folder.resolve(".gitignore")).hasContent("node_modules\n.signalbox/");
        assertThat(Files.readString(folder.resolve("signalbox.yml")))
                .contains(
                        "url: jdbc:sqlite:data/ai-todo.db", "migrations: src/database/migrations");
    }

    @Test
    void theOnlyDatabaseFileIsTaken() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/my shop.sqlite3"), "");

        init(Map.of());

        assertThat(settings().database("my-shop").orElseThrow().file())
                .isEqualTo(folder.resolve("data/my shop.sqlite3"));
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws IOException {
        Files.writeString(folder.resolve("signalbox.yml"), "mine");

        var ran = init(Map.of());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("left as it is");
        assertThat(folder.resolve("signalbox.yml")).hasContent("mine");
        assertThat(folder.resolve(".gitignore")).doesNotExist();
    }

    @Test
    void twiceIsOnce() throws IOException {
        init(Map.of());
        var first = Files.readString(folder.resolve("signalbox.yml"));

        var second = init(Map.of());

        assertThat(second.exit()).isEqualTo(2);
        assertThat(folder.resolve("signalbox.yml")).hasContent(first);
    }

    @Test
    void aPostgreSqlProjectIsRefusedAndNothingWritten() {
        var ran = init(Map.of("DATABASE_URL", "postgresql://u:hunter2@h/db"));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("PostgreSQL").doesNotContain("hunter2");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aShellsApprovalDoesNotEnterTheFile() throws IOException {
        init(Map.of("REQUIRE_APPROVAL", "true"));

        var development = settings().environments().get("development");
        assertThat(development).isNotNull();
        assertThat(development.requireApproval()).isFalse();
    }

    @Test
    void anotherFolderIsMade() {
        var ran = Ran.in(folder, Map.of(), "init", "services/shop");

        assertThat(ran.exit()).isZero();
        assertThat(folder.resolve("services/shop/signalbox.yml")).exists();
    }

    private Ran init(Map<String, String> environment) {
        return Ran.in(folder, environment, "init");
    }

    private Settings settings() {
        var outcome = Settings.load(folder, Map.of());
        assertThat(outcome).isInstanceOf(Loaded.class);
        return ((Loaded) outcome).settings();
    }
}
