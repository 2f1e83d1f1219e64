package dev.signalbox.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "60000,PT60S",
        "500ms,PT0.5S",
        "60s,PT60S",
        "10m,PT10M",
        "2 h,PT2H",
        "1d,PT24H",
        "PT60S,PT60S",
        "pt1.5s,PT1.5S",
        "10M,PT10M"
    })
    void isReadAsPeopleWriteIt(String text, Duration expected) {
        assertThat(DurationText.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "0",
                "0s",
                "-5",
                "-PT5S",
                "1.5s",
                "5 weeks",
                "999999999999999d",
                "99999999999999999999"
            })
    void nothingElseIsATime(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
