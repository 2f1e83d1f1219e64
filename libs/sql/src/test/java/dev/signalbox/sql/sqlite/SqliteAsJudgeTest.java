package dev.signalbox.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Statement by statement, a script does what SQLite makes of it as a whole. */
final class SqliteAsJudgeTest {

    static final List<String> SCRIPTS =
            List.of(
                    "CREATE TABLE a (b); INSERT INTO a VALUES (1), (';'); -- ;\nDELETE FROM a WHERE b=1",
                    "/**/;;CREATE TABLE \"x;y\" ([b;] TEXT DEFAULT ';', `c` TEXT, 'd' TEXT);;",
                    """
                    CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
                    CREATE TABLE log (what TEXT, "end" TEXT);
                    CREATE TRIGGER t_i AFTER INSERT ON t WHEN new.a > 0 BEGIN
                      INSERT INTO log VALUES ('insert; END;', CASE WHEN new.b IS NULL THEN 'none'
                        ELSE CASE new.b WHEN 'x' THEN 'X' END END);
                      UPDATE t SET b = 'begin' WHERE a = new.a; -- ; END;
                      /* ; END; */ DELETE FROM log WHERE what = ';';
                      SELECT 1; VALUES (2); WITH q AS (SELECT 3) SELECT * FROM q;
                    END;
                    INSERT INTO t VALUES (1, NULL), (2, 'x');
                    """,
                    """
                    CREATE TABLE t(a);
                    CREATE TRIGGER begin AFTER UPDATE OF a ON t FOR EACH ROW BEGIN
                      REPLACE INTO t VALUES (1);
                    END
                    ;
                    CREATE TRIGGER IF NOT EXISTS main.[end] INSTEAD OF INSERT ON v BEGIN SELECT 1; END
                    """
                            .replace("ON v", "ON w")
                            .replace(
                                    "CREATE TABLE t(a);",
                                    "CREATE TABLE t(a); CREATE VIEW w AS SELECT a FROM t;"),
                    """
                    BEGIN IMMEDIATE;
                    CREATE TABLE new_t (a INTEGER NOT NULL DEFAULT 0x1F, b DEFAULT (1_000), c BLOB DEFAULT x'3b');
                    INSERT INTO new_t (a) SELECT 1 UNION ALL SELECT 2;
                    ALTER TABLE new_t RENAME TO t;
                    SAVEPOINT s; DROP TABLE t; ROLLBACK TO s; RELEASE s;
                    COMMIT;
                    CREATE UNIQUE INDEX i ON t (a) WHERE b->>'$.x;' IS NULL;
                    """,
                    "\ufeffCREATE TABLE a (b); INSERT INTO a SELECT 'é😀;' || char(10) -- ü;\n;",
                    "CREATE TABLE a(b);\r\nINSERT INTO a VALUES('x\r\ny');\r\n-- end\r\n",
                    "CREATE TEMP TABLE a(b); CREATE TEMP TRIGGER c AFTER INSERT ON a BEGIN DELETE FROM a; END; INSERT INTO a VALUES (1); CREATE TABLE d AS SELECT count(*) FROM temp.a",
                    "EXPLAIN CREATE TRIGGER x AFTER INSERT ON sqlite_schema BEGIN SELECT 1; END; CREATE TABLE z(a)"
                            .replace(
                                    "EXPLAIN CREATE TRIGGER x AFTER INSERT ON sqlite_schema",
                                    "CREATE TABLE y(a); EXPLAIN CREATE TRIGGER x AFTER INSERT ON y"),
                    "CREATE TABLE t(a);ALTER TABLE t ADD column integer;ALTER TABLE t ADD COLUMN column;ALTER TABLE t RENAME a TO \"b;\";ALTER TABLE t DROP integer");

    @ParameterizedTest
    @FieldSource("SCRIPTS")
    void statementByStatementDoesWhatTheWholeScriptDoes(String script) throws SQLException {
        List<String> whole;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
            whole = contents(connection);
        }

        List<String> oneByOne;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            for (SqlStatement one : SqliteSplitter.split(script, SourcePosition.START)) {
                statement.execute(one.text());
            }
            oneByOne = contents(connection);
        }

        assertThat(whole).isNotEmpty();
        assertThat(oneByOne).isEqualTo(whole);
    }

    @Test
    void sqliteRefusesTheTriggersThatAreRefusedHere() throws SQLException {
        List<String> refused =
                List.of(
                        "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1;",
                        "CREATE TRIGGER a AFTER INSERT ON t; SELECT 1;",
                        "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1;; END;",
                        "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; CREATE TABLE b(c); END;",
                        "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END SELECT 1;");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE t (a)");

            for (String script : refused) {
                assertThatThrownBy(() -> statement.executeUpdate(script)).as(script).isNotNull();
            }
        }
    }

    private static List<String> contents(Connection connection) throws SQLException {
        List<String> rows =
                new ArrayList<>(
                        query(
                                connection,
                                "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"));
        for (String table :
                query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            String name = "\"" + table.replace("\"", "\"\"") + "\"";
            rows.addAll(query(connection, "SELECT * FROM " + name));
        }
        return rows;
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}
