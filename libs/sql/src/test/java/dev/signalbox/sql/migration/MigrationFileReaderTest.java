package dev.signalbox.sql.migration;

import static dev.signalbox.sql.migration.TestFiles.findings;
import static dev.signalbox.sql.migration.TestFiles.migration;
import static dev.signalbox.sql.migration.TestFiles.places;
import static dev.signalbox.sql.migration.TestFiles.texts;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationFileReaderTest {

    private static final String COMPLETE =
            """
            -- @metadata {
            --   "author": "alice",
            --   "description": "add user preferences table",
            --   "breakingChange": true,
            --   "estimatedDuration": 1500,
            --   "dataVolume": "small",
            --   "risk": "high",
            --   "tags": ["feature", "users"],
            --   "dependencies": ["000_base"],
            --   "requiresDowntime": true,
            --   "affectedTables": ["users"],
            --   "rollbackStrategy": "run DOWN"
            -- }

            -- UP
            CREATE TABLE preferences (id INTEGER PRIMARY KEY, note TEXT DEFAULT '
            -- DOWN
            ');
            /*
            -- DOWN
            */
            CREATE INDEX i ON preferences (note);

            -- DOWN
            DROP INDEX i;
            DROP TABLE preferences;
            """;

    @Test
    void completeFileIsRead() {
        Migration migration = migration(COMPLETE);

        assertThat(migration.metadata())
                .returns("alice", MigrationMetadata::author)
                .returns("add user preferences table", MigrationMetadata::description)
                .returns(true, MigrationMetadata::breakingChange)
                .returns(Duration.ofMillis(1500), MigrationMetadata::estimatedDuration)
                .returns(DataVolume.SMALL, MigrationMetadata::dataVolume)
                .returns(Risk.HIGH, MigrationMetadata::risk)
                .returns(List.of("feature", "users"), MigrationMetadata::tags)
                .returns(true, MigrationMetadata::requiresDowntime)
                .returns(List.of("users"), MigrationMetadata::affectedTables)
                .returns("run DOWN", MigrationMetadata::rollbackStrategy);
        assertThat(migration.metadata().dependencies())
                .extracting(dependency -> dependency.name() + " at " + dependency.position())
                .containsExactly("000_base at 9:23");
        assertThat(migration.up().statements())
                .extracting(statement -> statement.position().toString())
                .containsExactly("16:1", "22:1");
        assertThat(texts(migration.down().statements()))
                .containsExactly("DROP INDEX i", "DROP TABLE preferences");
        assertThat(migration.source().bytes()).isEqualTo(COMPLETE.getBytes(UTF_8));
    }

    @Test
    void onlyUpIsNeeded() {
        Migration migration = migration("-- UP\nCREATE TABLE t (a)");

        assertThat(migration.metadata()).isEqualTo(MigrationMetadata.NONE);
        assertThat(migration.isReversible()).isFalse();
    }

    @Test
    void downWithNothingButCommentsIsNone() {
        assertThat(migration("-- UP\nSELECT 1;\n-- DOWN\n-- nothing; /* here */\n").isReversible())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndGivesTheSameStatementsAtTheSamePlaces(String lineEnd) {
        Migration migration =
                migration(
                        """
                        \ufeff-- @metadata {
                        --  "author": "a",
                        -- "tags": []}
                          -- UP \s
                        SELECT 1 -- one
                         , 2;
                        \tSELECT 3;
                        -- DOWN
                        SELECT 4
                        """
                                .replace("\n", lineEnd));

        assertThat(migration.metadata().author()).isEqualTo("a");
        assertThat(migration.up().statements())
                .extracting(statement -> statement.position().toString())
                .containsExactly("5:1", "7:2");
        assertThat(texts(migration.down().statements())).containsExactly("SELECT 4");
    }

    @Test
    void sectionsThatAreNotInOrderAreRefused() {
        assertThat(places("SELECT 1;\n")).containsExactly("1:1 missing-up");
        assertThat(places("-- nothing\n")).containsExactly("missing-up");
        assertThat(places("-- DOWN\nSELECT 1;")).containsExactly("missing-up");
        assertThat(places("-- DOWN\nSELECT 1;\n-- UP\nSELECT 2;"))
                .containsExactly("1:1 down-before-up");
        assertThat(places("-- x\n SELECT 1; SELECT 2;\n-- UP\nSELECT 2;"))
                .containsExactly("2:2 statement-before-section");
        assertThat(places("-- UP\nSELECT 1;\n-- DOWN\n-- UP\nSELECT 2;\n-- DOWN"))
                .containsExactly("4:1 duplicate-section", "6:1 duplicate-section");
        assertThat(places("-- UP\n-- only words\n-- DOWN\nSELECT 1;"))
                .containsExactly("1:1 empty-up");
        assertThat(places("-- UP\nPRAGMA foreign_keys = ON;")).containsExactly("1:1 empty-up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Down",
                "--DOWN:",
                "-- DOWN MIGRATION",
                "-- +goose Down",
                "-- migrate:down",
                "---- down ----",
                "SELECT 2; -- DOWN"
            })
    void whatOnlyLooksLikeAMarkerNeverPassesAsAComment(String comment) {
        assertThat(places("-- UP\nSELECT 1;\n" + comment + "\nDROP TABLE t;"))
                .hasSize(1)
                .allMatch(place -> place.startsWith("3:") && place.endsWith(" marker-spelling"));
    }

    @Test
    void emptyFilesAreRefused() {
        assertThat(places("")).containsExactly("empty-file");
        assertThat(places("\ufeff \n\t")).containsExactly("empty-file");
    }

    @Test
    void otherEncodingsAreRefusedByName() {
        assertThat(places("\ufeff-- UP\nSELECT 1".getBytes(UTF_16LE))).containsExactly("utf-16");
        assertThat(places("\ufeff-- UP\nSELECT 1".getBytes(UTF_16BE))).containsExactly("utf-16");
        assertThat(places("-- UP\nSELECT 1".getBytes(UTF_16LE))).containsExactly("utf-16");
    }

    @Test
    void invalidUtf8IsRefusedAtItsByteAndPlace() {
        byte[] bytes = "-- UP\nSELECT 'äx'".getBytes(UTF_8);
        bytes[16] = (byte) 0xe4;

        Finding finding = findings(bytes).getFirst();

        assertThat(finding.code()).isEqualTo("invalid-utf-8");
        assertThat(finding.position()).hasToString("2:10");
        assertThat(finding.message()).contains("offset 16").contains("0xe4");
    }

    @Test
    void nulBytesAreRefusedAtTheirPlace() {
        Finding finding = findings("\ufeff-- UP\nSELECT 'ä\0'".getBytes(UTF_8)).getFirst();

        assertThat(finding.code()).isEqualTo("nul-byte");
        assertThat(finding.position()).hasToString("2:10");
        assertThat(finding.message()).contains("offset 19");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(
                        places(
                                """
                                -- @metadata {"risk": "huge", "tag": []}
                                SELECT 0;
                                -- UP
                                VACUUM;
                                BEGIN;
                                -- DOWN
                                CREATE TRIGGER a INSERT ON t BEGIN SELECT 1;
                                """))
                .containsExactlyInAnyOrder(
                        "1:23 metadata-value",
                        "1:31 unknown-metadata-field",
                        "2:1 statement-before-section",
                        "4:1 outside-transaction",
                        "5:1 transaction-control",
                        "7:1 sql-syntax");
    }

    @Test
    void unclosedTextIsRefusedWhereItBegins() {
        assertThat(places("-- UP\nSELECT 'a;\n-- DOWN\nSELECT 1;"))
                .containsExactly("2:8 sql-syntax");
    }

    @Test
    void twentyMegabytesAreRead() {
        String row = "INSERT INTO t VALUES (1, 'ä😀');\n";
        String text = "-- UP\n" + row.repeat(20 * 1024 * 1024 / row.getBytes(UTF_8).length);

        assertThat(migration(text).up().statements()).hasSizeGreaterThan(500_000);
    }
}
