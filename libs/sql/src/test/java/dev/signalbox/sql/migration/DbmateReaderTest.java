package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DbmateReaderTest {

    @Test
    void blocksAreReadWithTheirPlaces() {
        Migration migration =
                Project.of(
                                "20240131120000_users.sql",
                                "-- a comment\n-- migrate:up\nSELECT 1;\n--migrate:down\nSELECT 2;\n")
                        .migration();

        assertThat(Project.placed(migration.up().statements())).containsExactly("3:1 SELECT 1");
        assertThat(Project.placed(migration.down().statements())).containsExactly("5:1 SELECT 2");
        assertThat(migration.transactional()).isTrue();
    }

    @Test
    void eitherBlockMaySayThatThereIsNoTransaction() {
        assertThat(
                        Project.of(
                                        "1_a.sql",
                                        "-- migrate:up transaction:false\nSELECT 1;\n"
                                                + "-- migrate:down\nSELECT 2;")
                                .migration()
                                .transactional())
                .isFalse();
        assertThat(
                        Project.of(
                                        "1_a.sql",
                                        "-- migrate:up transaction:true\nSELECT 1;\n"
                                                + "-- migrate:down transaction:false\nSELECT 2;")
                                .migration()
                                .transactional())
                .isFalse();
    }

    @Test
    void optionThatThereIsNotIsRefused() {
        assertThat(Project.of("1_a.sql", "-- migrate:up transacton:false\nSELECT 1;").refusals())
                .containsExactly("1_a.sql:1:1 unknown-option");
    }

    @Test
    void markerOutOfPlaceIsRefused() {
        assertThat(Project.of("1_a.sql", "SELECT 0;\n-- migrate:up\nSELECT 1;").refusals())
                .containsExactly("1_a.sql:1:1 statement-before-section");
        assertThat(Project.of("1_a.sql", "-- migrate:down\nSELECT 2;").refusals())
                .containsExactly("1_a.sql missing-up");
        assertThat(
                        Project.of(
                                        "1_a.sql",
                                        "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n"
                                                + "-- migrate:down\nSELECT 3;")
                                .refusals())
                .containsExactly("1_a.sql:5:1 duplicate-section");
        assertThat(Project.of("1_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:dwn").refusals())
                .containsExactly("1_a.sql:3:1 marker-spelling");
    }
}
