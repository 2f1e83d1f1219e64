package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.BackfillSource;
import dev.signalbox.database.BackfillWork.Conflict;
import dev.signalbox.database.BackfillWork.RowCondition;
import dev.signalbox.events.Finding;
import dev.signalbox.testing.CompiledJar;
import dev.signalbox.transfer.Rule.OnError;
import dev.signalbox.transfer.Rule.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFilesTest {

    private static final String HEAD =
            """
            id: first-words
            description: Take each note's first word
            """;

    @Test
    void everyKeyIsRead() {
        Rule rule =
                new Project()
                        .rule(
                                HEAD
                                        + """
                                        after: 002_words
                                        source: notes
                                        where: text IS NOT NULL
                                        key: [id]
                                        batchSize: 200
                                        pauseBetweenBatches: 10ms
                                        onError: skip
                                        select: |
                                          SELECT b.id AS note,
                                            regexp_substr(b.text, '\\w+') AS word
                                          FROM batch b
                                        into: words
                                        conflict: ignore
                                        validate:
                                          - rule: word IS NOT NULL
                                            message: a note has a word
                                          - rule: note > 0
                                        undo: DELETE FROM words
                                        feature: words
                                        """)
                        .rules()
                        .rules()
                        .getFirst();

        assertThat(rule.id()).isEqualTo("first-words");
        assertThat(rule.after()).isEqualTo("002_words");
        assertThat(rule.source())
                .isEqualTo(new BackfillSource("notes", "text IS NOT NULL", List.of("id")));
        assertThat(rule.batchSize()).isEqualTo(200);
        assertThat(rule.pauseBetweenBatches()).isEqualTo(Duration.ofMillis(10));
        assertThat(rule.onError()).isEqualTo(OnError.SKIP);
        assertThat(rule.feature()).isEqualTo("words");
        assertThat(rule.undo()).hasSize(1);
        assertThat(rule.work())
                .isInstanceOfSatisfying(
                        Work.Select.class,
                        it -> {
                            assertThat(it.query().position().line()).isEqualTo(11);
                            assertThat(it.target().into()).isEqualTo("words");
                            assertThat(it.target().conflict()).isEqualTo(Conflict.IGNORE);
                            assertThat(it.target().conditions())
                                    .containsExactly(
                                            new RowCondition(
                                                    "word IS NOT NULL", "a note has a word"),
                                            new RowCondition("note > 0", null));
                        });
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Rule rule =
                new Project()
                        .rule(HEAD + "source: notes\nselect: SELECT id, 'x' AS text FROM batch\n")
                        .rules()
                        .onDemand()
                        .getFirst();

        assertThat(rule.batchSize()).isEqualTo(1000);
        assertThat(rule.pauseBetweenBatches()).isZero();
        assertThat(rule.onError()).isEqualTo(OnError.STOP);
        assertThat(rule.hasUndo()).isFalse();
        assertThat(rule.feature()).isNull();
    }

    @Test
    void rulesStandInTheOrderOfTheirFilesBehindTheMigrationThatAnyOfItsNamesMeans() {
        RuleSet rules =
                new Project()
                        .with("transformations/b.yml", rule("b", "after: '002'"))
                        .with("transformations/a.yaml", rule("a", "after: 002_words"))
                        .with("transformations/c.yml", rule("c", "after: 002_words.sql"))
                        .with("transformations/d.yml", rule("d", ""))
                        .rules();

        assertThat(rules.after("002_words")).extracting(Rule::id).containsExactly("a", "b", "c");
        assertThat(rules.onDemand()).extracting(Rule::id).containsExactly("d");
    }

    private static String rule(String id, String more) {
        return "id: " + id + "\ndescription: d\nsql: DELETE FROM words\n" + more + "\n";
    }

    @Test
    void functionIsFoundInAJarAndNotLoaded() throws IOException {
        byte[] jar = CompiledJar.of("shop.Words", RuleRunTest.FUNCTION);
        String rule = HEAD + "source: notes\njava: shop.Words\ninto: words\n";

        Rule read =
                new Project()
                        .with("transformations/words.jar", jar)
                        .rule(rule)
                        .rules()
                        .rules()
                        .getFirst();

        assertThat(read.jar())
                .hasValueSatisfying(it -> assertThat(it.name()).isEqualTo("words.jar"));
        assertThat(new Project().rule(rule).findings())
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("no-class"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sql: DELETE FROM words; extra: 1 | unknown-key | 4:1",
                "description: again; sql: DELETE FROM words | duplicate-key | 3:1",
                "after: 003; sql: DELETE FROM words | unknown-migration | 3:8",
                "after: latest; sql: DELETE FROM words | unknown-migration | 3:8",
                "batchSize: 0; source: notes; sql: DELETE FROM words | wrong-type | 3:12",
                "batchSize: 10; sql: DELETE FROM words | needs-source | 3:12",
                "pauseBetweenBatches: soon; source: notes; sql: DELETE FROM words | wrong-type | 3:22",
                "onError: retry; source: notes; sql: DELETE FROM words | wrong-value | 3:10",
                "source: notes | no-work | 1:1",
                "source: notes; sql: DELETE FROM words; select: SELECT 1 | two-works | 1:1",
                "select: SELECT 1 AS a | needs-source | 3:9",
                "source: notes; select: DELETE FROM words | no-query | 4:9",
                "source: notes; sql: DROP TABLE words | not-about-rows | 4:6",
                "source: notes; sql: SELECT 'a | invalid-sql | 4:6",
                "source: notes; sql: DELETE FROM words; into: words | needs-rows | 1:1",
                "source: notes; select: SELECT 1; conflict: ignore | needs-into | 5:11",
                "source: notes; select: SELECT 1; into: words; conflict: merge | wrong-value | 6:11",
                "source: notes; select: SELECT 1; validate: a > 1 | wrong-type | 5:11",
                "source: notes; select: SELECT 1; validate: [{ message: m }] | missing-key | 5:12",
                "source: notes; key: id; sql: DELETE FROM words | wrong-type | 4:6",
                "sql: DELETE FROM words; undo: COMMIT | not-about-rows | 4:7"
            })
    void mistakesAreNamedWithTheirPlaceAndARemedy(String lines, String code, String place) {
        List<Finding> findings =
                new Project().rule(HEAD + lines.strip().replace("; ", "\n") + "\n").findings();

        assertThat(findings)
                .anySatisfy(
                        it -> {
                            assertThat(it.code()).isEqualTo(code);
                            assertThat(it.where()).isEqualTo("transformations/rule.yml:" + place);
                            assertThat(it.remedy()).isNotBlank();
                        });
    }

    @Test
    void idsAreWordsAndNoTwoAreTheSame() {
        assertThat(new Project().rule(rule("First Words", "")).findings())
                .singleElement()
                .satisfies(it -> assertThat(it.code()).isEqualTo("invalid-id"));
        assertThat(
                        new Project()
                                .with("transformations/1.yml", rule("a", ""))
                                .with("transformations/2.yml", rule("a", ""))
                                .findings())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.code()).isEqualTo("duplicate-rule");
                            assertThat(it.message()).contains("transformations/1.yml");
                        });
    }

    @Test
    void allMistakesAreSaidAtOnce() {
        assertThat(new Project().rule("after: 009\nbatchSize: many\n").findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "missing-key",
                        "missing-key",
                        "unknown-migration",
                        "needs-source",
                        "no-work",
                        "wrong-type");
        assertThat(new Project().rule("- a\n").findings()).hasSize(1);
        assertThat(new Project().rule("").findings()).hasSize(1);
    }
}
