package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.migration.ForeignKeys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceTest {

    private static final WayBack BOOKS =
            new WayBack(
                    "001",
                    "CREATE TABLE books (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT)",
                    "DROP TABLE books");
    private static final WayBack PAGES =
            new WayBack(
                    "002",
                    "ALTER TABLE books ADD COLUMN pages INTEGER DEFAULT 0",
                    "ALTER TABLE books DROP COLUMN pages; DELETE FROM books WHERE id = 2");

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("kb.db"));
    }

    private void written() {
        BOOKS.apply(database);
        PAGES.apply(database);
        database.run("INSERT INTO books VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 30)");
    }

    private List<String> books() {
        return database.rows("SELECT id, title, pages FROM books ORDER BY id");
    }

    private List<String> sliceTables() {
        return database.rows(
                "SELECT name FROM sqlite_schema WHERE name LIKE '@_signalbox@_%' ESCAPE '@'");
    }

    @Test
    void everythingComesBackAndTheSliceGoes() {
        written();
        PAGES.revert(database);

        List<String> notes = PAGES.apply(database).notes();

        assertThat(books()).containsExactly("1|a|10", "2|b|20", "3|c|30");
        assertThat(notes).containsExactly("table books: 3 of 3 saved rows are as they were");
        assertThat(sliceTables()).isEmpty();
        assertThat(database.rows("SELECT restored_at IS NOT NULL FROM _migration_slices"))
                .containsExactly("1");
    }

    @Test
    void whatTheApplicationWroteSinceStays() {
        written();
        PAGES.revert(database);
        database.run(
                "UPDATE books SET title = 'changed' WHERE id = 1",
                "DELETE FROM books WHERE id = 3",
                "INSERT INTO books VALUES (9, 'new')");

        List<String> notes = PAGES.apply(database).notes();

        assertThat(books()).containsExactly("1|changed|10", "2|b|20", "9|new|0");
        assertThat(notes)
                .containsExactly(
                        "table books: 1 of 3 saved rows are as they were",
                        "table books: conflict: 1 row (1) written since, and kept as written, but"
                                + " for pages",
                        "table books: 1 row (3) deleted since, and not put back",
                        "table books: what was saved stays in _signalbox_slice_run1_1");
        assertThat(sliceTables()).containsExactly("_signalbox_slice_run1_1");
    }

    @Test
    void keyGivenToAnotherRowSinceIsAConflict() {
        written();
        PAGES.revert(database);
        database.run("INSERT INTO books VALUES (2, 'mine')");

        List<String> notes = PAGES.apply(database).notes();

        assertThat(books()).containsExactly("1|a|10", "2|mine|0", "3|c|30");
        assertThat(notes).anyMatch(it -> it.contains("conflict: 1 row (2) replaced since"));
    }

    @Test
    void droppedTableComesBackWithItsCounter() {
        BOOKS.apply(database);
        database.run(
                "INSERT INTO books VALUES (7, 'a'), (8, 'b')", "DELETE FROM books WHERE id = 8");
        BOOKS.revert(database);

        BOOKS.apply(database);

        assertThat(database.rows("SELECT * FROM books")).containsExactly("7|a");
        assertThat(database.rows("SELECT name, seq FROM sqlite_sequence WHERE name = 'books'"))
                .containsExactly("books|8");
    }

    @Test
    void uniqueValueTakenSinceKeepsTheRowInTheSlice() {
        BOOKS.apply(database);
        WayBack rare =
                new WayBack(
                        "002",
                        "CREATE UNIQUE INDEX one_title ON books (title)",
                        "DROP INDEX one_title; DELETE FROM books WHERE id = 1");
        rare.apply(database);
        database.run("INSERT INTO books VALUES (1, 'a'), (2, 'b')");
        rare.revert(database);
        database.run("INSERT INTO books VALUES (5, 'a')");

        List<String> notes = rare.apply(database).notes();

        assertThat(database.rows("SELECT * FROM books ORDER BY id")).containsExactly("2|b", "5|a");
        assertThat(notes).anyMatch(it -> it.contains("1 row (1) kept out by a constraint"));
        assertThat(
                        database.rows(
                                "SELECT title FROM _signalbox_slice_run1_1"
                                        + " WHERE _signalbox_state = 'BLOCKED'"))
                .containsExactly("a");
    }

    @Test
    void rowWhoseParentIsGoneStaysInTheSlice() {
        for (ForeignKeys enforcement : List.of(ForeignKeys.ON, ForeignKeys.OFF)) {
            TestDatabase here = new TestDatabase(folder.resolve(enforcement + ".db"));
            WayBack tables =
                    new WayBack(
                            "001",
                            enforcement,
                            "CREATE TABLE p (id INTEGER PRIMARY KEY);"
                                    + " CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER"
                                    + " REFERENCES p); INSERT INTO p VALUES (1), (2)",
                            "");
            WayBack children =
                    new WayBack(
                            "002",
                            enforcement,
                            "CREATE INDEX c_p ON c (p)",
                            "DROP INDEX c_p; DELETE FROM c WHERE id > 0");
            tables.apply(here);
            children.apply(here);
            here.run("INSERT INTO c VALUES (1, 1), (2, 2)");
            children.revert(here);
            here.run("DELETE FROM p WHERE id = 2");

            List<String> notes = children.apply(here).notes();

            assertThat(here.rows("SELECT * FROM c")).containsExactly("1|1");
            assertThat(notes).anyMatch(it -> it.contains("1 row (2) kept out by a constraint"));
        }
    }

    @Test
    void tableWithoutKeyComesBackWholeOrNotAtAll() {
        WayBack log =
                new WayBack("001", "CREATE TABLE log (line TEXT); CREATE TABLE other (a)", "");
        WayBack shorter =
                new WayBack("002", "CREATE INDEX i ON log (line)", "DROP INDEX i; DELETE FROM log");
        log.apply(database);
        shorter.apply(database);
        database.run(
                "INSERT INTO log VALUES ('x'), ('x'), ('y')", "DELETE FROM log WHERE rowid = 1");
        shorter.revert(database);
        shorter.apply(database);
        assertThat(database.rows("SELECT rowid, line FROM log")).containsExactly("2|x", "3|y");

        shorter.revert(database);
        database.run("INSERT INTO log VALUES ('later')");
        List<String> notes = shorter.apply(database).notes();

        assertThat(database.rows("SELECT line FROM log")).containsExactly("later");
        assertThat(notes.getFirst()).contains("2 saved rows were not put back");
        assertThat(sliceTables()).containsExactly("_signalbox_slice_run1_2");
    }

    @Test
    void renamedTableAndColumnKeepWhatWasWrittenUnderTheOldNames() {
        BOOKS.apply(database);
        WayBack renamed =
                new WayBack(
                        "002",
                        "ALTER TABLE books RENAME TO works; ALTER TABLE works RENAME COLUMN title"
                                + " TO name",
                        "ALTER TABLE works RENAME COLUMN name TO title; ALTER TABLE works RENAME TO"
                                + " books");
        renamed.apply(database);
        database.run("INSERT INTO works VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        renamed.revert(database);
        database.run("UPDATE books SET title = 'A' WHERE id = 1", "DELETE FROM books WHERE id = 2");

        renamed.apply(database);

        assertThat(database.rows("SELECT * FROM works")).containsExactly("1|A", "3|c");
    }

    @Test
    void insertedAgainWithOtherNumbersARowIsThereOnce() {
        BOOKS.apply(database);
        WayBack seed =
                new WayBack(
                        "002",
                        "INSERT INTO books (title) VALUES ('seed')",
                        "DELETE FROM books WHERE title = 'seed'");
        seed.apply(database);
        database.run("INSERT INTO books (title) VALUES ('later')");
        seed.revert(database);

        seed.apply(database);

        assertThat(database.rows("SELECT * FROM books ORDER BY id"))
                .containsExactly("1|seed", "2|later");
    }

    @Test
    void triggersStayAndDoNotFire() {
        BOOKS.apply(database);
        database.run("CREATE TABLE log (what TEXT)");
        WayBack watched =
                new WayBack(
                        "002",
                        """
                        CREATE TRIGGER seen AFTER INSERT ON books BEGIN
                          INSERT INTO log VALUES (new.title);
                        END;""",
                        "DROP TRIGGER seen; DELETE FROM books");
        watched.apply(database);
        database.run("INSERT INTO books VALUES (1, 'a')");
        watched.revert(database);

        watched.apply(database);

        assertThat(database.rows("SELECT * FROM log")).containsExactly("a");
        assertThat(database.rows("SELECT * FROM books")).containsExactly("1|a");
        assertThat(database.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
                .containsExactly("seen");
        assertThat(database.observe().drift()).isEmpty();
    }

    @Test
    void fullTextComesBackWithItsOwnTextAndWithAnothers() {
        WayBack texts =
                new WayBack(
                        "001",
                        """
                        CREATE TABLE docs (id INTEGER PRIMARY KEY, body TEXT);
                        CREATE VIRTUAL TABLE docs_index USING fts5(body, content='docs', content_rowid='id');
                        CREATE VIRTUAL TABLE own USING fts5(body);
                        CREATE VIRTUAL TABLE places USING rtree(id, a, b);""",
                        """
                        DROP TABLE own; DROP TABLE docs_index; DROP TABLE docs; DROP TABLE places;""");
        texts.apply(database);
        database.run(
                "INSERT INTO docs VALUES (4, 'red apple')",
                "INSERT INTO docs_index (docs_index) VALUES ('rebuild')",
                "INSERT INTO own (rowid, body) VALUES (9, 'green pear')");

        List<String> saved = texts.revert(database).saved();
        texts.apply(database);

        assertThat(saved).anyMatch(it -> it.startsWith("table places was not saved"));
        assertThat(database.rows("SELECT rowid FROM docs_index WHERE docs_index MATCH 'apple'"))
                .containsExactly("4");
        assertThat(database.rows("SELECT rowid FROM own WHERE own MATCH 'pear'"))
                .containsExactly("9");
    }

    @Test
    void namesOfSlicesAreNeverUsedAgain() {
        written();
        PAGES.revert(database);
        PAGES.apply(database);

        assertThat(PAGES.revert(database).saved().getFirst()).endsWith("_signalbox_slice_run1_2");
    }
}
