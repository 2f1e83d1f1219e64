package dev.signalbox.rehearsal.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.events.Finding;
import dev.signalbox.rehearsal.scenario.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no suite is refused, with its place, the reason and what to do. */
class SuiteReaderTest {

    @TempDir Path path;

    private Folder folder;

    @BeforeEach
    void project() throws IOException {
        folder = new Folder(path).usual();
    }

    private List<Finding> findings(String text) throws IOException {
        folder.write("tests/it.yml", text);
        return switch (new SuiteReader(folder.project()).read()) {
            case ReadSuites.Read read -> List.of();
            case ReadSuites.Refused refused -> refused.findings();
        };
    }

    private List<Finding> inScenario(String lines) throws IOException {
        return findings("suite: it\nscenarios:\n  - id: a\n" + lines.indent(4));
    }

    @Test
    void wholeSuiteIsRead() throws IOException {
        folder.write(
                "tests/it.yml",
                """
                suite: mvp1_to_mvp2
                name: MVP1 to MVP2
                tags: [evolution]
                engine: sqlite
                scenarios:
                  - id: keeps
                    description: All of them
                    tags: [integrity]
                    timeout: 30s
                    at: "001"
                    data: { rows: { entries: 1_000 }, seed: 7 }
                    execute:
                      - up: latest
                """);

        var suite = folder.suites().getFirst();

        assertThat(suite.name()).isEqualTo("MVP1 to MVP2");
        assertThat(suite.notHere()).isEmpty();
        var scenario = suite.scenarios().getFirst();
        assertThat(scenario.name()).isEqualTo("keeps");
        assertThat(scenario.timeout()).hasSeconds(30);
        assertThat(scenario.data()).isNotNull();
        assertThat(scenario.data().rows()).containsEntry("entries", 1_000L);
        assertThat(scenario.place()).hasToString("migrations/tests/it.yml:6");
    }

    @Test
    void projectWithoutSuitesHasNone() {
        assertThat(folder.suites()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidInOneGo() throws IOException {
        assertThat(inScenario("executes: []\nat: \"007\"\ntimeout: soon"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "unknown-key", "unknown-version", "wrong-type", "missing-key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    execute: [{ up: '009' }]                        | unknown-version  | 4
                    execute: [{ expect: SELECT 1 }]                 | wrong-step       | 4
                    execute: [{ expect: SELECT 1, equals: [1] }]    | wrong-type       | 4
                    execute: [{ expect: DELETE FROM x, equals: 1 }] | no-query         | 4
                    execute: [{ up: latest, down: '001' }]          | wrong-step       | 4
                    execute: [{ up: latest, equals: 1 }]            | wrong-step       | 4
                    execute: [{ unchanged: [entries] }]             | misplaced-step   | 4
                    execute: [{ within: { seconds: 1 } }]           | misplaced-step   | 4
                    execute: [{ check: spelling }]                  | unknown-check    | 4
                    execute: [{ sql: 'INSERT (' }, { sql: ';' }]    | empty-sql        | 4
                    execute: [{ sql: "SELECT 'open" }]              | sql-syntax       | 4
                    execute: [upwards]                              | wrong-type       | 4
                    execute: []                                     | wrong-type       | 4
                    execute: [{ up: latest, upp: 1 }]               | unknown-key      | 4
                    """)
    void stepThatCannotBeIsRefused(String line, String code, int at) throws IOException {
        assertThat(inScenario(line))
                .anySatisfy(
                        found -> {
                            assertThat(found.code()).isEqualTo(code);
                            assertThat(found.where()).startsWith("migrations/tests/it.yml:" + at);
                            assertThat(found.remedy()).isNotBlank();
                        });
    }

    @Test
    void nearestNamesAreOffered() throws IOException {
        assertThat(inScenario("execute: [{ up: 002_score }]"))
                .singleElement()
                .satisfies(f -> assertThat(f.remedy()).contains("002_scores"));
        assertThat(inScenario("exekute: []"))
                .anySatisfy(f -> assertThat(f.remedy()).contains("'execute'"));
    }

    @Test
    void outcomesThatContradictThemselvesAreRefused() throws IOException {
        assertThat(inScenario("failsWith: x\nexecute: [{ up: latest }]"))
                .singleElement()
                .satisfies(f -> assertThat(f.remedy()).contains("outcome: failure"));
        assertThat(inScenario("outcome: maybe\nexecute: [{ up: latest }]"))
                .extracting(Finding::code)
                .containsExactly("unknown-outcome");
        assertThat(inScenario("java: a.B\nexecute: [{ up: latest }]"))
                .extracting(Finding::code)
                .containsExactly("contradiction");
    }

    @Test
    void idsAreGivenOnce() throws IOException {
        folder.write("tests/other.yml", "suite: it\nscenarios: [{ id: a, java: a.B }]\n");

        assertThat(findings("suite: it\nscenarios: [{ id: a, java: a.B }, { id: a, java: a.B }]\n"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("duplicate-suite", "duplicate-scenario");
    }

    @Test
    void fileThatIsNoSuiteIsRefused() throws IOException {
        assertThat(findings("")).extracting(Finding::code).containsExactly("empty-file");
        assertThat(findings("- a\n")).extracting(Finding::code).containsExactly("wrong-type");
        assertThat(findings("suite: it\nengine: oracle\nscenarios: [{ id: a, java: a.B }]"))
                .extracting(Finding::code)
                .containsExactly("unknown-engine");
    }

    @Test
    void linesOfSqlInABlockAreThoseOfTheFile() throws IOException {
        folder.write(
                "tests/it.yml",
                """
                suite: it
                scenarios:
                  - id: a
                    execute:
                      - sql: |
                          SELECT 1;

                          SELECT 2;
                """);

        var body = (Scenario.Body.Steps) folder.suites().getFirst().scenarios().getFirst().body();
        var sql = ((Step.Sql) body.steps().getFirst()).text();

        assertThat(sql.placeOf(sql.statements().get(1)).line()).isEqualTo(8);
    }
}
