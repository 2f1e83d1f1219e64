package dev.signalbox.cli.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.migration.FolderLayout;
import dev.signalbox.sql.migration.MigrationFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionStyleTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "001_a.sql 002_b.sql, 003",
        "9_a.sql, 10",
        "0009_a.sql 0010_b.sql, 0011",
        "99_a.sql, 100",
        "20240131120000_a.sql, 20261125102030",
        "20270131120000_a.sql, 20270131120001",
        "20271231235959_a.sql, 20280101000000",
        "202401311200_a.sql, 202611251020",
        "1700000000_a.sql, 1795602030",
        "1.2.9_a.sql 1.2.10_b.sql, 1.2.11",
        "1.2_a.sql, 1.3",
        "1.0.0-rc.1_a.sql, 1.0.0-rc.2",
        "V1__a.sql V2__b.sql, 3",
        "V1_2__a.sql, 1_3",
        "V2024.01.31.1__a.sql, 2024.01.31.2",
        "000001_a.up.sql, 000002",
        "2024-01-31-120000_a/up.sql, 2026-11-25-102030",
        "20240131120000_a/migration.sql, 20261125102030",
        "sql/0001_a.sql rollback/0001_rollback.sql, 0002"
    })
    void theNextVersionLooksLikeTheLast(String files, String next) throws IOException {
        write(files);

        assertThat(style().next(FolderLayout.of(folder).format(), false)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"1.2.9_a.sql, 2.0.0", "V1_2_3__a.sql, 2_0_0", "1.2_a.sql, 1.3", "007_a.sql, 008"})
    void aBreakingChangeRaisesTheFirstOfThreeNumbers(String files, String next) throws IOException {
        write(files);

        assertThat(style().next(FolderLayout.of(folder).format(), true)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNALBOX, 001",
        "SQL_AND_ROLLBACK, 0001",
        "FLYWAY, 1",
        "GOLANG_MIGRATE, 000001",
        "DBMATE, 20261125102030",
        "DIESEL, 2026-11-25-102030"
    })
    void theFirstVersionIsAsTheToolWouldHaveIt(MigrationFormat format, String first) {
        assertThat(style().next(format, false)).isEqualTo(first);
    }

    private VersionStyle style() {
        return new VersionStyle(FolderLayout.of(folder), NOW);
    }

    private void write(String files) throws IOException {
        for (var file : files.split(" ")) {
            var path = folder.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, "SELECT 1;\n");
        }
    }
}
