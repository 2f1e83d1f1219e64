package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.Recorded;
import dev.signalbox.cli.json.Json;
import dev.signalbox.cli.json.Node;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {

    @ParameterizedTest
    @CsvSource({
        "COMPLETED,0",
        "PROPOSED,0",
        "AWAITING_APPROVAL,4",
        "REFUSED,3",
        "SUPERSEDED,3",
        "FAILED,1",
        "ROLLED_BACK,1",
        "CANCELLED,1",
        "NEEDS_OPERATOR,5",
        "SOMETHING_NEWER,1"
    })
    void everyStateHasItsStatusAndSaysSomething(String state, int exit) throws IOException {
        var ending = Ending.of(state, Json.read(Recorded.view(state, "")), Node.ABSENT);

        assertThat(ending.exit()).isEqualTo(exit);
        assertThat(text(ending)).isNotBlank();
    }

    @Test
    void nothingToDoIsSaidWhereThePlanHasNoSteps() throws IOException {
        var view = Json.read(Recorded.view("PROPOSED", ",\"document\":{\"steps\":[]}"));

        assertThat(text(Ending.of("PROPOSED", view, Node.ABSENT))).contains("Nothing to do");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown-version,unknown-database,2",
        "unknown-version,drift,3",
        "drift,drift,3",
        "missing-down,missing-dependency,3",
        "missing-reason,unknown-snapshot,2",
        "invalid-field,missing-x,2"
    })
    void aRefusalIsWrongUsageOnlyWhenAllOfItIs(String one, String other, int exit)
            throws IOException {
        var view =
                Json.read(
                        Recorded.view(
                                "REFUSED",
                                ",\"findings\":[" + error(one) + "," + error(other) + "]"));

        assertThat(Ending.of("REFUSED", view, Node.ABSENT).exit()).isEqualTo(exit);
    }

    @ParameterizedTest
    @CsvSource({
        "invalid-utf-8,002_bad.sql:2:24",
        "unknown-migration,transformations/codes.yml:3:8",
        "missing-key,transformations/codes.yml:1:1"
    })
    void aFileThatCannotBeReadIsAFinding(String code, String where) throws IOException {
        var finding =
                "{\"severity\":\"ERROR\",\"code\":\"%s\",\"where\":\"%s\"}".formatted(code, where);
        var view = Json.read(Recorded.view("REFUSED", ",\"findings\":[" + finding + "]"));

        assertThat(Ending.of("REFUSED", view, Node.ABSENT).exit()).isEqualTo(3);
    }

    @Test
    void aFailureWithoutItsEventStillTellsTheRunsError() throws IOException {
        var view = Json.read(Recorded.view("FAILED", ",\"run\":{\"error\":\"disk full\"}"));

        assertThat(text(Ending.of("FAILED", view, Node.ABSENT))).contains("disk full");
    }

    @Test
    void theVersionIsThePlansWhereTheRunTellsNone() throws IOException {
        var view = Json.read(Recorded.view("COMPLETED", ",\"document\":{\"toVersion\":\"3\"}"));

        assertThat(text(Ending.of("COMPLETED", view, Node.ABSENT)))
                .isEqualTo("kb is at version 3.");
    }

    @Test
    void whatWasRolledBackIsSaidWithTheWay() throws IOException {
        var view = Json.read(Recorded.view("ROLLED_BACK", ""));
        var run =
                Json.read(
                        "{\"error\":\"a check failed\",\"how\":\"SNAPSHOT\",\"rolledBack\":true,\"state\":\"kb"
                                + " is at version 1.\"}");

        assertThat(text(Ending.of("ROLLED_BACK", view, run)))
                .contains("a check failed", "rolled back, by the snapshot", "kb is at version 1.");
    }

    @Test
    void whoeverIsNeededIsToldTheWaysOut() throws IOException {
        var view =
                Json.read(
                        Recorded.view(
                                "NEEDS_OPERATOR",
                                ",\"waysOut\":[\"retry\",\"cancel\",\"restore\"]"));

        assertThat(text(Ending.of("NEEDS_OPERATOR", view, Node.ABSENT)))
                .contains(
                        "signalbox retry " + Recorded.PLAN,
                        "signalbox cancel " + Recorded.PLAN,
                        "signalbox restore kb latest");
    }

    private static String error(String code) {
        return "{\"severity\":\"ERROR\",\"code\":\"" + code + "\",\"message\":\"m\"}";
    }

    private static String text(Ending ending) {
        return ending.lines().stream().map(Line::text).collect(Collectors.joining("\n"));
    }
}
