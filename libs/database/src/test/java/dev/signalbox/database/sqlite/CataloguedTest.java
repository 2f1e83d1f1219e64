package dev.signalbox.database.sqlite;

import static dev.signalbox.database.sqlite.TestDatabase.migration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.ApplyOptions;
import dev.signalbox.database.ApplyOutcome.Applied;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a part of the catalogue behind a migration comes to what reading all of it comes to. */
class CataloguedTest {

    @TempDir Path folder;
    private int n;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE c (x INTEGER PRIMARY KEY AUTOINCREMENT, y UNIQUE);",
                "CREATE TABLE c AS SELECT * FROM p;",
                "CREATE TABLE IF NOT EXISTS P (other);",
                "CREATE TABLE migration_health (a);",
                "CREATE INDEX p_b ON P (b);",
                "CREATE UNIQUE INDEX schema_migrations ON p (a);",
                "ALTER TABLE \"P\" ADD COLUMN d TEXT DEFAULT 'x' REFERENCES p (a);",
                "INSERT INTO p (a) VALUES (7);",
                "UPDATE p SET b = 1;\nDELETE FROM p;",
                "ALTER TABLE p RENAME TO q;",
                "ALTER TABLE p RENAME COLUMN b TO bb;",
                "DROP INDEX p_c;\nALTER TABLE p DROP COLUMN c;",
                "DROP INDEX p_c;",
                "DROP TABLE k;",
                "CREATE VIEW w AS SELECT a FROM p;",
                "DROP VIEW v;",
                "CREATE TRIGGER w AFTER DELETE ON p BEGIN DELETE FROM k; END;",
                "DROP TRIGGER u;",
                "CREATE VIRTUAL TABLE f USING fts5(a);",
                "CREATE TABLE c (x);\nCREATE INDEX c_x ON c (x);\nALTER TABLE c ADD COLUMN z;",
                "CREATE TEMP TABLE p (z);\nALTER TABLE main.p ADD COLUMN d;",
                "PRAGMA legacy_alter_table=ON;\nALTER TABLE p RENAME TO q;"
            })
    void schemaThatIsRecordedIsTheOneThatIsThere(String script) {
        mustBeThere(script, "odd_name", "CREATE TABLE plain (a)");
        mustBeThere(script, "\"odd name\"", "CREATE TABLE plain (a)");
        mustBeThere(
                script,
                "odd_name",
                "CREATE TRIGGER t AFTER INSERT ON p BEGIN INSERT INTO k VALUES (new.a, ''); END");
    }

    private void mustBeThere(String script, String column, String more) {
        TestDatabase database = new TestDatabase(folder.resolve("kb" + n++ + ".db"));
        database.run(
                "CREATE TABLE p (a INTEGER PRIMARY KEY, b, c)",
                "CREATE INDEX p_c ON p (c)",
                "CREATE INDEX p_b2 ON p (b)",
                "CREATE TABLE k (p REFERENCES p (a), " + column + " TEXT)",
                "CREATE VIEW v AS SELECT a, b FROM p",
                "CREATE TRIGGER u AFTER INSERT ON k BEGIN SELECT 1; END",
                more);
        var session = database.acquire("worker");
        session.apply(migration("001", "CREATE TABLE first (a);"), ApplyOptions.DEFAULT);

        var outcome = session.apply(migration("002", script), ApplyOptions.DEFAULT);
        var next =
                session.apply(
                        migration("003", "CREATE INDEX first_a ON first (a);"),
                        ApplyOptions.DEFAULT);

        assertThat(outcome).as(script).isInstanceOf(Applied.class);
        assertThat(next).isInstanceOf(Applied.class);
        assertThat(database.observe().drift()).isEmpty();
        assertThat(database.observe().schema().fingerprint()).isEqualTo(((Applied) next).after());
        assertThat(((Applied) next).before()).isEqualTo(((Applied) outcome).after());
    }
}
