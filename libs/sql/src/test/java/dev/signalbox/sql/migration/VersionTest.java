package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {

    private static final List<String> ASCENDING =
            List.of(
                    "0",
                    "1",
                    "1.0.1",
                    "1.2",
                    "1.2.9",
                    "1.2.10-alpha",
                    "1.2.10-alpha.1",
                    "1.2.10-alpha.beta",
                    "1.2.10-beta",
                    "1.2.10-beta.2",
                    "1.2.10-beta.11",
                    "1.2.10-rc.1",
                    "1.2.10",
                    "1.10",
                    "2",
                    "9",
                    "10",
                    "20260101120000",
                    "99999999999999999999999999999999");

    @Test
    void versionsAreOrderedByNumbersAndThenByPreRelease() {
        List<Version> shuffled =
                new ArrayList<>(ASCENDING.stream().map(VersionTest::version).toList());
        Collections.shuffle(shuffled, new Random(1));

        assertThat(shuffled.stream().sorted().map(Version::toString).toList()).isEqualTo(ASCENDING);
    }

    @ParameterizedTest
    @CsvSource({"001, 1", "1.0, 1", "1.2.0, 1.2", "0.0, 0", "1.0.0-rc.01, 1.0.0-rc.1"})
    void differentSpellingsOfAVersionAreEqual(String one, String other) {
        assertThat(version(one)).isEqualTo(version(other)).isEqualByComparingTo(version(other));
        assertThat(version(one)).hasSameHashCodeAs(version(other));
        assertThat(version(one)).hasToString(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v1", "1.", ".1", "1..2", "1-rc.1", "1.2-rc", "1.2.3-", "1 ", "-1", "١"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }
}
