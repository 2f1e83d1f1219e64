package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.system.harness.Command;
import dev.signalbox.system.harness.Installation;
import dev.signalbox.system.harness.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that test and measure migrations, without a server. */
class RehearsalIT {

    @TempDir Path folder;

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void shop() throws IOException {
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
    }

    /** In a folder of its own, which must be empty afterwards. */
    private Command signalbox(String... arguments) throws IOException {
        var ran = Command.run(folder, inOwnFolder(arguments));
        assertThat(left()).isEmpty();
        return ran;
    }

    private List<String> inOwnFolder(String... arguments) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        var command = new ArrayList<>(List.of("env", "TMPDIR=" + folder.resolve("tmp")));
        command.addAll(Installation.command(arguments));
        return command;
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }

    @Test
    void projectsOwnSuiteIsRunAndMeasured() throws IOException {
        shop();
        write(
                "migrations/tests/shop.yml",
                """
                suite: shop
                scenarios:
                  - id: keeps
                    at: "001"
                    data: { rows: { orders: 200 } }
                    execute:
                      - remember: [orders]
                      - up: latest
                      - down: "001"
                      - unchanged: [orders]
                  - id: fails
                    execute:
                      - up: latest
                      - expect: SELECT count(*) FROM orders
                        equals: 1
                """);

        var test = signalbox("test", "--report", "report.xml");
        var benchmark = signalbox("benchmark", "--rows", "orders=1000", "--repeat", "2");

        assertThat(test.exit()).as(test.said()).isEqualTo(3);
        assertThat(test.out())
                .contains("passed   shop/keeps")
                .contains("migrations/tests/shop.yml:14: expected 1, found 0");
        assertThat(folder.resolve("report.xml")).content().contains("failures=\"1\"");
        assertThat(benchmark.exit()).as(benchmark.said()).isZero();
        assertThat(benchmark.out())
                .contains("shop from 001 to 002, 2 runs")
                .contains("1,000 orders");
    }

    @Test
    void whoeverIsInterruptedLeavesNothingBehind() throws Exception {
        shop();
        write(
                "migrations/tests/endless.yml",
                """
                suite: endless
                scenarios:
                  - id: counts
                    timeout: 10m
                    at: latest
                    execute:
                      - sql: |
                          CREATE TABLE n AS WITH RECURSIVE n(i) AS
                            (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;
                """);
        var process =
                new ProcessBuilder(inOwnFolder("test"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .start();
        try {
            Waiting.until("a database is there", () -> !left().isEmpty());

            // Ends it as Ctrl-C does, which those who run tests in the background do not let
            // through.
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(left()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom_tests",
                "integrity",
                "mvp1_to_mvp2",
                "mvp2_to_mvp3",
                "mvp3_to_mvp4",
                "mvp4_to_mvp5",
                "performance",
                "postgresql",
                "rollback"
            })
    void suitesOfTheKnowledgeBasePass(String suite) throws IOException {
        write(
                "signalbox.yml",
                "databases:\n  kb:\n    url: jdbc:sqlite:kb.db\n    migrations: "
                        + Installation.home().resolve("migrations/knowledge-base/sqlite")
                        + "\n");

        var test = signalbox("test", "--suite", suite);

        assertThat(test.exit()).as(test.said()).isZero();
        assertThat(test.out()).contains(suite.equals("postgresql") ? "0 passed" : "0 failed");
    }
}
