package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaChoiceTest {
    @Test
    void withoutWishDockerDecides() {
        assertThat(KafkaChoice.of(null, () -> true))
                .isEqualTo(new KafkaChoice(true, false, "a Docker engine answers"));
        assertThat(KafkaChoice.of("", () -> false))
                .isEqualTo(new KafkaChoice(false, false, "no Docker engine answers"));
    }

    @Test
    void aWishIsFollowedWithoutAskingDocker() {
        assertThat(KafkaChoice.of("embedded", KafkaChoiceTest::mustNotBeAsked).docker()).isFalse();
        assertThat(KafkaChoice.of("docker", KafkaChoiceTest::mustNotBeAsked).docker()).isTrue();
    }

    @Test
    void unknownWishNamesTheKnownOnes() {
        assertThatThrownBy(() -> KafkaChoice.of("podman", () -> true))
                .hasMessage("SIGNALBOX_TEST_KAFKA is 'podman'; it can be 'embedded' or 'docker'.");
    }

    @Test
    void configuredAddressIsWorthAsking(@TempDir Path home) {
        var environment = Map.of("DOCKER_HOST", "tcp://build:2375");

        assertThat(DockerEngine.plausible(environment::get, home)).isTrue();
    }

    @Test
    void leftOverSocketFileIsNoEngine(@TempDir Path home) throws Exception {
        Files.createFile(home.resolve("docker.sock"));
        var environment = Map.of("XDG_RUNTIME_DIR", home.toString());
        boolean without = DockerEngine.plausible(name -> null, home);

        assertThat(DockerEngine.plausible(environment::get, home)).isEqualTo(without);
    }

    private static boolean mustNotBeAsked() {
        throw new AssertionError("Docker was asked");
    }
}
