package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ScratchCopy;
import dev.signalbox.database.TriedRevert;
import dev.signalbox.database.TriedRevert.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchCopyTest {

    @TempDir Path folder;
    private TestDatabase database;
    private Path scratch;

    @BeforeEach
    void open() {
        scratch = folder.resolve("scratch");
        database = new TestDatabase(folder.resolve("kb.db"));
        database.run(
                "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y TEXT)",
                "INSERT INTO a VALUES (1, 'x', 'y'), (2, 'x', 'y'), (3, 'x', 'y')",
                "CREATE TABLE b (v)",
                "INSERT INTO b VALUES (1), (2)",
                "CREATE TABLE c (v)");
    }

    @Test
    void effectsAreThoseOfTheWayBackAndTheDatabaseKeepsItsRows() {
        try (ScratchCopy copy = new SqliteDatabase(database.address()).scratchCopy(scratch)) {
            TriedRevert tried =
                    copy.tryRevert(
                            new WayBack(
                                            "001",
                                            "",
                                            "ALTER TABLE a DROP COLUMN y; DELETE FROM a WHERE id ="
                                                    + " 1; UPDATE a SET x = 'z' WHERE id = 2; DROP"
                                                    + " TABLE b; UPDATE c SET v = 1")
                                    .toRevert());

            assertThat(tried.failure()).isNull();
            assertThat(tried.effects())
                    .containsExactly(
                            new Effect("a", false, List.of("y"), 3, 1, 1, false),
                            new Effect("b", true, List.of("v"), 2, 2, 0, false));
        }
        assertThat(database.rows("SELECT count(*) FROM a")).containsExactly("3");
    }

    @Test
    void nextWayBackFollowsTheOneBefore() {
        try (ScratchCopy copy = new SqliteDatabase(database.address()).scratchCopy(scratch)) {
            copy.tryRevert(new WayBack("002", "", "DELETE FROM a WHERE id = 1").toRevert());

            TriedRevert second = copy.tryRevert(new WayBack("001", "", "DELETE FROM a").toRevert());

            assertThat(second.effects())
                    .containsExactly(new Effect("a", false, List.of(), 2, 2, 0, false));
        }
    }

    @Test
    void rowsThatCannotBeSavedAreSaidToBeLost() {
        database.run(
                "CREATE VIRTUAL TABLE places USING rtree(id, a, b)",
                "INSERT INTO places VALUES (1, 0, 1), (2, 0, 1)",
                "CREATE VIRTUAL TABLE words USING fts5(body, content='')",
                "INSERT INTO words (rowid, body) VALUES (1, 'x')",
                "CREATE VIRTUAL TABLE index_of_a USING fts5(x, content='a', content_rowid='id')");
        try (ScratchCopy copy = new SqliteDatabase(database.address()).scratchCopy(scratch)) {
            TriedRevert moved =
                    copy.tryRevert(
                            new WayBack("002", "", "UPDATE places SET b = 9 WHERE id = 2")
                                    .toRevert());
            TriedRevert added =
                    copy.tryRevert(
                            new WayBack("002", "", "INSERT INTO places VALUES (3, 0, 1)")
                                    .toRevert());
            TriedRevert dropped =
                    copy.tryRevert(
                            new WayBack(
                                            "001",
                                            "",
                                            "DROP TABLE places; DROP TABLE words; DROP TABLE"
                                                    + " index_of_a")
                                    .toRevert());

            assertThat(moved.effects())
                    .containsExactly(new Effect("places", false, List.of(), 2, 1, 0, true));
            assertThat(added.effects()).isEmpty();
            assertThat(dropped.effects())
                    .containsExactly(
                            new Effect("places", true, List.of("id", "a", "b"), 3, 3, 0, true),
                            new Effect("words", true, List.of("body"), 1, 1, 0, true));
        }
    }

    @Test
    void whatCannotBeTriedIsSaid() {
        try (ScratchCopy copy = new SqliteDatabase(database.address()).scratchCopy(scratch)) {
            assertThat(copy.tryRevert(new WayBack("001", "", "DROP TABLE d").toRevert()).failure())
                    .contains("no such table");
            assertThat(copy.tryRevert(new WayBack("001", "", "VACUUM").toRevert()).failure())
                    .contains("VACUUM");
        }
    }

    @Test
    void copyIsPrivateAndGoneWhenItIsClosed() throws IOException {
        try (ScratchCopy copy = new SqliteDatabase(database.address()).scratchCopy(scratch);
                var files = Files.list(scratch)) {
            assertThat(files.map(ScratchCopyTest::permissions)).containsExactly("rw-------");
            copy.tryRevert(new WayBack("001", "", "DELETE FROM a").toRevert());
        }
        assertThat(scratch).isEmptyDirectory();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
