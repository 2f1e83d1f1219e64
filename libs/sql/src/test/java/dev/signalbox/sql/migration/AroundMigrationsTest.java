package dev.signalbox.sql.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks, checks and jars beside the migrations of a folder. */
class AroundMigrationsTest {

    private static final String SERVICE = "META-INF/services/dev.signalbox.migration.Migration";

    @TempDir private Path folder;

    private AroundMigrationsTest write(String name, String text) throws IOException {
        return write(name, text.getBytes(UTF_8));
    }

    private AroundMigrationsTest write(String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, bytes);
        return this;
    }

    private LoadOutcome.Loaded loaded() {
        var outcome = new MigrationLoader().readFolder(folder);
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        return (LoadOutcome.Loaded) outcome;
    }

    private List<Finding> refused() {
        var outcome = new MigrationLoader().readFolder(folder);
        assertThat(outcome).isInstanceOf(LoadOutcome.Refused.class);
        return ((LoadOutcome.Refused) outcome).findings();
    }

    private static byte[] jar(String service, String... classes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(service.getBytes(UTF_8));
            for (var name : classes) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(name.getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void hooksRunAtTheirEventInTheOrderOfTheirNames() throws IOException {
        write("hooks/before-run.2.sql", "SELECT 2;\n");
        write("hooks/before-run.1.sql", "SELECT 1;\n");
        write("hooks/after-each.sh", "#!/bin/sh\n");
        assertThat(folder.resolve("hooks/after-each.sh").toFile().setExecutable(true)).isTrue();

        var hooks = loaded().hooks();

        assertThat(hooks)
                .extracting(h -> h.event().wire() + " " + h.source().name())
                .containsExactly(
                        "after-each after-each.sh",
                        "before-run before-run.1.sql",
                        "before-run before-run.2.sql");
        assertThat(hooks.getFirst()).isInstanceOf(HookFile.Program.class);
    }

    @Test
    void anUnknownEventNamesTheNearestAndAProgramMustBeOne() throws IOException {
        write("hooks/befor-run.sql", "SELECT 1;\n");
        write("hooks/after-run.sh", "echo\n");

        assertThat(refused())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("unknown-hook", "hook-not-executable");
        assertThat(refused()).anyMatch(f -> f.remedy().contains("before-run"));
    }

    @Test
    void checksAreQueriesAndBelongToTheMigrationThatTheirNameSays() throws IOException {
        write("003_orders.sql", "-- UP\nCREATE TABLE orders (n);\n");
        write("checks/003_orders.sql", "SELECT n FROM orders WHERE n IS NULL;\n");
        write("checks/whole.sql", "-- severity: warning\nSELECT 1 WHERE 0;\n");

        var loaded = loaded();

        assertThat(loaded.checks()).hasSize(2);
        assertThat(loaded.checks().getFirst().after(loaded.migrations()))
                .map(Migration::stem)
                .contains("003_orders");
        assertThat(loaded.checks().getLast().after(loaded.migrations())).isEmpty();
        assertThat(loaded.checks()).extracting(CheckFile::warning).containsExactly(false, true);
    }

    @Test
    void aCheckThatChangesSomethingIsRefused() throws IOException {
        write("checks/bad.sql", "DELETE FROM orders;\n");

        assertThat(refused()).extracting(Finding::code).containsExactly("no-query");
    }

    @Test
    void aClassInAJarIsAMigrationAmongTheFiles() throws IOException {
        write("001_first.sql", "-- UP\nCREATE TABLE a (n);\n");
        write("more.jar", jar("shop.V002_Second # of two\n", "shop/V002_Second.class"));

        var migrations = loaded().migrations().inOrder();

        assertThat(migrations)
                .extracting(m -> m.version().toString())
                .containsExactly("001", "002");
        var second = migrations.getLast();
        assertThat(second.javaClass()).isEqualTo("shop.V002_Second");
        assertThat(second.reversibility()).isEqualTo(Migration.Reversibility.KNOWN_WHEN_LOADED);
    }

    @Test
    void aJarIsRefusedForWhatIsWrongWithIt() throws IOException {
        var whole = jar("shop.V002_Second\n", "shop/V002_Second.class");
        write("cut.jar", Arrays.copyOf(whole, whole.length / 2));
        write("misnamed.jar", jar("shop.Second\n", "shop/Second.class"));
        write("missing.jar", jar("shop.V003_Third\n"));

        assertThat(refused())
                .extracting(f -> f.file() + " " + f.code())
                .containsExactlyInAnyOrder(
                        "cut.jar damaged-jar",
                        "misnamed.jar class-name",
                        "missing.jar missing-class");
    }

    @Test
    void aVersionThatAFileAndAClassHaveIsRefused() throws IOException {
        write("002_second.sql", "-- UP\nCREATE TABLE a (n);\n");
        write("more.jar", jar("shop.V002_Second\n", "shop/V002_Second.class"));

        assertThat(refused()).extracting(Finding::code).containsExactly("duplicate-version");
    }

    @Test
    void differencesAreToldByTokenWithTheirPlace() {
        var was = "-- UP\nCREATE TABLE a (n INTEGER NOT NULL);\n";

        assertThat(TokenDifference.between("a.sql", was, was.replace("INTEGER", "/* x */ INTEGER")))
                .isEmpty();
        assertThat(TokenDifference.between("a.sql", was, was.replace(" NOT NULL", "")))
                .singleElement()
                .satisfies(s -> assertThat(s).contains("a.sql", "line 2", "NOT NULL"));
        assertThat(TokenDifference.between("a.sql", was, was + "SELECT 1;\n"))
                .singleElement()
                .satisfies(s -> assertThat(s).contains("line 3", "SELECT 1"));
    }

    @Test
    void manyDifferencesAreBounded() {
        var was = new StringBuilder("-- UP\n");
        var is = new StringBuilder("-- UP\n");
        for (var i = 0; i < 500; i++) {
            was.append("INSERT INTO t VALUES (").append(i).append(");\n");
            is.append("INSERT INTO t VALUES (").append(i + 1000).append(");\n");
        }

        assertThat(TokenDifference.between("a.sql", was.toString(), is.toString()))
                .hasSizeBetween(2, 21)
                .last()
                .satisfies(s -> assertThat(s).contains("more differences"));
    }

    @Test
    void timedQueriesHaveNamesAndLimits() throws IOException {
        write("001_a.sql", "-- UP\nCREATE TABLE a (x);\n")
                .write(
                        "timings/search.sql",
                        """
                        -- factor: 3
                        -- name: newest
                        SELECT 1;
                        -- least: 50ms
                        -- name: all of them
                        SELECT 2;
                        """);

        var queries = loaded().timings().getFirst().queries();

        assertThat(queries).extracting(TimedQuery::name).containsExactly("newest", "all of them");
        assertThat(queries.getFirst().factor()).isEqualTo(3);
        assertThat(queries.getFirst().least()).isEqualTo(TimedQuery.DEFAULT_LEAST);
        assertThat(queries.getLast().factor()).isEqualTo(3);
        assertThat(queries.getLast().isSlower(ofMillis(10), ofMillis(55))).isFalse();
        assertThat(queries.getLast().isSlower(ofMillis(10), ofMillis(65))).isTrue();
    }

    @Test
    void aTimedQueryWithoutANameOrWithALimitThatIsNoneIsRefused() throws IOException {
        write("001_a.sql", "-- UP\nCREATE TABLE a (x);\n")
                .write("timings/a.sql", "SELECT 1;\n")
                .write("timings/b.sql", "-- name: b\n-- factor: much\nSELECT 1;\n")
                .write("timings/c.sql", "-- name: c\nDELETE FROM a;\n");

        assertThat(refused())
                .extracting(Finding::code)
                .containsExactly("unnamed-query", "unknown-limit", "no-query");
    }
}
