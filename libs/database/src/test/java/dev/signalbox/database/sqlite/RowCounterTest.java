package dev.signalbox.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.DatabaseReader;
import dev.signalbox.database.RowCount;
import dev.signalbox.database.RowCount.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCounterTest {

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void fill() {
        database = new TestDatabase(folder.resolve("kb.db"));
        database.run(
                "CREATE TABLE big (id INTEGER PRIMARY KEY, a)",
                "INSERT INTO big WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " WHERE i < 300000) SELECT i, i FROM n",
                "DELETE FROM big WHERE id <= 100000",
                "CREATE TABLE \"Small \"\"one\" (a)",
                "INSERT INTO \"Small \"\"one\" VALUES (1), (2)",
                "CREATE TABLE keyed (k TEXT PRIMARY KEY) WITHOUT ROWID");
    }

    private Map<String, RowCount> counts(Duration budget, String... tables) {
        try (DatabaseReader reader = new SqliteDatabase(database.address()).openReader()) {
            return reader.rowCounts(List.of(tables), budget);
        }
    }

    @Test
    void countsAreExactWithinTheBudget() {
        assertThat(counts(Duration.ofSeconds(30), "BIG", "small \"one", "keyed", "not there"))
                .isEqualTo(
                        Map.of(
                                "big",
                                new RowCount(200_000, Source.COUNTED),
                                "Small \"one",
                                new RowCount(2, Source.COUNTED),
                                "keyed",
                                new RowCount(0, Source.COUNTED)));
    }

    @Test
    void withoutTimeTheGreatestIdIsTheEstimate() {
        assertThat(counts(Duration.ZERO, "big", "keyed"))
                .isEqualTo(
                        Map.of(
                                "big",
                                new RowCount(300_000, Source.GREATEST_ID),
                                "keyed",
                                new RowCount(0, Source.UNKNOWN)));
    }

    @Test
    void statisticsAreBetterThanTheGreatestId() {
        database.run("CREATE INDEX big_a ON big (a)", "ANALYZE");

        assertThat(counts(Duration.ZERO, "big"))
                .isEqualTo(Map.of("big", new RowCount(200_000, Source.STATISTICS)));
    }

    @Test
    void sizeIsThatOfTheFile() {
        try (DatabaseReader reader = new SqliteDatabase(database.address()).openReader()) {
            assertThat(reader.sizeBytes()).isEqualTo(database.address().file().toFile().length());
        }
    }
}
