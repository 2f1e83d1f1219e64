package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnReaderTest {

    @Test
    void sectionsAndMetadataAreRead() {
        Migration migration =
                Project.of(
                                "001_users.sql",
                                """
                                -- @metadata {"author": "alice", "risk": "high"}
                                -- UP
                                CREATE TABLE users (id);
                                -- DOWN
                                DROP TABLE users;
                                """)
                        .migration();

        assertThat(migration.metadata().author()).isEqualTo("alice");
        assertThat(Project.placed(migration.up().statements()))
                .containsExactly("3:1 CREATE TABLE users (id)");
        assertThat(Project.placed(migration.down().statements()))
                .containsExactly("5:1 DROP TABLE users");
        assertThat(migration.transactional()).isTrue();
    }

    @Test
    void markersOfOtherToolsAreNotTakenForComments() {
        assertThat(
                        Project.of("001_a.sql", "-- UP\nSELECT 1;\n-- DOWN MIGRATION\nSELECT 2;")
                                .and("002_b.sql", "-- UP\nSELECT 1;\n-- rollback\nSELECT 2;")
                                .refusals())
                .contains("001_a.sql:3:1 marker-spelling");
    }

    @Test
    void transactionsInTheMiddleAreRefused() {
        assertThat(
                        Project.of(
                                        "001_a.sql",
                                        "-- UP\nBEGIN;\nSELECT 1;\nCOMMIT;\nBEGIN;\nSELECT 2;\nCOMMIT;")
                                .refusals())
                .containsExactly(
                        "001_a.sql:4:1 transaction-control", "001_a.sql:5:1 transaction-control");
    }
}
