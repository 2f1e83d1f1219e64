package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    @TempDir Path folder;

    @Test
    void isReadOnlyWhenItIsNeeded() throws Exception {
        var file = folder.resolve("password");
        var secret = new Secret.InFile(file);

        Files.writeString(file, "hunter2\n");

        assertThat(secret.resolve(Map.of())).isEqualTo("hunter2");
        assertThat(secret.toString()).isEqualTo("file:" + file);
        assertThat(new Secret.Variable("A").resolve(Map.of("A", "b"))).isEqualTo("b");
    }

    @Test
    void isMissedByTheNameOfItsPlace() {
        assertThatThrownBy(() -> new Secret.Variable("KB_PASSWORD").resolve(Map.of()))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("KB_PASSWORD");
        assertThatThrownBy(() -> new Secret.InFile(folder.resolve("none")).resolve(Map.of()))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("none");
    }
}
