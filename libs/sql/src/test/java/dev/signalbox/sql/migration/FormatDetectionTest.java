package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatDetectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    001_a.sql                     | -- UP                             | SIGNALBOX
                    001_a.sql                     | -- @metadata {}\\n-- UP           | SIGNALBOX
                    001_a.sql                     | -- UP MIGRATION                   | ANNOTATED
                    001_a.sql                     | -- @name: a\\n-- UP MIGRATION (x) | ANNOTATED
                    sql/0001_a.sql                | SELECT 1;                         | SQL_AND_ROLLBACK
                    001_a.sql                     | SELECT 1;                         | PLAIN
                    001_a.sql                     | --> statement-breakpoint          | PLAIN
                    V1__a.sql                     | SELECT 1;                         | FLYWAY
                    R__a.sql                      | SELECT 1;                         | FLYWAY
                    V1__a.SQL                     | SELECT 1;                         | FLYWAY
                    2024/V1__a.sql                | SELECT 1;                         | FLYWAY
                    1_a.up.sql                    | SELECT 1;                         | GOLANG_MIGRATE
                    2024-01-31-120000_a/up.sql    | SELECT 1;                         | DIESEL
                    001_a.sql                     | -- migrate:up                     | DBMATE
                    001_a.sql                     | -- +goose Up                      | GOOSE
                    20240131120000_a/migration.sql | SELECT 1;                        | PRISMA
                    changelog.sql                 | --liquibase formatted sql         | LIQUIBASE
                    changelog.sql                 | -- Liquibase Formatted SQL        | LIQUIBASE
                    """)
    void formatIsToldByLayoutNameOrMarker(String path, String text, MigrationFormat format) {
        assertThat(FormatDetection.of(Project.of(path, text.replace("\\n", "\n")).files()).format())
                .isEqualTo(format);
    }

    @Test
    void byteOrderMarkAndCarriageReturnsDoNotHideAMarker() {
        assertThat(Project.of("1_a.sql", "\uFEFF-- UP\r\nSELECT 1;\r\n").format())
                .isEqualTo(MigrationFormat.SIGNALBOX);
        assertThat(Project.of("1_a.sql", "\uFEFF-- +goose Up\rSELECT 1;").format())
                .isEqualTo(MigrationFormat.GOOSE);
        assertThat(Project.of("c.sql", "\uFEFF--liquibase formatted sql\r\n").format())
                .isEqualTo(MigrationFormat.LIQUIBASE);
    }

    @Test
    void fileWithoutMarkerIsOfTheFormatOfTheOthers() {
        Project project = Project.of("1_a.sql", "-- +goose Up\nSELECT 1;").and("2_b.sql", "");

        assertThat(project.refusals()).containsExactly("2_b.sql empty-file");
    }

    @Test
    void severalFormatsAreRefusedWithAFileOfEach() {
        Finding finding =
                Project.of("1_a.sql", "-- +goose Up\nSELECT 1;")
                        .and("2_b.sql", "-- migrate:up\nSELECT 1;")
                        .and("3_c/up.sql", "SELECT 1;")
                        .finding();

        assertThat(finding.code()).isEqualTo("several-formats");
        assertThat(finding.message())
                .contains("1_a.sql (goose)", "2_b.sql (dbmate)", "3_c/up.sql (Diesel)");
        assertThat(finding.remedy()).contains("one format a folder");
    }

    @Test
    void rollbackFolderBesideMarkedFilesIsASecondFormat() {
        Finding finding =
                Project.of("001_a.sql", "-- UP\nSELECT 1;")
                        .and("rollback/0001_rollback.sql", "SELECT 1;")
                        .and("sql/0001_a.sql", "SELECT 1;")
                        .finding();

        assertThat(finding.message()).contains("001_a.sql", "sql/0001_a.sql");
    }

    @Test
    void emptyFolderIsOfTheOwnFormat() {
        assertThat(new Project().format()).isEqualTo(MigrationFormat.SIGNALBOX);
    }

    @Test
    void everyFormatHasAnIdOfItsOwnThatIsFound() {
        assertThat(MigrationFormat.ids()).doesNotHaveDuplicates();
        assertThat(MigrationFormat.values())
                .allSatisfy(it -> assertThat(MigrationFormat.of(it.id())).contains(it));
    }
}
