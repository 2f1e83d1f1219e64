package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Line;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1000|1,000", "1234567|1,234,567", "-1000|-1,000"})
    void countsAreGrouped(long number, String text) {
        assertThat(Amounts.count(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.012S,12 ms",
        "PT1.54S,1.5 s",
        "PT2S,2 s",
        "PT59.999S,60 s",
        "PT1M,1 min",
        "PT3M5S,3 min 5 s",
        "PT2H30M,2 h 30 min",
        "soon,soon"
    })
    void durationsAreShort(String iso, String text) {
        assertThat(Amounts.duration(iso)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0 bytes", "1023,1023 bytes", "1536,1.5 KB", "1073741824,1 GB"})
    void bytesAreInSteps(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T12:00:00.123456Z,2026-05-01 14:00:00 +02:00",
        "2026-01-01T00:00:00Z,2026-01-01 01:00:00 +01:00",
        "never,never"
    })
    void momentsHaveTheirZone(String rfc3339, String text) {
        assertThat(new Times(BERLIN).moment(rfc3339)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T14:00:00Z,2026-05-01T14:00:00Z",
        "2026-05-01T14:00:00+02:00,2026-05-01T12:00:00Z",
        "2026-05-01 14:00,2026-05-01T12:00:00Z",
        "2026-05-01,2026-04-30T22:00:00Z",
        "2h,2026-05-02T10:00:00Z",
        "PT30M,2026-05-02T11:30:00Z"
    })
    void momentsAreReadAsPeopleTypeThem(String typed, String rfc3339) {
        assertThat(MomentText.rfc3339("--from", typed, noon())).isEqualTo(rfc3339);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-05-01T25:00", "01.05.2026"})
    void nothingElseIsAMoment(String typed) {
        assertThatThrownBy(() -> MomentText.rfc3339("--from", typed, noon()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--from");
    }

    @Test
    void aPlanShowsEachStepWithAllThatConcernsIt() throws IOException {
        var view = Json.read(Recorded.view("PROPOSED", Recorded.document()));

        var text = PlanText.lines(view).stream().map(Line::text).collect(Collectors.joining("\n"));

        assertThat(text)
                .contains(
                        "Plan " + Recorded.PLAN + " for kb",
                        "version   1 → 2, sqlite, development",
                        "estimate  about 1.7 s (the sum of its steps)",
                        "hash      abab",
                        "[1] Take a snapshot of kb",
                        "[2] Apply 002_b: a second table",
                        "file        002_b.sql, 3 statements, about 12,000 rows",
                        "locks       the whole file, while it writes",
                        "estimate    about 1.5 s (declared in 002_b.sql)",
                        "risk        medium: drops table a",
                        "reversible  yes",
                        "undo        Runs its DOWN section",
                        "checksum    tokens-1 cd",
                        "No index on b.a_id [no-index]",
                        "Add one.");
    }

    @Test
    void aDeadLetterStandsOutInTheTrail() throws IOException {
        var entry =
                Json.read(
                        "{\"index\":4,\"recordedAt\":\"2026-05-01T12:00:00Z\",\"kind\":\"dead-letter\",\"topic\":\"signalbox.requests\",\"standing\":\"none\",\"reason\":\"not"
                                + " JSON\"}");

        var line = TrailText.line(entry, new Times(BERLIN));

        assertThat(line).isEqualTo(Line.warning(line.text()));
        assertThat(line.text()).contains("dead-letter", "not JSON", "2026-05-01 14:00:00 +02:00");
    }

    private static Clock noon() {
        return Clock.fixed(Instant.parse("2026-05-02T12:00:00Z"), BERLIN);
    }
}
