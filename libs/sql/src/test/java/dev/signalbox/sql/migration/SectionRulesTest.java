package dev.signalbox.sql.migration;

import static dev.signalbox.sql.migration.TestFiles.migration;
import static dev.signalbox.sql.migration.TestFiles.places;
import static dev.signalbox.sql.migration.TestFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SectionRulesTest {

    @Test
    void documentedRebuildRecipeBecomesStatementsAndASetting() {
        Migration migration =
                migration(
                        """
                        -- UP
                        PRAGMA foreign_keys=OFF;
                        BEGIN TRANSACTION;
                        CREATE TABLE new_x (a);
                        INSERT INTO new_x SELECT a FROM x;
                        DROP TABLE x;
                        ALTER TABLE new_x RENAME TO x;
                        PRAGMA foreign_key_check;
                        COMMIT;
                        PRAGMA foreign_keys=ON;
                        """);

        assertThat(migration.up().foreignKeys()).isEqualTo(ForeignKeys.OFF);
        assertThat(texts(migration.up().statements()))
                .containsExactly(
                        "CREATE TABLE new_x (a)",
                        "INSERT INTO new_x SELECT a FROM x",
                        "DROP TABLE x",
                        "ALTER TABLE new_x RENAME TO x",
                        "PRAGMA foreign_key_check");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT 1;                                                             | UNSPECIFIED
                    PRAGMA foreign_keys=1; SELECT 1;                                      | ON
                    BEGIN; PRAGMA foreign_keys=no; SELECT 1; END;                         | OFF
                    PRAGMA user_version=1; PRAGMA foreign_keys=OFF; SELECT 1;             | OFF
                    SELECT 1; PRAGMA foreign_keys=ON;                                     | UNSPECIFIED
                    PRAGMA foreign_keys=OFF; SELECT 1; PRAGMA foreign_keys=OFF; SELECT 2; | OFF
                    SELECT 1; PRAGMA foreign_keys=OFF; SELECT 2;                          | OFF
                    SELECT 1; PRAGMA foreign_keys=0; SELECT 2; PRAGMA foreign_keys=1; SELECT 3; | OFF
                    PRAGMA foreign_keys=ON; SELECT 1; PRAGMA foreign_keys=OFF; SELECT 2;  | OFF
                    SELECT 1; PRAGMA foreign_keys=OFF;                                    | UNSPECIFIED
                    PRAGMA foreign_keys; SELECT 1;                                        | UNSPECIFIED
                    """)
    void foreignKeysAreOffWhereAnyPartTurnsThemOffAndOtherwiseAsTheFirstSettingSays(
            String section, ForeignKeys wanted) {
        Migration.Section up = migration("-- UP\n" + section).up();

        assertThat(up.foreignKeys()).isEqualTo(wanted);
        assertThat(texts(up.statements())).noneMatch(text -> text.contains("foreign_keys="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BEGIN; SELECT 1;                                           | 2:1 transaction-control
                    SELECT 1; COMMIT;                                          | 2:11 transaction-control
                    BEGIN; SELECT 1; ROLLBACK;                                 | 2:1 transaction-control, 2:18 transaction-control
                    SELECT 0; BEGIN; SELECT 1; COMMIT;                         | 2:11 transaction-control, 2:28 transaction-control
                    BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;          | 2:18 transaction-control, 2:26 transaction-control
                    SELECT 1; VACUUM;                                          | 2:11 outside-transaction
                    ATTACH 'x' AS x; DETACH x;                                 | 2:1 outside-transaction, 2:18 outside-transaction
                    SELECT 1; PRAGMA foreign_keys=ON; SELECT 2;                | 2:11 foreign-keys-change
                    PRAGMA foreign_keys=banana; SELECT 1;                      | 2:1 foreign-keys-value
                    SAVEPOINT a; SELECT 1;                                     | 2:1 savepoint-balance
                    SELECT 1; RELEASE a;                                       | 2:11 savepoint-balance
                    SAVEPOINT a; RELEASE a; ROLLBACK TO a; SELECT 1;           | 2:25 savepoint-balance
                    PRAGMA journal_mode=WAL; SELECT 1;                         | 2:1 pragma-in-transaction
                    PRAGMA wal_checkpoint; SELECT 1;                           | 2:1 pragma-in-transaction
                    SELECT 1; UPDATE t SET a = 1 WHERE b > ?1;                 | 2:40 unbound-parameter
                    """)
    void whatCannotRunInOneTransactionIsRefused(String section, String expected) {
        assertThat(places("-- UP\n" + section)).containsExactly(expected.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVEPOINT \"a b\"; SAVEPOINT c; SELECT 1; ROLLBACK TO C; RELEASE 'A B'",
                "PRAGMA journal_mode; SELECT 1",
                "PRAGMA defer_foreign_keys = ON; PRAGMA user_version = 5; SELECT 1",
                "SELECT '?' /* :a */, \"$b\", [@c] -- #d",
            })
    void whatCanRunInOneTransactionIsAccepted(String section) {
        assertThat(places("-- UP\n" + section)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journal_mode=OFF",
                "auto_vacuum=FULL",
                "page_size=8192",
                "foreign_keys=OFF"
            })
    void sqliteIgnoresThesePragmasInATransaction(String pragma, @TempDir Path folder)
            throws SQLException {
        try (Connection connection = open(folder);
                Statement statement = connection.createStatement()) {
            String name = pragma.replaceFirst("=.*", "");
            statement.executeUpdate("CREATE TABLE t (a); PRAGMA foreign_keys=ON");
            String before = read(statement, name);

            statement.executeUpdate("BEGIN IMMEDIATE; DELETE FROM t; PRAGMA " + pragma);

            assertThat(read(statement, name)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRAGMA wal_checkpoint", "PRAGMA synchronous=OFF", "VACUUM"})
    void sqliteRefusesTheseInATransaction(String sql, @TempDir Path folder) throws SQLException {
        try (Connection connection = open(folder);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE t (a); BEGIN IMMEDIATE; DELETE FROM t");

            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
    }

    private static Connection open(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("x.db"));
    }

    private static String read(Statement statement, String pragma) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
            return result.getString(1);
        }
    }
}
