package dev.signalbox.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.analysis.source.Severity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comments that take a finding out, and say why. */
class SuppressionTest {

    private static final String MADE =
            "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY);";
    private static final String COMMENT = "-- signalbox:ignore delete-without-where empty anyway\n";
    private static final String DOWN = "-- DOWN\nSELECT 1;";

    @Test
    void commentAboveAStatementHoldsForItAlone() {
        var scripts =
                Scripts.of(MADE)
                        .and("-- UP\n" + COMMENT + "DELETE FROM a;\nDELETE FROM b;\n" + DOWN);

        assertThat(scripts.rules()).containsExactly("delete-without-where");
        assertThat(scripts.saying("delete-without-where"))
                .singleElement()
                .satisfies(d -> assertThat(d.line()).isEqualTo(4));
    }

    @Test
    void commentAtTheTopHoldsForTheFile() {
        assertThat(
                        Scripts.of(MADE)
                                .and(COMMENT + "-- UP\nDELETE FROM a;\nDELETE FROM b;\n" + DOWN)
                                .rules())
                .isEmpty();
        assertThat(
                        Scripts.of(MADE)
                                .and(
                                        "-- UP\n"
                                                + COMMENT
                                                + "\nDELETE FROM a;\nDELETE FROM b;\n"
                                                + DOWN)
                                .rules())
                .isEmpty();
    }

    @Test
    void otherRulesAreNotSuppressed() {
        assertThat(
                        Scripts.of(MADE)
                                .and(
                                        "-- UP\n-- signalbox:ignore drop-table meant\nDELETE FROM a;\n"
                                                + DOWN)
                                .rules())
                .containsExactly("delete-without-where", "unused-suppression");
    }

    @Test
    void suppressionThatSuppressesNothingIsRemovedByItsFix() {
        var scripts = Scripts.of("-- UP\n  -- signalbox:ignore drop-table meant\nSELECT 1;\n");
        var diagnosis = scripts.saying("unused-suppression").getFirst();

        assertThat(diagnosis.line()).isEqualTo(2);
        assertThat(scripts.fixed(diagnosis)).isEqualTo("-- UP\nSELECT 1;\n");
    }

    @Test
    void suppressionWithoutReasonOrRuleHoldsForNothing() {
        var without =
                Scripts.of(MADE)
                        .and(
                                "-- UP\n-- signalbox:ignore delete-without-where\nDELETE FROM a;\n"
                                        + DOWN);

        assertThat(without.rules()).containsExactly("delete-without-where", "unused-suppression");
        assertThat(without.saying("unused-suppression").getFirst().finding().message())
                .contains("gives no reason");
        assertThat(
                        Scripts.of("-- signalbox:ignore drop-tables for good\n-- UP\nSELECT 1;")
                                .saying("unused-suppression")
                                .getFirst()
                                .finding()
                                .remedy())
                .isEqualTo("Did you mean drop-table?");
    }

    @Test
    void wordsInAStringSuppressNothing() {
        assertThat(
                        Scripts.of(MADE)
                                .and(
                                        "-- UP\nINSERT INTO a VALUES ('\n"
                                                + COMMENT
                                                + "');\nDELETE FROM a;\n"
                                                + DOWN)
                                .saying("delete-without-where"))
                .hasSize(1);
    }

    @Test
    void projectSaysHowMuchARuleMatters() {
        var loaded = Scripts.of(MADE).and("-- UP\nDELETE FROM a;\n" + DOWN).load();

        var error =
                new Analyser(
                                new RuleLevels(
                                        Map.of(
                                                "delete-without-where",
                                                Optional.of(Severity.ERROR))))
                        .analyse(loaded);
        var off =
                new Analyser(new RuleLevels(Map.of("delete-without-where", Optional.empty())))
                        .analyse(loaded);

        assertThat(error.count(Severity.ERROR)).isEqualTo(1);
        assertThat(off.diagnoses()).noneMatch(d -> d.rule().equals("delete-without-where"));
    }
}
