package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrismaReaderTest {

    private static final String ONE = "SELECT 1;";

    @Test
    void folderIsAMigrationAndItsDownUndoesIt() {
        Project project =
                Project.of("20240201080000_b/migration.sql", ONE)
                        .and("20240201080000_b/down.sql", "SELECT 2;")
                        .and("0_init/migration.sql", ONE)
                        .and("migration_lock.toml", "provider = \"postgresql\"");

        assertThat(project.names()).containsExactly("0 init", "20240201080000 b");
        assertThat(project.migrations().getFirst().isReversible()).isFalse();
        assertThat(project.migrations().getLast().isReversible()).isTrue();
        assertThat(project.migrations().getLast().stem()).isEqualTo("20240201080000_b");
    }

    /** What Prisma writes to rebuild a table turns enforcement on again before the indexes. */
    @Test
    void rebuiltTableHasForeignKeysOffForAllOfItsMigration() {
        Migration.Section up =
                Project.of(
                                "1_a/migration.sql",
                                "ALTER TABLE b ADD c;\nPRAGMA foreign_keys=OFF;\nDROP TABLE a;\n"
                                        + "PRAGMA foreign_keys=ON;\nCREATE INDEX i ON b (c);")
                        .migration()
                        .up();

        assertThat(up.foreignKeys()).isEqualTo(ForeignKeys.OFF);
        assertThat(Project.placed(up.statements()))
                .containsExactly(
                        "1:1 ALTER TABLE b ADD c",
                        "3:1 DROP TABLE a",
                        "5:1 CREATE INDEX i ON b (c)");
    }

    @Test
    void downAloneIsRefused() {
        assertThat(Project.of("1_a/migration.sql", ONE).and("2_b/down.sql", ONE).refusals())
                .containsExactly("2_b/down.sql down-without-up");
    }

    @Test
    void emptyMigrationDoesNothing() {
        assertThat(
                        Project.of("1_a/migration.sql", "-- This is an empty migration.")
                                .migration()
                                .up()
                                .isEmpty())
                .isTrue();
    }
}
