package dev.signalbox.database.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.database.DatabaseAddress;
import dev.signalbox.database.foreign.ForeignEntry.Kind;
import dev.signalbox.database.sqlite.SqliteDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that Flyway itself wrote. */
class FlywayHistoryTest {

    @TempDir private Path folder;
    private FlywayProject project;

    @BeforeEach
    void aProject() throws IOException {
        project = FlywayProject.in(folder);
    }

    private List<ForeignHistory> histories() {
        var address = DatabaseAddress.parse("jdbc:sqlite:" + project.database(), folder);
        try (var reader = SqliteDatabase.at(address).openReader()) {
            return reader.foreignHistories();
        }
    }

    private List<ForeignEntry> entries() {
        var found = histories();
        assertThat(found)
                .singleElement()
                .extracting(ForeignHistory::tool)
                .isEqualTo(ForeignTool.FLYWAY);
        return found.getFirst().entries();
    }

    @Test
    void versionsDescriptionsTimesAndChecksumsAreRead() throws IOException {
        project.file("V1__users.sql", "CREATE TABLE users (id);\n")
                .file("V1_1__add_email.sql", "ALTER TABLE users ADD COLUMN email;\n")
                .flyway()
                .load()
                .migrate();

        assertThat(entries())
                .allSatisfy(
                        entry -> {
                            assertThat(entry.kind()).isEqualTo(Kind.APPLIED);
                            assertThat(entry.appliedAt()).isNotNull();
                            assertThat(entry.duration()).isNotNull();
                        })
                .extracting(ForeignEntry::label)
                .containsExactly("1 users", "1.1 add email");
        assertThat(histories().getFirst().tables()).containsExactly("flyway_schema_history");
    }

    @Test
    void checksumIsTheOneThatFlywayTakesWhateverEndsTheLines() throws IOException {
        var bom = "\uFEFF-- größer\r\nCREATE TABLE a (x); \n\n\rSELECT '€';";
        project.file("V1__windows.sql", "CREATE TABLE w (x);\r\nSELECT 1;\r\n")
                .file("V2__bom.sql", bom)
                .file("V3__one_line.sql", "CREATE TABLE o (x)")
                .file("R__view.sql", "CREATE VIEW IF NOT EXISTS v AS SELECT 1;\n")
                .flyway()
                .load()
                .migrate();

        var files = List.of("V1__windows.sql", "V2__bom.sql", "V3__one_line.sql", "R__view.sql");
        var entries = entries();
        assertThat(entries).hasSize(files.size());
        for (var i = 0; i < files.size(); i++) {
            var checksum = Objects.requireNonNull(entries.get(i).checksum());
            assertThat(checksum.matches(project.bytes(files.get(i)))).as(files.get(i)).isTrue();
            assertThat(checksum.matches("SELECT 2;".getBytes(StandardCharsets.UTF_8))).isFalse();
        }
        assertThat(entries.getLast().version()).isNull();
    }

    @Test
    void tableOfAnotherNameIsFoundByItsColumns() throws IOException {
        project.file("V1__users.sql", "CREATE TABLE users (id);")
                .flyway()
                .table("changes")
                .load()
                .migrate();

        assertThat(histories())
                .singleElement()
                .extracting(ForeignHistory::table)
                .isEqualTo("changes");
    }

    @Test
    void baselineStandsForAllUpToItsVersion() throws IOException {
        project.file("V1__users.sql", "CREATE TABLE users (id);")
                .file("V4__more.sql", "CREATE TABLE more (id);");
        var flyway = project.flyway().baselineVersion("3").load();
        flyway.baseline();
        flyway.migrate();

        assertThat(entries())
                .extracting(ForeignEntry::kind, ForeignEntry::version)
                .containsExactly(tuple(Kind.BASELINE, "3"), tuple(Kind.APPLIED, "4"));
    }

    @Test
    void failureOutsideATransactionIsHalfDone() throws IOException {
        project.file("V1__users.sql", "CREATE TABLE users (id);")
                .file("V2__bad.sql", "CREATE TABLE good (id);\nINSERT INTO nowhere VALUES (1);")
                .file("V2__bad.sql.conf", "executeInTransaction=false");
        var flyway = project.flyway().load();
        assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);

        assertThat(entries())
                .extracting(ForeignEntry::kind)
                .containsExactly(Kind.APPLIED, Kind.HALF_DONE);
    }

    @Test
    void aMigrationThatWasDeletedByRepairIsNotInForce() throws IOException {
        project.file("V2__rest.sql", "CREATE TABLE rest (id);")
                .file("V1__users.sql", "CREATE TABLE gone (id);")
                .flyway()
                .load()
                .migrate();
        Files.delete(project.migrations().resolve("V1__users.sql"));
        project.flyway().load().repair();

        assertThat(entries()).extracting(ForeignEntry::version).containsExactly("2");
    }
}
