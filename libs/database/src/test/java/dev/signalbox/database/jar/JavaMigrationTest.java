package dev.signalbox.database.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.CompiledJar;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class JavaMigrationTest {

    private static final String REVERSIBLE =
            """
            package shop;
            public class V001_Scores implements dev.signalbox.migration.Migration {
                public void up(java.sql.Connection c) throws Exception {
                    try (var s = c.createStatement()) { s.execute("CREATE TABLE score (n)"); }
                }
                public void down(java.sql.Connection c) throws Exception {
                    try (var s = c.createStatement()) { s.execute("DROP TABLE score"); }
                }
            }
            """;

    private static final String ONE_WAY =
            """
            package shop;
            public class V002_OneWay implements dev.signalbox.migration.Migration {
                public void up(java.sql.Connection c) {}
            }
            """;

    private static final String CURIOUS =
            """
            package shop;
            public class V003_Curious implements dev.signalbox.migration.Migration {
                public void up(java.sql.Connection c) throws Exception {
                    Class.forName("dev.signalbox.database.ManagedDatabase", true,
                            Thread.currentThread().getContextClassLoader());
                }
            }
            """;

    @Test
    void goesUpAndDown() throws Exception {
        try (var loaded =
                        JavaMigration.load(
                                CompiledJar.of("shop.V001_Scores", REVERSIBLE),
                                "shop.V001_Scores");
                var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            loaded.up().run(connection);
            assertThat(tables(connection)).isEqualTo(1);

            loaded.down().orElseThrow().run(connection);
            assertThat(tables(connection)).isZero();
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            return result.getInt(1);
        }
    }

    @Test
    void oneThatDoesNotOverrideDownCannotBeUndone() throws Exception {
        try (var loaded =
                JavaMigration.load(
                        CompiledJar.of("shop.V002_OneWay", ONE_WAY), "shop.V002_OneWay")) {
            assertThat(loaded.down()).isEmpty();
        }
    }

    @Test
    void seesNothingOfSignalbox() throws Exception {
        try (var loaded =
                        JavaMigration.load(
                                CompiledJar.of("shop.V003_Curious", CURIOUS), "shop.V003_Curious");
                var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThatThrownBy(() -> loaded.up().run(connection))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void missingClassDamagedJarAndWrongTypeAreSaid() throws Exception {
        var jar = CompiledJar.of("shop.V002_OneWay", ONE_WAY);
        assertThatThrownBy(() -> JavaMigration.load(jar, "shop.V009_Absent"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shop.V009_Absent");
        assertThatThrownBy(() -> JavaMigration.load(new byte[] {1, 2, 3}, "shop.V002_OneWay"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JavaMigration.load(jar, "java.lang.String"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("implements dev.signalbox.migration.Migration");
    }
}
