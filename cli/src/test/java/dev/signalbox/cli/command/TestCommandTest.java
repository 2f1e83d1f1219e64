package dev.signalbox.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Ran;
import dev.signalbox.cli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites run without a server; what they come to is printed, written and returned. */
class TestCommandTest {

    private static final String SUITE =
            """
            suite: shop
            tags: [evolution]
            scenarios:
              - id: keeps
                name: Orders stay
                tags: [integrity]
                at: "001"
                data: { rows: { orders: 20 } }
                execute:
                  - remember: [orders]
                  - up: latest
                  - unchanged: [orders]
              - id: counts
                execute:
                  - up: latest
                  - expect: SELECT '<&' || count(*) FROM orders
                    equals: "<&%d"
            """;

    @TempDir Path folder;

    @BeforeEach
    void project() throws IOException {
        write(
                "signalbox.yml",
                "databases:\n  shop:\n    url: jdbc:sqlite:shop.db\n    migrations: migrations\n");
        write(
                "migrations/001_orders.sql",
                "-- UP\nCREATE TABLE orders (id INTEGER PRIMARY KEY, total REAL NOT NULL);\n"
                        + "-- DOWN\nDROP TABLE orders;\n");
        write(
                "migrations/002_notes.sql",
                "-- UP\nALTER TABLE orders ADD COLUMN note TEXT;\n"
                        + "-- DOWN\nALTER TABLE orders DROP COLUMN note;\n");
        write("migrations/tests/shop.yml", SUITE.formatted(0));
        write(
                "migrations/tests/twin.yml",
                "suite: twin\nengine: postgresql\nscenarios: [{ id: a, execute: [{ up: latest }] }]\n");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Ran run(String... arguments) {
        return Ran.in(folder, Map.of("TMPDIR", folder.resolve("tmp").toString()), arguments);
    }

    @Test
    void everyScenarioIsNamedAndNothingIsLeftBehind() throws IOException {
        var ran = run("test");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("passed   shop/keeps")
                .contains("passed   shop/counts")
                .contains("not run  twin/a: needs postgresql")
                .contains("3 scenarios: 2 passed, 0 failed, 1 not run in ");
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
        assertThat(folder.resolve("shop.db")).doesNotExist();
    }

    @Test
    void failureEndsWithFindingsAndItsPlace() throws IOException {
        write("migrations/tests/shop.yml", SUITE.formatted(7));

        var ran = run("test", "shop", "--scenario", "shop/counts");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.out())
                .contains("FAILED   shop/counts")
                .contains("migrations/tests/shop.yml:16: expected '<&7', found '<&0'")
                .doesNotContain("keeps");
    }

    @Test
    void junitsXmlIsWellFormedAndCounts() throws Exception {
        write("migrations/tests/shop.yml", SUITE.formatted(7));

        var ran = run("test", "--report", "out/report.xml");

        assertThat(ran.exit()).isEqualTo(3);
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("out/report.xml").toFile());
        var suites = document.getDocumentElement();
        assertThat(suites.getAttribute("tests")).isEqualTo("3");
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        assertThat(suites.getAttribute("skipped")).isEqualTo("1");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .contains("expected '<&7', found '<&0'");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        var ran = run("test", "--tag", "integrity", "--json");

