package dev.signalbox.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {

    private static final List<String> KNOWN = List.of("author", "dataVolume", "risk", "tags");

    @Test
    void typingMistakesFindTheNameThatWasMeant() {
        assertThat(Nearest.to("Risk", KNOWN)).contains("risk");
        assertThat(Nearest.to("dataVolumne", KNOWN)).contains("dataVolume");
        assertThat(Nearest.to("auhtor", KNOWN)).contains("author");
    }

    @Test
    void whatResemblesNothingFindsNothing() {
        assertThat(Nearest.to("zebra", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
        assertThat(Nearest.to("x".repeat(1_000_000), KNOWN)).isEmpty();
    }

    @Test
    void nearestComesFirstAndPartsOfNamesComeLast() {
        List<String> stems = List.of("001_users", "002_orders", "003_user", "010_users_email");

        assertThat(Nearest.to("002_users", stems, 3))
                .containsExactly("001_users", "003_user", "002_orders");
        assertThat(Nearest.to("email", stems, 3)).containsExactly("010_users_email");
    }

    @Test
    void swappedNeighboursAreOneEdit() {
        assertThat(Nearest.edits("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.edits("", "abc")).isEqualTo(3);
    }
}
