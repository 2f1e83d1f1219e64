package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import org.junit.jupiter.api.Test;

class SqlAndRollbackReaderTest {

    @Test
    void rollbackFileUndoesTheMigrationOfItsNumber() {
        Project project =
                Project.of("sql/0002_b.sql", "CREATE TABLE b (x);")
                        .and("sql/0001_a.sql", "CREATE TABLE a (x);")
                        .and("rollback/0001_rollback.sql", "DROP TABLE a;")
                        .and("rollback/2_undo_b.sql", "DROP TABLE b;");

        assertThat(project.names()).containsExactly("0001 a", "0002 b");
        assertThat(TestFiles.texts(project.migrations().getLast().down().statements()))
                .containsExactly("DROP TABLE b");
        assertThat(project.migrations().getLast().files())
                .extracting(SourceFile::path)
                .containsExactly("sql/0002_b.sql", "rollback/2_undo_b.sql");
    }

    @Test
    void rollbackFileWinsOverAMarkerInTheMigration() {
        Project project =
                Project.of(
                                "sql/0001_a.sql",
                                "CREATE TABLE a (x);\n-- DOWN MIGRATION\nSELECT 'never';")
                        .and("rollback/0001_rollback.sql", "DROP TABLE a;");

        assertThat(TestFiles.texts(project.migration().up().statements()))
                .containsExactly("CREATE TABLE a (x)");
        assertThat(TestFiles.texts(project.migration().down().statements()))
                .containsExactly("DROP TABLE a");
    }

    @Test
    void markersCountWhereThereIsNoRollbackFile() {
        Migration migration =
                Project.of(
                                "sql/0001_a.sql",
                                "-- UP MIGRATION\nCREATE TABLE a (x);\n-- DOWN MIGRATION (all)\n"
                                        + "DROP TABLE a;")
                        .migration();

        assertThat(Project.placed(migration.up().statements()))
                .containsExactly("2:1 CREATE TABLE a (x)");
        assertThat(Project.placed(migration.down().statements()))
                .containsExactly("4:1 DROP TABLE a");
    }

    @Test
    void twoRollbacksOfOneVersionAreRefusedWithBothNamed() {
        Finding finding =
                Project.of("sql/0001_a.sql", "SELECT 1;")
                        .and("rollback/0001_rollback.sql", "SELECT 2;")
                        .and("rollback/1_other.sql", "SELECT 3;")
                        .finding();

        assertThat(finding.code()).isEqualTo("two-downs");
        assertThat(finding.message())
                .contains("rollback/0001_rollback.sql", "rollback/1_other.sql");
    }

    @Test
    void rollbackWithoutMigrationAndOneWithoutNumberAreRefused() {
        assertThat(
                        Project.of("sql/0001_a.sql", "SELECT 1;")
                                .and("rollback/0002_rollback.sql", "SELECT 2;")
                                .and("rollback/undo.sql", "SELECT 3;")
                                .refusals())
                .containsExactly(
                        "rollback/0002_rollback.sql down-without-up",
                        "rollback/undo.sql file-name");
    }

    @Test
    void whatIsWrongInARollbackIsSaidOfItsFile() {
        assertThat(
                        Project.of("sql/0001_a.sql", "SELECT 1;")
                                .and("rollback/0001_rollback.sql", "SELECT 1;\nSELECT 'open;")
                                .refusals())
                .containsExactly("rollback/0001_rollback.sql:2:8 sql-syntax");
    }
}
