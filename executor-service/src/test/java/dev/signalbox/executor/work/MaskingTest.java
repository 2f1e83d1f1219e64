package dev.signalbox.executor.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingTest {

    @Test
    void whatTheEnvironmentCallsASecretIsNotTold() {
        var masking = Masking.of(Map.of("DB_PASSWORD", "hunter2-long", "LANG", "de_DE.UTF-8"));

        assertThat(masking.mask("de_DE.UTF-8 hunter2-long, hunter2-long"))
                .isEqualTo("de_DE.UTF-8 ***, ***");
    }

    @Test
    void aSecretThatHoldsAnotherIsMaskedWhole() {
        var masking = Masking.of(Map.of("A_TOKEN", "abcdef", "B_TOKEN", "abcdefgh"));

        assertThat(masking.mask("abcdefgh")).isEqualTo("***");
    }

    @Test
    void aValueThatMayBeAnyWordIsLeft() {
        assertThat(Masking.of(Map.of("API_KEY", "on")).mask("on and on")).isEqualTo("on and on");
    }
}
