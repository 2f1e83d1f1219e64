package dev.signalbox.sql.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.SourceFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reading twelve times as much takes about twelve times as long, not a hundred and forty-four
 * times: counted in the thread's own processor time, which other processes do not lengthen.
 */
class HostileTextTest {

    private static final int SMALL = 20_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"a",
                "/*",
                "/* */",
                "-",
                "--\n",
                ";",
                "(",
                "CASE ",
                "BEGIN;",
                "BEGIN;COMMIT;",
                "SAVEPOINT a;",
                "CREATE TRIGGER t BEGIN ",
                "SELECT 1;\n",
                "SELECT 1;\r",
                "PRAGMA foreign_keys=OFF;",
                "$",
                "${",
                "${a}",
                "SELECT '${table}';\n",
                "x'0",
                "1e",
                " ",
                "\uFEFF",
                "-- UP\n",
                "-- @metadata {\n",
                "-- @name: a\n",
                "-- migrate:down\n",
                "-- +goose ENVSUB ON\n$A",
                "--changeset a:b\nSELECT 1;\n",
                "--changeset a:b a:b a:b a:b ",
                "--rollback SELECT 1;\n",
                "/* liquibase rollback\n",
                "--property name:a value:b "
            })
    void effortGrowsWithTheTextAndNotFaster(String piece) {
        for (String head : List.of("-- UP\n", "--liquibase formatted sql\n--changeset a:a\n")) {
            read(head, piece, SMALL);
            long small = Math.min(read(head, piece, SMALL), read(head, piece, SMALL));
            long large = Math.min(read(head, piece, 12 * SMALL), read(head, piece, 12 * SMALL));

            assertThat(large).as(head).isLessThan(50 * Math.max(small, 4_000_000));
        }
    }

    private static long read(String head, String piece, int length) {
        byte[] text = (head + piece.repeat(length / piece.length())).getBytes(UTF_8);
        List<SourceFile> files =
                List.of(new SourceFile("1_a.sql", text), new SourceFile("V1__a.sql", text));
        long before = THREADS.getCurrentThreadCpuTime();
        for (SourceFile file : files) {
            new MigrationLoader().read(List.of(file), Samples.PLACEHOLDERS);
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }
}
