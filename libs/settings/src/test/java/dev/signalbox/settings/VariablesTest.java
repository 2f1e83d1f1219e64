package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.LoadedOrRefused.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

    @TempDir Path folder;

    @Test
    void theGuidesDotEnvIsEnough() throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                """
                # of the guides
                DATABASE_URL="sqlite:./data/ai-todo.db"   # quoted
                export NODE_ENV=staging # this one too
                nonsense
                LOG_LEVEL=INFO
                """);
        Files.createDirectories(folder.resolve("db/migrations"));

        var settings = loaded(Map.of());

        var database = settings.database("ai-todo").orElseThrow();
        assertThat(database.file()).isEqualTo(folder.resolve("data/ai-todo.db"));
        assertThat(database.environment()).isEqualTo("staging");
        assertThat(database.migrations()).isEqualTo(folder.resolve("db/migrations"));
        assertThat(settings.source()).isEqualTo("DATABASE_URL");
    }

    @Test
    void theProcessesVariablesWinOverDotEnv() throws IOException {
        Files.writeString(folder.resolve(".env"), "DATABASE_URL=sqlite:a.db\n");

        var settings = loaded(Map.of("DATABASE_URL", "jdbc:sqlite:b.db"));

        assertThat(settings.databases()).containsOnlyKeys("b");
    }

    @Test
    void theGuidesConfigurationGivesTheEnvironments() throws IOException {
        Files.writeString(
                folder.resolve("migration.config.yml"),
                "environments: { test: { skipBackup: true, maxDuration: 60000 } }");

        var settings = loaded(Map.of("DATABASE_URL", "sqlite:a.db", "NODE_ENV", "test"));

        assertThat(settings.policyOf(settings.database("a").orElseThrow()))
                .isEqualTo(
                        new EnvironmentPolicy(
                                true,
                                false,
                                false,
                                true,
                                Duration.ofSeconds(60),
                                false,
                                OutOfOrder.WARN));
    }

    @Test
    void anUnknownEnvironmentAndABadAddressAreToldTogether() {
        var findings =
                refused(
                        Map.of(
                                "DATABASE_URL", "postgresql://u:hunter2@h/db",
                                "NODE_ENV", "tset",
                                "REQUIRE_APPROVAL", "perhaps"));

        assertThat(findings)
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("DATABASE_URL", "NODE_ENV", "REQUIRE_APPROVAL");
        assertThat(findings).allSatisfy(f -> assertThat(f.toString()).doesNotContain("hunter2"));
    }

    @Test
    void anEmptyFolderIsToldWhatToDo() {
        assertThat(refused(Map.of()))
                .singleElement()
                .satisfies(
                        f -> {
                            assertThat(f.code()).isEqualTo("no-settings");
                            assertThat(f.remedy()).contains("signalbox init");
                        });
    }

    @Test
    void dotEnvInAnotherEncodingIsNamed() throws IOException {
        Files.write(folder.resolve(".env"), new byte[] {(byte) 0xff, (byte) 0xfe, 'D', 0});

        assertThat(refused(Map.of())).extracting(Finding::code).contains("not-utf-8");
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:./data/ai-todo.db,ai-todo",
        "sqlite:///srv/My App.sqlite3,my-app",
        "file:./dev.db,dev",
        "jdbc:sqlite:.hidden,hidden",
        "sqlite:ü.db,database"
    })
    void theDatabaseIsCalledAfterItsFile(String url, String id) {
        assertThat(loaded(Map.of("DATABASE_URL", url)).databases()).containsOnlyKeys(id);
    }

    private Settings loaded(Map<String, String> environment) {
        var outcome = Settings.load(folder, environment);
        assertThat(outcome).isInstanceOf(Loaded.class);
        return ((Loaded) outcome).settings();
    }

    private List<Finding> refused(Map<String, String> environment) {
        var outcome = Settings.load(folder, environment);
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).findings();
    }
}
