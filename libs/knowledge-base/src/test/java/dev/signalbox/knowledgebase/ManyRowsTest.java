package dev.signalbox.knowledgebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More rows than are written one after the other. */
class ManyRowsTest {

    private static final Map<String, Long> METRICS =
            Map.of(
                    "kb_entries", 500L,
                    "search_history", 0L,
                    "feedback", 0L,
                    "usage_metrics", 60_000L);

    @Test
    void indexesThatWereSetAsideAreThereAgain() throws Exception {
        try (var empty = TestDatabase.at(1);
                var database = TestDatabase.at(1).filled(1, METRICS, 1)) {
            assertThat(database.schema()).isEqualTo(empty.schema());
            assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
            assertThat(database.number("SELECT count(*) FROM usage_metrics")).isEqualTo(60_000);
        }
    }

    @Test
    void failureLeavesIndexesAndRowsAsTheyWere() throws Exception {
        try (var database = TestDatabase.at(1)) {
            database.run(
                    "CREATE TRIGGER full BEFORE INSERT ON usage_metrics WHEN new.id = 50000 BEGIN SELECT RAISE(ABORT, 'full'); END");
            List<String> schema = database.schema();
            Connection connection = database.connection();
            connection.setAutoCommit(false);

            assertThatThrownBy(
                            () -> new KnowledgeBaseGenerator().fill(connection, "001", METRICS, 1))
                    .hasMessageContaining("full");
            connection.rollback();

            assertThat(database.schema()).isEqualTo(schema);
            assertThat(database.number("SELECT count(*) FROM kb_entries")).isZero();
        }
    }

    /** Kept rows would need several times as much. */
    @Test
    void manyRowsNeedNoMoreThanSixteenMegabytes(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Process filling =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx16m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Filling.class.getName(),
                                folder.resolve("kb.db").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();

        assertThat(filling.waitFor()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).contains("120000 metrics");
    }

    /** Run as a program of its own, with little memory. */
    static final class Filling {

        private Filling() {}

        public static void main(String[] arguments) throws Exception {
            try (Connection connection =
                    DriverManager.getConnection("jdbc:sqlite:" + arguments[0])) {
                try (var statement = connection.createStatement()) {
                    statement.executeUpdate(TestDatabase.section(1, "UP"));
                }
                connection.setAutoCommit(false);
                new KnowledgeBaseGenerator()
                        .fill(
                                connection,
                                "001",
                                Map.of("kb_entries", 200L, "usage_metrics", 120_000L),
                                1);
                connection.commit();
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT count(*) FROM usage_metrics")) {
                    System.out.println(rows.getLong(1) + " metrics");
                }
            }
        }
    }
}