        var document = Json.read(ran.out());
        assertThat(document.number("passed")).isEqualTo(1);
        assertThat(document.items("results").getFirst().text("outcome")).isEqualTo("passed");
        assertThat(
                        Json.read(run("test", "--suite", "shop", "--format", "json").out())
                                .number("passed"))
                .isEqualTo(2);
    }

    @Test
    void listRunsNothing() {
        var ran = run("test", "--list");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains("shop  [evolution]")
                .contains("  keeps: Orders stay  [integrity]")
                .contains("twin  (needs postgresql");
        assertThat(folder.resolve("tmp")).doesNotExist();
    }

    @Test
    void unknownNamesAndFormsAreWrongUsage() {
        assertThat(run("test", "--suite", "shopp"))
                .satisfies(
                        ran -> {
                            assertThat(ran.exit()).isEqualTo(2);
                            assertThat(ran.err()).contains("Did you mean shop?");
                        });
        assertThat(run("test", "--tag", "nothing").exit()).isEqualTo(2);
        assertThat(run("test", "--format", "pdf").exit()).isEqualTo(2);
        assertThat(run("test", "--report", "report").err())
                .contains("End it in .xml, .json or .txt");
        assertThat(run("test", "--suite", "twin", "--tag", "integrity").err())
                .contains("No scenario is all of what is asked for");
    }

    @Test
    void suiteThatIsNotInOrderRunsNothing() throws IOException {
        write("migrations/tests/bad.yml", "suite: bad\nscenarios:\n  - id: a\n    excute: []\n");

        var ran = run("test");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err())
                .contains("migrations/tests/bad.yml:4:5")
                .contains("Did you mean 'execute'?");
        assertThat(ran.out()).doesNotContain("passed");
    }

    @Test
    void benchmarkMeasuresEachPartKeepsItAndComparesWithTheLast() throws IOException {
        write(
                "migrations/transformations/002-notes.yml",
                "id: notes\ndescription: Notes\nafter: 002_notes\nsource: orders\n"
                        + "select: SELECT b.id AS id, 'x' AS note FROM batch b\n");

        var first = run("benchmark", "--rows", "orders=2000", "--repeat", "2");
        var second = run("benchmark", "shop", "002", "--rows", "orders=2_000", "--repeat", "2");

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("shop from 001 to 002, 2 runs")
                .contains("2,000 orders")
                .contains("002_notes ")
                .containsPattern("  notes .* 2,000 ")
                .doesNotContain("Beside the last time");
        assertThat(second.out()).contains("Beside the last time");
        try (var kept = Files.list(folder.resolve(".signalbox/benchmarks"))) {
            assertThat(kept).hasSize(2);
        }
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void benchmarkIsADocumentForPrograms() throws IOException {
        var ran = run("benchmark", "--from", "0", "--rows", "5", "--repeat", "1", "--json");

        var document = Json.read(ran.out());
        assertThat(document.items("parts")).hasSize(2);
        assertThat(document.items("parts").getFirst().text("name")).isEqualTo("001_orders");
        assertThat(document.items("parts").getFirst().number("heapBytes")).isPositive();
    }

    @Test
    void benchmarkOfWhatCannotBeIsRefused() {
        assertThat(run("benchmark", "--from", "002").err())
                .contains("nothing lies between version 002");
        assertThat(run("benchmark", "009").err()).contains("there is no migration '009'");
        assertThat(run("benchmark", "--rows", "many").exit()).isEqualTo(2);
        assertThat(run("benchmark", "--rows", "cars=5").err()).contains("there is no table cars");
        assertThat(run("benchmark", "--data", "cars").err())
                .contains("there is no generator 'cars'");
    }

    @Test
    void notesOfAScenarioAreTold() throws Exception {
        write(
                "migrations/tests/shop.yml",
                "suite: shop\nscenarios:\n  - id: back\n    data: { rows: { orders: 5 } }\n"
                        + "    at: latest\n    execute: [{ down: \"001\" }]\n");

        var ran = run("test", "--suite", "shop", "--report", "report.xml");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("002_notes: ");
        assertThat(Files.readString(folder.resolve("report.xml")))
                .contains("<system-out>002_notes: ");
    }

    @Test
    void descriptionOfASuiteIsListed() throws IOException {
        write(
                "migrations/tests/shop.yml",
                SUITE.formatted(0)
                        .replace("tags: [evolution]", "tags: [evolution]\ndescription: All of it"));

        assertThat(run("test", "--list").out()).contains("  All of it");
    }

    @Test
    void benchmarkTakesNamedTablesOutOfAllAndNamesHooksThatDoNotRun() throws IOException {
        write("migrations/hooks/after-each.sql", "SELECT 1;\n");

        var ran =
                run(
                        "benchmark",
                        "--rows",
                        "5",
                        "--rows",
                        "Orders=7",
                        "--repeat",
                        "1",
                        "--report",
                        "out/benchmark.json");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("\n7 orders\n").contains("1 hook is not run");
        assertThat(folder.resolve("out/benchmark.json")).isNotEmptyFile();
    }
}
