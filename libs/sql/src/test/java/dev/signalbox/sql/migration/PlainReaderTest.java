package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainReaderTest {

    @Test
    void allOfAFileIsUpAndNothingUndoesIt() {
        Migration migration =
                Project.of("0001_a.sql", "CREATE TABLE a (x);--> statement-breakpoint\nSELECT 1")
                        .migration();

        assertThat(Project.placed(migration.up().statements()))
                .containsExactly("1:1 CREATE TABLE a (x)", "2:1 SELECT 1");
        assertThat(migration.isReversible()).isFalse();
        assertThat(migration.transactional()).isTrue();
    }

    @Test
    void sqlxWordOnTheFirstLineSaysThereIsNoTransaction() {
        assertThat(
                        Project.of("1_a.sql", "-- no-transaction\nSELECT 1;")
                                .migration()
                                .transactional())
                .isFalse();
        assertThat(
                        Project.of("1_a.sql", "SELECT 1;\n-- no-transaction")
                                .migration()
                                .transactional())
                .isTrue();
    }

    /** Drizzle's files, applied in one transaction by their tool, leave it and begin another. */
    @Test
    void transactionsOfTheScriptBecomeOne() {
        assertThat(
                        TestFiles.texts(
                                Project.of(
                                                "1_a.sql",
                                                "COMMIT TRANSACTION;PRAGMA foreign_keys=OFF;"
                                                        + "BEGIN TRANSACTION;DROP TABLE a;COMMIT;"
                                                        + "PRAGMA foreign_keys=ON;BEGIN;")
                                        .migration()
                                        .up()
                                        .statements()))
                .containsExactly("DROP TABLE a");
    }

    @Test
    void transactionThatIsLeftOpenOrRolledBackIsRefused() {
        assertThat(
                        Project.of("1_a.sql", "BEGIN;\nSELECT 1;")
                                .and("2_b.sql", "BEGIN;\nSELECT 1;\nROLLBACK;")
                                .and("3_c.sql", "BEGIN;\nBEGIN;\nCOMMIT;\nCOMMIT;")
                                .refusals())
                .contains(
                        "1_a.sql:1:1 transaction-control",
                        "2_b.sql:3:1 transaction-control",
                        "3_c.sql:2:1 transaction-control");
    }

    @Test
    void markerOfAnUnknownToolIsRefused() {
        assertThat(Project.of("1_a.sql", "SELECT 1;\n-- +migrate Down\nSELECT 2;").refusals())
                .containsExactly("1_a.sql:2:1 marker-spelling");
    }

    @Test
    void emptyFileDoesNothing() {
        assertThat(Project.of("1_a.sql", "-- nothing any more\n").migration().up().isEmpty())
                .isTrue();
    }

    @Test
    void nameWithoutVersionIsRefused() {
        assertThat(Project.of("1_a.sql", "SELECT 1;").and("b.sql", "SELECT 2;").refusals())
                .containsExactly("b.sql file-name");
    }

    @Test
    void postgresIsToldFromAMistake() {
        assertThat(Project.of("1_a.sql", "SELECT '1'::int;").finding().message())
                .isEqualTo("\"::\" is a cast of PostgreSQL, which SQLite does not have.");
        assertThat(Project.of("1_a.sql", "DO $body$ x $body$;").finding().message())
                .contains("$body$ opens a text in PostgreSQL");
    }
}
