package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import org.junit.jupiter.api.Test;

class GooseReaderTest {

    @Test
    void statementsEndWhereTheirSyntaxSaysWithOrWithoutAnnotations() {
        String trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\n  SELECT 2;\nEND";
        Migration migration =
                Project.of(
                                "00001_a.sql",
                                "-- +goose Up\n-- +goose StatementBegin\n"
                                        + trigger
                                        + ";\n-- +goose StatementEnd\nSELECT 3;\n-- +goose Down\n"
                                        + "DROP TRIGGER t;\n")
                        .migration();

        assertThat(Project.placed(migration.up().statements()))
                .containsExactly("3:1 " + trigger, "8:1 SELECT 3");
        assertThat(Project.placed(migration.down().statements()))
                .containsExactly("10:1 DROP TRIGGER t");
    }

    @Test
    void annotationsMayBeInAnyLetterCase() {
        assertThat(
                        Project.of("1_a.sql", "-- +goose UP\nSELECT 1;\n-- +GOOSE down\nSELECT 2;")
                                .migration()
                                .isReversible())
                .isTrue();
    }

    @Test
    void noTransactionIsSaid() {
        assertThat(
                        Project.of("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;")
                                .migration()
                                .transactional())
                .isFalse();
    }

    @Test
    void variablesAreReplacedBetweenOnAndOff() {
        Migration migration =
                Project.of(
                                "1_a.sql",
                                """
                                -- +goose Up
                                SELECT '$A';
                                -- +goose ENVSUB ON
                                SELECT '$A ${A} ${B:-b} ${B-c}';
                                -- +goose ENVSUB OFF
                                SELECT '${A}';
                                """)
                        .with("A", "long value")
                        .migration();

        assertThat(Project.placed(migration.up().statements()))
                .containsExactly(
                        "2:1 SELECT '$A'",
                        "4:1 SELECT 'long value long value b c'",
                        "6:1 SELECT '${A}'");
    }

    @Test
    void variableWithoutValueIsRefusedAtItsPlaceAndNotTakenFromTheProcess() {
        Finding finding =
                Project.of("1_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\nSELECT '$PATH';")
                        .finding();

        assertThat(finding.code()).isEqualTo("missing-placeholder");
        assertThat(finding.position()).hasToString("3:9");
        assertThat(finding.remedy()).contains("placeholders.PATH");
    }

    @Test
    void unknownAnnotationIsRefused() {
        assertThat(Project.of("1_a.sql", "-- +goose Up\n-- +goose Statement\nSELECT 1;").refusals())
                .containsExactly("1_a.sql:2:1 unknown-annotation");
    }

    @Test
    void migrationInGoIsRefusedAndItsTestIsNot() {
        assertThat(
                        Project.of("00001_a.sql", "-- +goose Up\nSELECT 1;")
                                .and("00002_b.go", "package migrations")
                                .and("00002_b_test.go", "package migrations")
                                .and("embed.go", "package migrations")
                                .refusals())
                .containsExactly("00002_b.go go-migration");
    }
}
