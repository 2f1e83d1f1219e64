package dev.signalbox.cli.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.Failure;
import dev.signalbox.cli.create.NewMigrations.Created;
import dev.signalbox.cli.create.NewMigrations.Wish;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.migration.FolderLayout;
import dev.signalbox.sql.migration.LoadOutcome;
import dev.signalbox.sql.migration.Migration;
import dev.signalbox.sql.migration.MigrationFormat;
import dev.signalbox.sql.migration.MigrationLoader;
import dev.signalbox.sql.migration.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** New migrations, read back as they will be read, and carried out on a real database. */
class NewMigrationsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-25T10:20:30Z"), ZoneOffset.UTC);
    private static final String SQL =
            """
            CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id REFERENCES users (id)); -- of users
            CREATE INDEX idx_orders_user ON orders (user_id);
            ALTER TABLE users ADD COLUMN name TEXT DEFAULT 'a;b';
            CREATE TRIGGER orders_added AFTER INSERT ON orders BEGIN
              UPDATE users SET name = 'x' WHERE id = NEW.user_id;
              SELECT 1;
            END;
            ALTER TABLE users RENAME COLUMN old TO former""";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(MigrationFormat.class)
    void aNewMigrationIsReadWithoutFindingsAndItsDownLeadsBack(MigrationFormat format)
            throws IOException, SQLException {
        var first = create(wish("first things", format, "CREATE TABLE IF NOT EXISTS f (x)"));
        var second = create(wish("Orders, and names", null, SQL));

        assertThat(first.format()).isEqualTo(format);
        assertThat(second.format()).isEqualTo(format);
        var migrations = load();
        assertThat(migrations).hasSize(2);
        var migration = migrations.getLast();
        assertThat(migration.up().statements()).hasSize(5);
        var down =
                second.downIsWritten()
                        ? migration.down().statements().stream().map(SqlStatement::text).toList()
                        : statements(second.down().text());
        assertThat(down).hasSize(5);
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            run(connection, List.of("CREATE TABLE users (id INTEGER PRIMARY KEY, old TEXT)"));
            var before = schema(connection);
            run(connection, migration.up().statements().stream().map(SqlStatement::text).toList());
            assertThat(schema(connection)).isNotEqualTo(before);
            run(connection, down);
            assertThat(schema(connection)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(MigrationFormat.class)
    void aTemplateIsOfItsFormatAndAsksToBeWritten(MigrationFormat format) throws IOException {
        create(wish("first", format, "CREATE TABLE a (x)"));
        var template = create(wish("up", null, null));

        assertThat(template.files()).isNotEmpty();
        var text = Files.readString(template.files().getFirst());
        assertThat(text).contains("TODO: write the statements");
        create(wish("behind an unfinished one", null, null));
        for (var file : template.files()) {
            Files.delete(file);
        }
        assertThat(FolderLayout.of(folder).format()).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "FLYWAY, V1__first.sql, V2__added.sql",
        "FLYWAY, V1__first.sql U1__first.sql, V2__added.sql U2__added.sql",
        "GOLANG_MIGRATE, 000001_a.up.sql, 000002_added.up.sql 000002_added.down.sql",
        "DIESEL, 2024-01-31-120000_a/up.sql, 2026-11-25-102030_added/up.sql 2026-11-25-102030_added/down.sql",
        "SQL_AND_ROLLBACK, sql/0001_a.sql rollback/0001_rollback.sql, sql/0002_added.sql rollback/0002_rollback.sql",
        "PRISMA, 20240131120000_a/migration.sql, 20261125102030_added/migration.sql 20261125102030_added/down.sql",
        "PLAIN, 0001_a.sql, 0002_added.sql",
        "PLAIN, 1-a-b.sql, 2_added.sql",
        "PLAIN, 1.0.0-rc.1_a.sql, 1.0.0-rc.2_added.sql"
    })
    void filesAreNamedAsTheProjectNamesThem(MigrationFormat format, String present, String made)
            throws IOException {
        for (var file : present.split(" ")) {
            write(file, "CREATE TABLE a (x);\n");
        }

        var created = create(wish("added", null, "CREATE TABLE b (x)"));

        assertThat(created.format()).isEqualTo(format);
        assertThat(created.files())
                .extracting(f -> folder.relativize(f).toString())
                .containsExactly(made.split(" "));
    }

    @Test
    void metadataIsFilledFromWhatIsKnown() throws IOException {
        create(
                wish(
                        "Drop \"old\"\ncolumns",
                        MigrationFormat.SIGNALBOX,
                        "ALTER TABLE u DROP COLUMN o"));

        var metadata = load().getFirst().metadata();
        assertThat(metadata.author()).isEqualTo("Ada Lovelace");
        assertThat(metadata.description()).isEqualTo("Drop \"old\" columns");
        assertThat(metadata.breakingChange()).isTrue();
        assertThat(metadata.risk()).isEqualTo(Risk.HIGH);
        assertThat(metadata.affectedTables()).containsExactly("u");
        assertThat(metadata.tags()).containsExactly("feature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "  ", "_-_", "\u0301"})
    void aNameNeedsALetterOrDigit(String name) {
        assertThatThrownBy(() -> create(wish(name, null, null)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no letter and no digit");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "Add User-Preferences table!, add_user_preferences_table",
        "addUserPreferences, add_user_preferences",
        "  Größe der Übersicht , große_der_ubersicht",
        "../../etc/passwd, etc_passwd",
        "2fa, 2fa"
    })
    void aNameBecomesWordsOfAFile(String name, String words) throws IOException {
        assertThat(create(wish(name, null, "SELECT 1")).files().getFirst())
                .isEqualTo(folder.resolve("001_" + words + ".sql"));
    }

    @Test
    void severalAtOnceGetVersionsOfTheirOwn() throws Exception {
        List<Callable<Created>> wishes = new ArrayList<>();
        for (var i = 0; i < 12; i++) {
            var name = "at once " + i;
            wishes.add(() -> create(wish(name, null, "SELECT 1")));
        }

        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(wishes)) {
                done.get();
            }
        }

        assertThat(load())
                .hasSize(12)
                .extracting(m -> m.version().toString())
                .doesNotHaveDuplicates();
        assertThat(folder.toFile().list()).hasSize(12);
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws IOException {
        write("sql/0001_a.sql", "CREATE TABLE a (x);\n");
        write("rollback/0001_rollback.sql", "DROP TABLE a;\n");
        write("rollback/0002_rollback.sql", "-- kept\n");

        assertThatThrownBy(() -> create(wish("b", null, null))).isInstanceOf(Failure.class);

        assertThat(Files.readString(folder.resolve("rollback/0002_rollback.sql")))
                .isEqualTo("-- kept\n");
        assertThat(folder.resolve("sql").toFile().list()).containsExactly("0001_a.sql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'open | standard input:1:8",
                "-- nothing | no statement",
                "VACUUM | no migration",
                "-- UP%nSELECT 1;%n-- DOWN%nSELECT 2; | no migration"
            })
    void whatIsNoMigrationIsNotWritten(String sql, String said) {
        assertThatThrownBy(() -> create(wish("a", MigrationFormat.PLAIN, sql.formatted())))
                .isInstanceOfSatisfying(
                        Failure.class,
                        f -> assertThat(f.message()).containsAnyOf(said, "markers of its own"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderKeepsItsFormat() throws IOException {
        write("V1__a.sql", "CREATE TABLE a (x);\n");

        assertThatThrownBy(() -> create(wish("b", MigrationFormat.GOOSE, null)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Flyway");
        write("002_b.sql", "-- UP\nSELECT 1;\n");
        assertThatThrownBy(() -> create(wish("c", null, null)))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.findings()).isNotEmpty());
    }

    @Test
    void goosesTriggersStandBetweenItsMarks() throws IOException {
        var made = create(wish("t", MigrationFormat.GOOSE, SQL));

        assertThat(Files.readString(made.files().getFirst()))
                .contains("-- +goose StatementBegin\nCREATE TRIGGER")
                .contains("END;\n-- +goose StatementEnd\n");
    }

    private Created create(Wish wish) throws IOException {
        return new NewMigrations(folder, Map.of(), CLOCK).create(wish);
    }

    private static Wish wish(String name, @Nullable MigrationFormat format, @Nullable String sql) {
        return new Wish(
                name, MigrationType.DDL, false, "Ada Lovelace", format, sql, "standard input");
    }

    private List<Migration> load() {
        var outcome = new MigrationLoader().readFolder(folder);
        assertThat(outcome).isInstanceOf(LoadOutcome.Loaded.class);
        return ((LoadOutcome.Loaded) outcome).migrations().inOrder();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private static List<String> statements(String script) {
        return GivenSql.of(script, "test").statements().stream().map(SqlStatement::text).toList();
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }

    private static List<String> schema(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT name, sql FROM sqlite_schema ORDER BY 1")) {
            var schema = new ArrayList<String>();
            while (rows.next()) {
                schema.add(rows.getString(1) + " " + rows.getString(2).replace("\"", ""));
            }
            return schema;
        }
    }
}
