package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DieselReaderTest {

    private static final String ONE = "SELECT 1;";

    @Test
    void folderIsAMigrationWhoseVersionHasNoHyphens() {
        Project project =
                Project.of("2024-01-31-120000_users/up.sql", ONE)
                        .and("2024-01-31-120000_users/down.sql", "SELECT 2;")
                        .and("00000000000000_initial_setup/up.sql", ONE);

        assertThat(project.names())
                .containsExactly("00000000000000 initial_setup", "20240131120000 users");
        assertThat(project.migrations().getLast().stem()).isEqualTo("2024-01-31-120000_users");
        assertThat(TestFiles.texts(project.migrations().getLast().down().statements()))
                .containsExactly("SELECT 2");
    }

    /** Seen in Vaultwarden: an underscore between day and time, that Diesel orders by text. */
    @Test
    void dayWithoutTimeIsInItsPlaceAmongTimes() {
        Project project =
                Project.of("2024-03-13_170000_b/up.sql", ONE)
                        .and("2024-03-06-170000_a/up.sql", ONE)
                        .and("2024-06-05-131359_c/up.sql", ONE);

        assertThat(project.names())
                .containsExactly("20240306170000 a", "20240313000000 170000_b", "20240605131359 c");
    }

    @Test
    void numbersWhoseTextsHaveAnotherOrderAreRefused() {
        assertThat(Project.of("9_a/up.sql", ONE).and("10_b/up.sql", ONE).finding().message())
                .isEqualTo(
                        "Diesel orders by text, and so runs 10_b before 9_a; by their numbers it"
                                + " comes after it.");
        assertThat(
                        Project.of("9_a.sql", "-- migrate:up")
                                .and("10_b.sql", "-- migrate:up")
                                .refusals())
                .containsExactly("10_b.sql version-order");
        assertThat(Project.of("9_a/migration.sql", ONE).and("10_b/migration.sql", ONE).refusals())
                .containsExactly("10_b/migration.sql version-order");
    }

    @Test
    void settingsSayThatThereIsNoTransaction() {
        String settings = "# why\n run_in_transaction = false # really\n";

        assertThat(
                        Project.of("1_a/up.sql", ONE)
                                .and("1_a/metadata.toml", settings)
                                .migration()
                                .transactional())
                .isFalse();
        assertThat(
                        Project.of("1_a/up.sql", ONE)
                                .and("1_a/metadata.toml", "# run_in_transaction = false\n")
                                .migration()
                                .transactional())
                .isTrue();
    }

    @Test
    void downAloneAndFolderWithoutVersionAreRefused() {
        assertThat(
                        Project.of("1_a/up.sql", ONE)
                                .and("2_b/down.sql", ONE)
                                .and("users/up.sql", ONE)
                                .refusals())
                .containsExactly("2_b/down.sql down-without-up", "users/up.sql file-name");
    }

    @Test
    void otherFilesOfTheFolderDoNotCount() {
        assertThat(Project.of("1_a/up.sql", ONE).and("1_a/seed.sql", "nonsense '").names())
                .containsExactly("1 a");
    }
}
