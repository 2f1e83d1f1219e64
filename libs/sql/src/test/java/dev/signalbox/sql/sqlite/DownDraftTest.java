package dev.signalbox.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.SourcePosition;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownDraftTest {

    private static final List<String> BEFORE =
            List.of(
                    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, old TEXT)",
                    "CREATE INDEX idx_users_email ON users (email)",
                    "CREATE VIEW mails AS SELECT email FROM users",
                    "CREATE TABLE \"odd name\" (\"a b\" TEXT, c)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id REFERENCES users (id));"
                        + "CREATE INDEX idx_orders_user ON orders (user_id);"
                        + "INSERT INTO orders VALUES (1, NULL)",
                "CREATE TABLE a (x); CREATE TABLE b (y REFERENCES a); CREATE TABLE c AS SELECT 1 AS z",
                "ALTER TABLE users ADD COLUMN name TEXT DEFAULT 'x';"
                        + "CREATE INDEX idx_users_name ON users (name)",
                "ALTER TABLE users ADD COLUMN boss INTEGER REFERENCES users (id)",
                "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME COLUMN old TO former",
                "ALTER TABLE \"odd name\" RENAME COLUMN \"a b\" TO \"a\"\"c\"",
                "CREATE TABLE [select] (\"from\"); CREATE UNIQUE INDEX \"group\" ON [select] (\"from\")",
                "CREATE VIEW v AS SELECT * FROM users;"
                        + "CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; SELECT 2; END",
                "CREATE TABLE a (x); ALTER TABLE a RENAME TO b; CREATE INDEX i ON b (x)",
                "CREATE TEMP TABLE s (x); INSERT INTO s VALUES (1); CREATE TABLE kept (x)",
                "CREATE TABLE s (x); CREATE INDEX i ON s (x); INSERT INTO s VALUES (1);"
                        + "DROP TABLE s; CREATE TABLE kept (x)",
                "CREATE TABLE s (x); ALTER TABLE s RENAME TO s2; DROP TABLE s2",
                "CREATE VIRTUAL TABLE search USING fts5(body)",
                "CREATE TABLE counted (x); ALTER TABLE counted ADD COLUMN y;"
                        + "ALTER TABLE counted DROP COLUMN x; ANALYZE",
                "ALTER TABLE users RENAME TO users_old; CREATE TABLE users (id INTEGER PRIMARY KEY)",
                "PRAGMA foreign_keys = OFF; CREATE TABLE a (x); PRAGMA foreign_key_check"
            })
    void whatFollowsLeadsBackToTheSameSchema(String up) throws SQLException {
        DownDraft draft = draft(up);

        assertThat(draft.isComplete()).as(draft.text()).isTrue();
        try (Connection connection = database()) {
            List<String> before = schema(connection);
            run(connection, up);
            assertThat(schema(connection).equals(before)).isEqualTo(!draft.hasStatements());
            run(connection, draft.text());
            assertThat(schema(connection)).as(draft.text()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE users",
                "ALTER TABLE users DROP COLUMN old",
                "DROP INDEX idx_users_email",
                "DROP VIEW mails",
                "UPDATE users SET email = lower(email)",
                "DELETE FROM users WHERE old IS NULL",
                "INSERT INTO users VALUES (1, 'a', 'b')",
                "PRAGMA user_version = 7"
            })
    void whatDoesNotFollowIsSaid(String up) {
        DownDraft draft = draft(up);

        assertThat(draft.hasStatements()).isFalse();
        assertThat(draft.text()).startsWith("-- TODO: write what ").contains("UP runs: " + up);
        assertThat(SqliteSplitter.split(draft.text(), SourcePosition.START)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE users_new (id INTEGER PRIMARY KEY); INSERT INTO users_new SELECT id FROM"
                        + " users; DROP TABLE users; ALTER TABLE users_new RENAME TO users;"
                        + " CREATE INDEX i ON users (id)",
                "ALTER TABLE users RENAME TO users_old; CREATE TABLE users (id); INSERT INTO users"
                        + " SELECT id FROM users_old; DROP TABLE users_old",
                "DROP TABLE users; CREATE TABLE users (id)"
            })
    void aRebuiltTableIsNeverDroppedByTheDraft(String up) {
        DownDraft draft = draft(up);

        assertThat(draft.hasStatements()).as(draft.text()).isFalse();
        assertThat(draft.text()).contains("rebuilds users with its former columns");
    }

    @Test
    void linesStandInTheOrderInWhichTheyRun() {
        assertThat(
                        draft(
                                        "CREATE TABLE a (x); UPDATE users SET old = 1;"
                                                + " CREATE INDEX i ON a (x)")
                                .lines())
                .extracting(DownDraft.Line::text)
                .containsExactly(
                        "DROP INDEX i;",
                        "-- TODO: write what puts the rows of users back; UP runs: UPDATE users SET"
                                + " old = 1",
                        "DROP TABLE a;");
    }

    @Test
    void aTableThatMayHaveBeenThereIsLeftToItsAuthor() {
        DownDraft draft = draft("CREATE TABLE IF NOT EXISTS a (x)");

        assertThat(draft.isComplete()).isFalse();
        assertThat(draft.text()).contains("only if it is not there").endsWith("DROP TABLE a;\n");
    }

    @Test
    void aLongStatementIsShortenedToOneLine() {
        DownDraft draft = draft("UPDATE users\nSET email = '" + "x".repeat(200) + "'");

        assertThat(draft.text().lines()).hasSize(1);
        assertThat(draft.text()).endsWith("…\n");
    }

    @Test
    void whatChangesNothingNeedsNoWayBack() {
        assertThat(draft("SELECT 1; ANALYZE; PRAGMA foreign_keys = ON").text()).isEmpty();
    }

    private static DownDraft draft(String up) {
        return DownDraft.of(SqliteSplitter.split(up, SourcePosition.START));
    }

    private static Connection database() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        for (String statement : BEFORE) {
            run(connection, statement);
        }
        return connection;
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (var one : SqliteSplitter.split(script, SourcePosition.START)) {
                statement.execute(one.text());
            }
        }
    }

    /** Without quotes, which SQLite puts around a name when it renames a table. */
    private static List<String> schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE"
                                        + " 'sqlite_stat%' ORDER BY type, name")) {
            List<String> schema = new ArrayList<>();
            while (rows.next()) {
                schema.add(
                        (rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3))
                                .replace("\"", ""));
            }
            return schema;
        }
    }
}
