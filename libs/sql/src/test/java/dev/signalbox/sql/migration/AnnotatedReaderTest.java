package dev.signalbox.sql.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotatedReaderTest {

    private static final String UP = "\n-- UP MIGRATION\nSELECT 1;\n";

    @Test
    void headerAndSectionsAreRead() {
        Migration migration =
                Project.of(
                                "002_add_books.sql",
                                """
                                -- @name: add_books
                                -- @description: books: all of them
                                -- @timestamp: 2024-01-31
                                -- @rollbackSafe: false
                                -- @performanceImpact: High
                                -- UP MIGRATION (adds them)
                                CREATE TABLE books (id);
                                -- DOWN MIGRATION (removes
                                DROP TABLE books;
                                """)
                        .migration();

        assertThat(migration.metadata().description()).isEqualTo("books: all of them");
        assertThat(migration.metadata().createdAt())
                .isEqualTo(Instant.parse("2024-01-31T00:00:00Z"));
        assertThat(migration.metadata().rollbackSafe()).isFalse();
        assertThat(migration.metadata().performanceImpact()).isEqualTo(Risk.HIGH);
        assertThat(Project.placed(migration.up().statements()))
                .containsExactly("7:1 CREATE TABLE books (id)");
        assertThat(Project.placed(migration.down().statements()))
                .containsExactly("9:1 DROP TABLE books");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[\"2_b\", \"3_c\"]", "2_b, 3_c"})
    void dependenciesAreAListOrNamesWithCommas(String list) {
        Project project =
                Project.of("1_a.sql", "-- @dependencies: " + list + UP)
                        .and("2_b.sql", UP)
                        .and("3_c.sql", UP);

        assertThat(project.names()).containsExactly("2 b", "3 c", "1 a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    @rollbackSafe: yes          | 1_a.sql:1:1 metadata-value
                    @performanceImpact: huge    | 1_a.sql:1:1 metadata-value
                    @timestamp: yesterday       | 1_a.sql:1:1 metadata-value
                    @dependencies: ["2_b", 3]   | 1_a.sql:1:1 metadata-value
                    @dependency: 2_b            | 1_a.sql:1:1 unknown-annotation
                    """)
    void whatWouldBeOverlookedIsRefused(String line, String refusal) {
        assertThat(Project.of("1_a.sql", "-- " + line + UP).refusals()).containsExactly(refusal);
    }

    @Test
    void misspeltNameIsToldTheNearest() {
        Finding finding = Project.of("1_a.sql", "-- @descripton: x" + UP).finding();

        assertThat(finding.remedy()).isEqualTo("Did you mean @description?");
    }

    @Test
    void sameNameTwiceIsRefused() {
        assertThat(Project.of("1_a.sql", "-- @name: a\n-- @name: b" + UP).refusals())
                .containsExactly("1_a.sql:2:1 duplicate-metadata");
    }

    @Test
    void markerSpeltAnotherWayIsRefused() {
        assertThat(Project.of("1_a.sql", UP + "-- Down Migration\nSELECT 2;").refusals())
                .containsExactly("1_a.sql:4:1 marker-spelling");
    }
}
