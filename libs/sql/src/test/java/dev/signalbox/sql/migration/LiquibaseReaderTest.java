package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquibaseReaderTest {

    private static final String FIRST = "--liquibase formatted sql\n";

    @Test
    void changesetIsAMigrationWhoseVersionIsItsPlace() {
        Project project =
                Project.of(
                                "01-a.sql",
                                FIRST
                                        + "--changeset alice:one\nSELECT 1;\n--changeset bob:two\nSELECT 2;")
                        .and("002-b.sql", FIRST + "--changeset alice:one\nSELECT 3;");

        assertThat(project.names()).containsExactly("01.1 one", "01.2 two", "002.1 one");
        assertThat(Project.placed(project.migrations().get(1).up().statements()))
                .containsExactly("5:1 SELECT 2");
        assertThat(project.migrations().get(1).fileName()).isEqualTo("01-a.sql!bob:two");
    }

    @Test
    void singleFileNeedsNoNumber() {
        assertThat(Project.of("changelog.sql", FIRST + "--changeset a:x\nSELECT 1;").names())
                .containsExactly("1 x");
    }

    @Test
    void commentLabelsAndQuotedNamesAreRead() {
        Migration migration =
                Project.of(
                                "c.sql",
                                FIRST
                                        + "-- changeset \"a b\": \"c d\" labels:x,y\n"
                                        + "-- comment: why it is\nSELECT 1;")
                        .migration();

        assertThat(migration.metadata().author()).isEqualTo("a b");
        assertThat(migration.name()).isEqualTo("c d");
        assertThat(migration.metadata().description()).isEqualTo("why it is");
        assertThat(migration.metadata().tags()).containsExactly("x", "y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dbms:sqlite          | true
                    dbms:h2,sqlite       | true
                    dbms:all             | true
                    dbms:!postgresql     | true
                    dbms:postgresql      | false
                    dbms:!sqlite         | false
                    dbms:none            | false
                    ignore:true          | false
                    context:test         | true
                    """)
    void changesetsForOtherEnginesArePassedOver(String attribute, boolean read) {
        assertThat(
                        Project.of("c.sql", FIRST + "--changeset a:x " + attribute + "\nSELECT 1;")
                                .migrations())
                .hasSize(read ? 1 : 0);
    }

    @Test
    void changesetThatRunsOnChangeIsRepeatable() {
        Migration migration =
                Project.of("c.sql", FIRST + "--changeset a:x runOnChange:true\nSELECT 1;")
                        .migration();

        assertThat(migration.isRepeatable()).isTrue();
    }

    @Test
    void changesetMaySayThatThereIsNoTransaction() {
        assertThat(
                        Project.of(
                                        "c.sql",
                                        FIRST + "--changeset a:x runInTransaction:false\nSELECT 1;")
                                .migration()
                                .transactional())
                .isFalse();
    }

    @Test
    void rollbackIsInLinesOrInABlock() {
        Project project =
                Project.of(
                        "c.sql",
                        FIRST
                                + "--changeset a:x\nSELECT 1;\n--rollback SELECT 2;\n"
                                + "--rollback SELECT\n--rollback 3;\n"
                                + "--changeset a:y\nSELECT 4;\n/*  liquibase rollback \n"
                                + "SELECT 5; -- x\n*/\n"
                                + "--changeset a:z\nSELECT 6;\n--rollback not required\n"
                                + "--changeset a:w\nSELECT 7;\n--rollback empty\n");

        assertThat(Project.placed(project.migrations().get(0).down().statements()))
                .hasSize(2)
                .first()
                .isEqualTo("4:12 SELECT 2");
        assertThat(Project.placed(project.migrations().get(1).down().statements()))
                .containsExactly("10:1 SELECT 5");
        assertThat(Project.placed(project.migrations().get(1).up().statements()))
                .containsExactly("8:1 SELECT 4");
        assertThat(project.migrations().get(2).isReversible()).isFalse();
        assertThat(project.migrations().get(3).isReversible()).isFalse();
    }

    @Test
    void propertiesAreReplacedTheFirstOneWinsAndUnknownNamesStay() {
        Migration migration =
                Project.of(
                                "c.sql",
                                FIRST
                                        + "--property name:t value:users\n--property name:t value:others\n"
                                        + "--property name:u value:x dbms:postgresql\n"
                                        + "--changeset a:x\nSELECT '${t} ${u} ${given}';")
                        .with("given", "g")
                        .migration();

        assertThat(Project.placed(migration.up().statements()))
                .containsExactly("6:1 SELECT 'users ${u} g'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    runAlways:true           | runAlways
                    endDelimiter:GO          | endDelimiter
                    rollbackEndDelimiter:/   | rollbackEndDelimiter
                    failOnError:false        | failOnError:false
                    runOrder:first           | runOrder
                    runWith:sqlplus          | runWith
                    """)
    void attributesThatWouldBeOverlookedAreRefused(String attribute, String named) {
        Finding finding =
                Project.of("c.sql", FIRST + "--changeset a:x " + attribute + "\nSELECT 1;")
                        .finding();

        assertThat(finding.code()).isEqualTo("changeset-attribute");
        assertThat(finding.position()).hasToString("2:1");
        assertThat(finding.message()).startsWith(named + " of the changeset a:x ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --changeset a:x\\n--preconditions onFail:HALT\\nSELECT 1;     | c.sql:3:1 precondition
                    --changeset alone\\nSELECT 1;                                 | c.sql:2:1 changeset-identity, c.sql:3:1 statement-before-section
                    SELECT 1;                                                      | c.sql:2:1 statement-before-section
                    --changeset a:x\\nSELECT 1;\\n--rollback changesetId:y         | c.sql:4:1 rollback-by-reference
                    --changeset a:x\\nSELECT 1;\\n--changeset a:x\\nSELECT 2;       | c.sql:4:1 duplicate-changeset
                    --property name:x                                              | c.sql:2:1 property
                    """)
    void whatCannotBeCarriedOutIsRefusedAtItsPlace(String text, String refusals) {
        assertThat(Project.of("c.sql", FIRST + text.replace("\\n", "\n")).refusals())
                .containsExactly(refusals.split(", "));
    }

    @Test
    void orderOfSeveralFilesMustBeInTheirNames() {
        assertThat(
                        Project.of("users.sql", FIRST + "--changeset a:x\nSELECT 1;")
                                .and("2-books.sql", FIRST + "--changeset a:x\nSELECT 1;")
                                .refusals())
                .containsExactly("users.sql changelog-order");
        assertThat(
                        Project.of("1-users.sql", FIRST + "--changeset a:x\nSELECT 1;")
                                .and("1.1-books.sql", FIRST + "--changeset a:x\nSELECT 1;")
                                .refusals())
                .contains("1.1-books.sql changelog-order");
    }

    @Test
    void fileThatIsNoChangelogIsRefusedAmongThem() {
        assertThat(
                        Project.of("1-a.sql", FIRST + "--changeset a:x\nSELECT 1;")
                                .and("2-b.sql", "SELECT 2;")
                                .refusals())
                .containsExactly("2-b.sql no-liquibase");
    }

    @Test
    void twoFilesOfOneNumberAreNamedByTheirPaths() {
        Finding finding =
                Project.of("2-a.SQL", FIRST + "--changeset a:x\nSELECT 1;")
                        .and("002-b.sql", FIRST + "--changeset a:y\nSELECT 1;")
                        .finding();

        assertThat(finding.code()).isEqualTo("duplicate-version");
        assertThat(finding.file()).isEqualTo("2-a.SQL");
        assertThat(finding.message()).contains("2-a.SQL!a:x", "002-b.sql!a:y");
    }

    @Test
    void ignoredLinesDoNotRun() {
        assertThat(
                        TestFiles.texts(
                                Project.of(
                                                "c.sql",
                                                FIRST
                                                        + "--changeset a:x\n--ignoreLines:1\nnonsense '\n"
                                                        + "SELECT 1;\n--ignoreLines:start\n'\n"
                                                        + "--ignoreLines:end\nSELECT 2;")
                                        .migration()
                                        .up()
                                        .statements()))
                .containsExactly("SELECT 1", "SELECT 2");
    }
}
