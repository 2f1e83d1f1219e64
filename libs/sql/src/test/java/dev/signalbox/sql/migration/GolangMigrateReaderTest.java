package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import org.junit.jupiter.api.Test;

class GolangMigrateReaderTest {

    private static final String ONE = "SELECT 1;";

    @Test
    void pairsAreReadInTheOrderOfTheirNumbers() {
        Project project =
                Project.of("10_b.up.sql", ONE)
                        .and("10_b.down.sql", "SELECT 10;")
                        .and("000009_a.up.sql", ONE);

        assertThat(project.names()).containsExactly("000009 a", "10 b");
        assertThat(project.migrations().getFirst().isReversible()).isFalse();
        assertThat(TestFiles.texts(project.migrations().getLast().down().statements()))
                .containsExactly("SELECT 10");
    }

    /** As golang-migrate has it: version and direction count, and nothing else of the name. */
    @Test
    void pairsNeedOnlyTheirVersionInCommon() {
        Project project = Project.of("1_flags..up.sql", ONE).and("01_flags.down.sql", "SELECT 2;");

        assertThat(project.migration().stem()).isEqualTo("1_flags.");
        assertThat(project.migration().isReversible()).isTrue();
    }

    @Test
    void twoDownsOfOneVersionAreRefusedWithBothNamed() {
        Finding finding =
                Project.of("1_a.up.sql", ONE)
                        .and("1_a.down.sql", ONE)
                        .and("1_b.down.sql", ONE)
                        .finding();

        assertThat(finding.code()).isEqualTo("two-downs");
        assertThat(finding.message()).contains("1_a.down.sql", "1_b.down.sql");
    }

    @Test
    void twoUpsOfOneVersionAreRefusedWithBothNamed() {
        Finding finding = Project.of("1_a.up.sql", ONE).and("1_b.up.sql", ONE).finding();

        assertThat(finding.code()).isEqualTo("two-ups");
        assertThat(finding.message()).contains("1_a.up.sql", "1_b.up.sql");
    }

    @Test
    void downAloneAndUpWithoutNumberAreRefused() {
        assertThat(Project.of("1_a.down.sql", ONE).and("init.up.sql", ONE).refusals())
                .containsExactly("1_a.down.sql down-without-up", "init.up.sql file-name");
    }

    @Test
    void transactionOfTheScriptIsTheOneThatItRunsIn() {
        assertThat(
                        TestFiles.texts(
                                Project.of("1_a.up.sql", "BEGIN;\nSELECT 1;\nCOMMIT;\n")
                                        .migration()
                                        .up()
                                        .statements()))
                .containsExactly("SELECT 1");
    }

    @Test
    void emptyFilesAreMigrationsThatDoNothing() {
        Migration migration = Project.of("1_a.up.sql", "").and("1_a.down.sql", "").migration();

        assertThat(migration.up().isEmpty()).isTrue();
        assertThat(migration.isReversible()).isFalse();
    }
}
