package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.LoadedOrRefused.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir Path folder;

    @Test
    void theWholeFileIsUnderstood() throws IOException {
        var settings =
                load(
                        """
                        databases:
                          kb:
                            url: jdbc:sqlite:data/kb.db
                            credentials:
                              user: everyone
                              execute: { user: kb_migrator, password: env:KB_PASSWORD }
                              plan: { user: kb_reader, password: file:secrets/reader }
                            migrations: migrations/knowledge-base
                            environment: production
                            host: db-1
                            health: { command: [bin/health, --quick], attempts: 5, pause: 200ms }
                            hookTimeout: 2m
                          logs:
                            url: sqlite:./logs.db
                        environments:
                          development: { skipBackup: true, maxDuration: 60s }
                          production:
                            skipBackup: false
                            skipValidation: true
                            requireApproval: true
                            autoRollback: false
                            maxDuration: 10m
                            writesStopped: true
                        """);

        var kb = settings.database("kb").orElseThrow();
        assertThat(kb.file()).isEqualTo(folder.resolve("data/kb.db"));
        assertThat(kb.url()).isEqualTo("jdbc:sqlite:" + folder.resolve("data/kb.db"));
        assertThat(kb.migrations()).isEqualTo(folder.resolve("migrations/knowledge-base"));
        assertThat(kb.host()).isEqualTo("db-1");
        assertThat(kb.credentials().backup().orElseThrow().user()).isEqualTo("everyone");
        assertThat(kb.credentials().execute().orElseThrow().password())
                .isEqualTo(new Secret.Variable("KB_PASSWORD"));
        assertThat(kb.credentials().plan().orElseThrow().password())
                .isEqualTo(new Secret.InFile(folder.resolve("secrets/reader")));
        assertThat(settings.policyOf(kb))
                .isEqualTo(
                        new EnvironmentPolicy(
                                false,
                                true,
                                true,
                                false,
                                Duration.ofMinutes(10),
                                true,
                                OutOfOrder.PROVE));
        assertThat(kb.health())
                .isEqualTo(
                        new HealthSettings(
                                null,
                                List.of("bin/health", "--quick"),
                                Duration.ofSeconds(5),
                                5,
                                Duration.ofMillis(200)));
        assertThat(kb.hookTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.databases().keySet()).containsExactly("kb", "logs");
        var logs = settings.database("logs").orElseThrow();
        assertThat(logs.environment()).isEqualTo("development");
        assertThat(logs.host()).isEqualTo("any");
        assertThat(logs.health()).isNull();
        assertThat(logs.hookTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.source()).isEqualTo("signalbox.yml");
        assertThat(settings.nearest("kbb")).first().isEqualTo("kb");
    }

    @Test
    void withoutEnvironmentsTheGuidesHold() throws IOException {
        var settings = load("databases: { kb: { url: 'jdbc:sqlite:kb.db' } }");

        assertThat(settings.environments())
                .containsExactly(
                        Map.entry("development", policy(true, false, true, 60)),
                        Map.entry("staging", policy(false, false, true, 300)),
                        Map.entry("production", policy(false, true, false, 600)));
    }

    @Test
    void aSilentProductionStillRequiresApproval() throws IOException {
        var settings =
                load(
                        """
                        databases: { kb: { url: 'jdbc:sqlite:kb.db', environment: production } }
                        environments: { production: { maxDuration: 1h } }
                        """);

        var policy = settings.policyOf(settings.database("kb").orElseThrow());

        assertThat(policy).isEqualTo(policy(false, true, false, 3600));
    }

    @Test
    void requiredApprovalTightensEveryEnvironmentAndFalseLoosensNone() throws IOException {
        Files.writeString(
                folder.resolve("signalbox.yml"), "databases: { kb: { url: 'jdbc:sqlite:kb.db' } }");

        var tightened = loaded(Map.of("REQUIRE_APPROVAL", "true"));
        var notLoosened = loaded(Map.of("REQUIRE_APPROVAL", "false"));

        assertThat(tightened.environments().values())
                .hasSize(3)
                .allMatch(EnvironmentPolicy::requireApproval);
        assertThat(notLoosened.environments().get("production"))
                .isEqualTo(policy(false, true, false, 600));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoObstacle() throws IOException {
        var settings = load("\uFEFFdatabases:\r\n  kb:\r\n    url: jdbc:sqlite:kb.db\r\n");

        assertThat(settings.databases()).containsOnlyKeys("kb");
    }

    @Test
    void parametersOfTheAddressAreKept() throws IOException {
        var settings = load("databases: { kb: { url: 'jdbc:sqlite:kb.db?busy_timeout=9' } }");

        var kb = settings.database("kb").orElseThrow();
        assertThat(kb.file()).isEqualTo(folder.resolve("kb.db"));
        assertThat(kb.url()).isEqualTo("jdbc:sqlite:" + folder.resolve("kb.db?busy_timeout=9"));
    }

    @Test
    void theUsualMigrationsFolderThatExistsIsTaken() throws IOException {
        Files.createDirectories(folder.resolve("src/database/migrations"));

        var settings = load("databases: { kb: { url: 'jdbc:sqlite:kb.db' } }");

        assertThat(settings.database("kb").orElseThrow().migrations())
                .isEqualTo(folder.resolve("src/database/migrations"));
    }

    private Settings load(String yaml) throws IOException {
        Files.writeString(folder.resolve("signalbox.yml"), yaml);
        return loaded(Map.of());
    }

    private Settings loaded(Map<String, String> environment) {
        var outcome = Settings.load(folder, environment);
        assertThat(outcome).isInstanceOf(Loaded.class);
        return ((Loaded) outcome).settings();
    }

    private static EnvironmentPolicy policy(
            boolean skipBackup, boolean approval, boolean rollback, long seconds) {
        return new EnvironmentPolicy(
                skipBackup,
                false,
                approval,
                rollback,
                Duration.ofSeconds(seconds),
                false,
                approval ? OutOfOrder.PROVE : OutOfOrder.WARN);
    }
}
