package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.events.Finding;
import dev.signalbox.settings.LoadedOrRefused.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedSettingsTest {

    @TempDir Path folder;

    @Test
    void everyErrorIsToldAtOnceWithItsPlace() throws IOException {
        var findings =
                refused(
                        """
                        databases:
                          kb:
                            ulr: jdbc:sqlite:kb.db
                            environment: prodction
                          logs:
                            url: jdbc:sqlite:logs.db
                            credentials: { user: u, password: hunter2 }
                            host: []
                        environments:
                          production: { skipBackup: maybe, maxDuration: soon }
                        databases: {}
                        """);

        assertThat(findings)
                .extracting(Finding::code, Finding::where)
                .contains(
                        tuple("unknown-key", "signalbox.yml:3:5"),
                        tuple("missing-url", "signalbox.yml:3:5"),
                        tuple("unknown-environment", "signalbox.yml:4:18"),
                        tuple("plain-secret", "signalbox.yml:7:39"),
                        tuple("wrong-type", "signalbox.yml:8:11"),
                        tuple("wrong-type", "signalbox.yml:10:29"),
                        tuple("wrong-type", "signalbox.yml:10:49"),
                        tuple("duplicate-key", "signalbox.yml:11:1"));
        assertThat(findings).allSatisfy(f -> assertThat(f.toString()).doesNotContain("hunter2"));
        assertThat(remedy(findings, "unknown-key")).contains("'url'");
        assertThat(remedy(findings, "unknown-environment")).contains("'production'");
    }

    @Test
    void aHealthCheckThatSaysTooMuchOrTooLittleIsRefused() throws IOException {
        var findings =
                refused(
                        """
                        databases:
                          kb:
                            url: jdbc:sqlite:kb.db
                            health: { url: http://localhost/health, command: [true] }
                          logs:
                            url: jdbc:sqlite:logs.db
                            health: { atempts: 3 }
                          mail:
                            url: jdbc:sqlite:mail.db
                            health: { url: localhost/health, attempts: 0, pause: never }
                          web:
                            url: jdbc:sqlite:web.db
                            health: { command: curl localhost }
                            hookTimout: 5s
                        environments: { development: { writeStopped: true } }
                        """);

        assertThat(findings)
                .extracting(Finding::code, Finding::where)
                .containsExactlyInAnyOrder(
                        tuple("one-health-check", "signalbox.yml:4:13"),
                        tuple("unknown-key", "signalbox.yml:7:15"),
                        tuple("one-health-check", "signalbox.yml:7:13"),
                        tuple("invalid-url", "signalbox.yml:10:20"),
                        tuple("wrong-type", "signalbox.yml:10:48"),
                        tuple("wrong-type", "signalbox.yml:10:58"),
                        tuple("wrong-type", "signalbox.yml:13:24"),
                        tuple("unknown-key", "signalbox.yml:14:5"),
                        tuple("unknown-key", "signalbox.yml:15:32"));
        assertThat(findings)
                .extracting(Finding::remedy)
                .contains(
                        "Did you mean 'attempts'?",
                        "Did you mean 'hookTimeout'?",
                        "Did you mean 'writesStopped'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty-file",
                "'# only a comment'|empty-file",
                "'databases:'|wrong-type",
                "'databases: {}'|no-database",
                "'environments: {}'|no-database",
                "'- a list'|wrong-type",
                "'databases: { kb: 5 }'|wrong-type",
                "'databases: { kb: { url: 5 } }'|invalid-url",
                "'databases: { kb: { url: } }'|wrong-type",
                "'databases: { ''a b'': { url: \"jdbc:sqlite:a.db\" } }'|invalid-id",
                "'databases: { kb: { url: \"jdbc:sqlite::memory:\" } }'|database-in-memory",
                "'databases: { kb: { url: \"mysql://h/db\" } }'|invalid-url",
                "'databases: { kb: { url: \"jdbc:sqlite:a.db\" }'|not-yaml",
                "'databases: &a { kb: *a }'|missing-url",
                "'<<: { kb: 1 }'|unknown-key",
                "'? [a, b]\n: 1'|wrong-type",
                "'a: 1\n---\nb: 2'|not-yaml",
                "'databases:\n\tkb:\n'|tab",
            })
    void whatIsWrongHasItsCode(String yaml, String code) throws IOException {
        assertThat(refused(yaml)).extracting(Finding::code).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://user:hunter2@host:5432/kb",
                "jdbc:postgresql://host/kb?password=hunter2",
                "postgres://user:hunter2@host/kb"
            })
    void postgreSqlIsRecognisedAndRefusedWithoutRepeatingThePassword(String url)
            throws IOException {
        var findings = refused("databases: { kb: { url: '" + url + "' } }");

        assertThat(findings)
                .singleElement()
                .satisfies(
                        f -> {
                            assertThat(f.code()).isEqualTo("engine-not-supported");
                            assertThat(f.toString())
                                    .contains("PostgreSQL")
                                    .doesNotContain("hunter2");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credentials: hunter2",
                "credentials: { plan: hunter2 }",
                "credentials: { user: u, password: hunter2 }",
                "credentials: { user: u, password: 'vault:hunter2' }",
                "credentials: { password: hunter2 }",
                "credentials: { execute: { user: u, password: hunter2 } }"
            })
    void aSecretInTheFileIsRefusedAndNeverRepeated(String credentials) throws IOException {
        var findings = refused("databases: { kb: { url: 'sqlite:a.db', " + credentials + " } }");

        assertThat(findings).isNotEmpty();
        assertThat(findings).allSatisfy(f -> assertThat(f.toString()).doesNotContain("hunter2"));
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Files.write(folder.resolve("signalbox.yml"), new byte[2 * 1024 * 1024]);

        assertThat(refused()).extracting(Finding::code).containsExactly("file-too-large");
    }

    @Test
    void anotherEncodingIsNamed() throws IOException {
        Files.write(
                folder.resolve("signalbox.yml"),
                "databases: { kö: 1 }".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refused()).extracting(Finding::code).containsExactly("not-utf-8");
    }

    @Test
    void binaryContentIsNoYaml() throws IOException {
        assertThat(refused("databases: \u0000\u0001"))
                .extracting(Finding::code)
                .containsExactly("not-yaml");
    }

    @Test
    void aFolderInTheFilesPlaceIsUnreadable() throws IOException {
        Files.createDirectory(folder.resolve("signalbox.yml"));

        assertThat(refused()).extracting(Finding::code).containsExactly("file-unreadable");
    }

    @Test
    void aDeeplyNestedFileIsRefusedNotOverflowing() throws IOException {
        assertThat(refused("databases: " + "[".repeat(20_000))).isNotEmpty();
    }

    private List<Finding> refused(String yaml) throws IOException {
        Files.writeString(folder.resolve("signalbox.yml"), yaml);
        return refused();
    }

    private List<Finding> refused() {
        var outcome = Settings.load(folder, Map.of());
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).findings();
    }

    private static String remedy(List<Finding> findings, String code) {
        return findings.stream()
                .filter(f -> f.code().equals(code))
                .map(f -> String.valueOf(f.remedy()))
                .findFirst()
                .orElseThrow();
    }
}
