package dev.signalbox.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.Ran;
import dev.signalbox.cli.json.Json;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.LoadedOrRefused.Loaded;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects of other tools, recognised by what is in them. */
class RecognitionTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/main/resources/db/migration/V1__a.sql | Flyway",
                "db/migration/V1__a.sql | Flyway",
                "sql/V1__a.sql | Flyway",
                "services/shop/migrations/001_a.up.sql | golang-migrate",
                "migrations/2024-01-31-120000_a/up.sql | Diesel",
                "prisma/migrations/20240131120000_a/migration.sql | Prisma",
                "prisma/migrations/sql/0001_a.sql | sql/ and rollback/",
                "internal/db/migrations/20240131120000_a.sql | plain SQL"
            })
    void theFolderOfMigrationsIsFoundAndItsFormatSaid(String file, String format)
            throws IOException {
        write(file, "CREATE TABLE a (x);\n");

        var ran = init(Map.of());

        assertThat(ran.out()).contains("1 migration, " + format);
        assertThat(file).startsWith(folder.relativize(database().migrations()).toString());
    }

    @Test
    void aPairAtTheTopIsTheProjectItself() throws IOException {
        write("sql/0001_a.sql", "-- UP MIGRATION\nCREATE TABLE a (x);\n");
        write("rollback/0001_rollback.sql", "DROP TABLE a;\n");

        init(Map.of());

        assertThat(database().migrations()).isEqualTo(folder);
    }

    @Test
    void whatFlywayNamesComesBeforeWhatIsFound() throws IOException {
        write("migrations/001_a.sql", "-- UP\nCREATE TABLE a (x);\n");
        write("scripts/V1__a.sql", "CREATE TABLE a (x);\n");
        write(
                "flyway.conf",
                "flyway.url=jdbc:sqlite:shop.db\nflyway.locations=filesystem:scripts\n"
                        + "flyway.user=sa\nflyway.password=hunter2\n");

        var ran = init(Map.of());

        assertThat(ran.out())
                .contains("named by flyway.conf", "not taken  migrations", "from flyway.conf")
                .contains("FLYWAY_PASSWORD");
        assertThat(database().migrations()).isEqualTo(folder.resolve("scripts"));
        assertThat(database().file()).isEqualTo(folder.resolve("shop.db"));
        assertThat(text("signalbox.yml"))
                .contains("credentials: { user: sa, password: env:FLYWAY_PASSWORD }")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flyway.toml | [environments.default]%nurl = \"jdbc:sqlite:x.db\"%n[flyway]%nlocations = [\"filesystem:db/m\"] | db/m/V1__a.sql",
                "src/main/resources/application.properties | spring.datasource.url=jdbc:sqlite:x.db%nspring.flyway.locations=classpath:db/m | src/main/resources/db/m/V1__a.sql",
                "src/main/resources/application.properties | quarkus.datasource.jdbc.url=${DB:jdbc:sqlite:x.db} | src/main/resources/db/migration/V1__a.sql",
                "prisma/schema.prisma | datasource db {%n provider = \"sqlite\"%n url = \"file:../x.db\"%n} | prisma/migrations/20240131120000_a/migration.sql",
                ".env | DATABASE_URL=x.db | migrations/2024-01-31-120000_a/up.sql",
                ".env | DATABASE_URL=sqlite3://x.db | migrations/1_a.up.sql",
                ".env | DBMATE_MIGRATIONS_DIR=my/own%nDATABASE_URL=sqlite:x.db | my/own/20240131120000_a.sql",
                ".env | GOOSE_DRIVER=sqlite3%nGOOSE_DBSTRING=./x.db%nGOOSE_MIGRATION_DIR=g | g/001_a.sql",
                "diesel.toml | [migrations_directory]%ndir = \"d\" | d/2024-01-31-120000_a/up.sql"
            })
    void toolsSayWhereDatabaseAndMigrationsAre(String name, String settings, String file)
            throws IOException {
        write(name, settings.replace("%n", "\n") + "\n");
        write(file, "CREATE TABLE a (x);\n");
        if (name.equals("diesel.toml")) {
            write("x.db", "");
        }

        var ran = init(Map.of());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(database().file()).isEqualTo(folder.resolve("x.db"));
        assertThat(folder.resolve(file)).startsWith(database().migrations());
    }

    @Test
    void everyVariableOfTheGuidesIsUsedOrSaidNotToBe() throws IOException {
        write(
                ".env",
                "DATABASE_URL=sqlite:./data/a.db\nNODE_ENV=production\nLOG_LEVEL=INFO\n"
                        + "BACKUP_ENCRYPTION_KEY=c0ffee\nMIGRATION_DEBUG=true\n"
                        + "METRICS_ENDPOINT=https://m.example\n");

        var ran = init(Map.of());

        assertThat(ran.out())
                .contains("DATABASE_URL  used", "NODE_ENV  used", "LOG_LEVEL  used")
                .contains("MIGRATION_DEBUG  used as LOG_LEVEL=DEBUG")
                .contains("BACKUP_ENCRYPTION_KEY  understood and not used yet")
                .contains("METRICS_ENDPOINT  understood and not used yet")
                .doesNotContain("c0ffee");
        assertThat(text("signalbox.yml")).doesNotContain("c0ffee");
    }

    @Test
    void aSecretInAnAddressIsNotCopied() throws IOException {
        var ran = init(Map.of("DATABASE_URL", "jdbc:sqlite:a.db?foreign_keys=on&password=hunter2"));

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("'password' was left out").doesNotContain("hunter2");
        assertThat(text("signalbox.yml"))
                .contains("a.db?foreign_keys=on\"")
                .doesNotContain("hunter2");
    }

    @Test
    void anotherEngineIsRefusedNamingTheFileThatSaysSo() throws IOException {
        write("flyway.conf", "flyway.url=jdbc:postgresql://u:hunter2@h/db\n");

        var ran = init(Map.of());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("flyway.conf", "PostgreSQL").doesNotContain("hunter2");
        assertThat(folder.resolve("signalbox.yml")).doesNotExist();
    }

    @Test
    void aHistoryOfAnotherToolIsAdoptedByCommand() throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL PRIMARY KEY,
                      version VARCHAR(50), description VARCHAR(200) NOT NULL,
                      type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL, checksum INT,
                      installed_by VARCHAR(100) NOT NULL, installed_on TEXT NOT NULL,
                      execution_time INT NOT NULL, success BOOLEAN NOT NULL)""");
            statement.execute("CREATE TABLE migrations (bird TEXT)");
        }

        var ran = init(Map.of());

        assertThat(ran.out())
                .contains("has a table flyway_schema_history, the history of Flyway")
                .contains("signalbox adopt a --dry-run")
                .doesNotContain("table migrations");
    }

    @Test
    void aBaselineIsAMigrationAndSaysHowItIsAdopted() throws IOException {
        write("migrations/001_a.sql", "-- UP\nCREATE TABLE a (x);\n");

        var unknown = Ran.in(folder, Map.of(), "init", "--baseline", "7");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(folder.resolve("signalbox.yml")).doesNotExist();
        var ran = Ran.in(folder, Map.of(), "init", "--baseline", "1", "--json");

        var document = Json.read(ran.out());
        assertThat(document.items("next").getFirst().text())
                .startsWith("signalbox adopt app --baseline 1");
        assertThat(document.items("recognised")).isNotEmpty();
    }

    @Test
    void foldersOfDependenciesAreNotLookedInto() throws IOException {
        write("node_modules/x/migrations/001_a.sql", "CREATE TABLE a (x);\n");
        write("target/classes/db/migration/V1__a.sql", "CREATE TABLE a (x);\n");
        write("sql/queries/001_a.sql", "SELECT 1;\n");

        init(Map.of());

        assertThat(database().migrations()).isEqualTo(folder.resolve("migrations"));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private Ran init(Map<String, String> environment) {
        return Ran.in(folder, environment, "init");
    }

    private DatabaseSettings database() {
        var outcome = Settings.load(folder, Map.of());
        assertThat(outcome).isInstanceOf(Loaded.class);
        return ((Loaded) outcome).settings().databases().values().iterator().next();
    }
}
