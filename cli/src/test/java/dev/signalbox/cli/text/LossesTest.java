package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Line;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"snapshot\"}",
                "{\"kind\":\"applyScript\"}",
                "{\"kind\":\"check\"}",
                "{\"kind\":\"markApplied\",\"sentence\":\"s\"}",
                "{\"kind\":\"revertScript\",\"migration\":\"m\",\"tried\":false,\"effects\":[]}",
                "{\"kind\":\"revertScript\",\"migration\":\"m\",\"file\":\"m.sql\",\"tried\":true,\"effects\":[{\"table\":\"t\",\"dropped\":false,\"columns\":[],\"rowsBefore\":9,\"rowsLost\":0,\"rowsChanged\":0}]}"
            })
    void thisLosesNothing(String step) throws IOException {
        assertThat(of(step).any()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"restore\",\"file\":\"f.db\"}",
                "{\"kind\":\"repairHistory\",\"sentence\":\"s\"}",
                "{\"kind\":\"revertScript\",\"file\":\"m.sql\",\"tried\":false,\"effects\":[]}",
                "{\"kind\":\"revertScript\",\"file\":\"m.sql\",\"tried\":true,\"effects\":[{\"table\":\"t\",\"dropped\":true,\"rowsBefore\":0}]}"
            })
    void thisIsAskedAbout(String step) throws IOException {
        assertThat(of(step).any()).isTrue();
    }

    @Test
    void severalAreOneSentence() throws IOException {
        var down =
                "{\"kind\":\"revertScript\",\"file\":\"m.sql\",\"tried\":true,\"effects\":[{\"table\":\"t\",\"dropped\":true}]}";

        assertThat(of(down + "," + down).sentence())
                .isEqualTo("The DOWN of 2 migrations of kb drops or overwrites the above");
    }

    @Test
    void whatCannotBeSavedIsGoneThoughTheRestIsSaved() throws IOException {
        var losses =
                of(
                        "{\"kind\":\"revertScript\",\"migration\":\"m\",\"file\":\"m.sql\",\"tried\":true,\"saves\":true,\"effects\":[{\"table\":\"t\",\"rowsBefore\":9,\"rowsLost\":2,\"unsavable\":true}]}");

        assertThat(losses.lines())
                .extracting(Line::text)
                .containsExactly(
                        "  m deletes 2 of 9 rows of t, which cannot be saved",
                        "      what cannot be saved is gone for good; the rest is saved first");
    }

    private static Losses of(String steps) throws IOException {
        return Losses.of(Json.read("{\"database\":\"kb\",\"steps\":[" + steps + "]}"));
    }
}
