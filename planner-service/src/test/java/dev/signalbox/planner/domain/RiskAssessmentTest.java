package dev.signalbox.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.RowCount;
import dev.signalbox.events.Risk;
import dev.signalbox.sql.migration.FileOutcome;
import dev.signalbox.sql.migration.MigrationFileReader;
import dev.signalbox.sql.migration.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskAssessmentTest {

    private static final Map<String, RowCount> ROWS =
            Map.of(
                    "big", new RowCount(250_000, RowCount.Source.COUNTED),
                    "small", new RowCount(3, RowCount.Source.COUNTED));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE TABLE t (id INTEGER)                     | LOW    |
                    ALTER TABLE small ADD COLUMN x TEXT             | LOW    |
                    CREATE INDEX i ON small (id)                    | LOW    |
                    CREATE INDEX i ON big (id)                      | MEDIUM | indexes big (250,000 rows)
                    UPDATE small SET x = 1                          | MEDIUM | every row of small (3 rows)
                    UPDATE small SET x = 1 WHERE id = 1             | LOW    |
                    DELETE FROM small WHERE id = 1                  | MEDIUM | deletes rows of small
                    DELETE FROM Small                               | HIGH   | deletes all rows
                    DROP TABLE big                                  | HIGH   | drops table big (250,000 rows)
                    ALTER TABLE small DROP COLUMN x                 | HIGH   | small.x with its data
                    ALTER TABLE small RENAME TO tiny                | MEDIUM | renames table small
                    ALTER TABLE small RENAME COLUMN x TO y          | MEDIUM | renames column small.x
                    CREATE TABLE n (id INTEGER); INSERT INTO n SELECT id FROM big; DROP TABLE big; ALTER TABLE n RENAME TO big | MEDIUM | rebuilds table big
                    """)
    void everyKindOfStatementHasItsRisk(String sql, Risk.Level level, String cause) {
        var text = "-- UP\n" + sql + ";\n-- DOWN\nSELECT 1;\n";
        var source = new SourceFile("001_x.sql", text.getBytes(StandardCharsets.UTF_8));
        var migration = ((FileOutcome.Read) MigrationFileReader.read(source)).migration();

        var risk = RiskAssessment.of(migration, ROWS);

        assertThat(risk.level()).isEqualTo(level);
        if (cause != null) {
            assertThat(risk.causes()).anySatisfy(c -> assertThat(c).contains(cause));
        } else {
            assertThat(risk.causes()).isEmpty();
        }
    }
}
