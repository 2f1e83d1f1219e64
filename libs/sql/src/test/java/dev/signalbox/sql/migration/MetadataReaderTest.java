package dev.signalbox.sql.migration;

import static dev.signalbox.sql.migration.TestFiles.findings;
import static dev.signalbox.sql.migration.TestFiles.migration;
import static dev.signalbox.sql.migration.TestFiles.places;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetadataReaderTest {

    private static final String UP = "\n-- UP\nSELECT 1;";

    @Test
    void oneLineIsEnoughAndCommentsMayStandAround() {
        Migration migration =
                migration("-- By hand.\n-- @metadata {\"author\": \"{--\"}\n-- See the wiki." + UP);

        assertThat(migration.metadata().author()).isEqualTo("{--");
    }

    @Test
    void wholeMillisecondsMayBeWrittenAsAnyNumber() {
        assertThat(migration("-- @metadata {\"estimatedDuration\": 1.5e3}" + UP).metadata())
                .returns(Duration.ofMillis(1500), MigrationMetadata::estimatedDuration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "risk": "Low"                    | 1:23 | risk is "Low".                    | Allowed: "low", "medium", "high".
                    "dataVolume": 1                  | 1:29 | dataVolume is 1.                  | Allowed: "small", "medium", "large".
                    "author": null                   | 1:25 | author is null.                   | Allowed: a text.
                    "description": ["a"]             | 1:30 | description is a list.            | Allowed: a text.
                    "breakingChange": "true"         | 1:33 | breakingChange is "true".         | Allowed: true, false.
                    "requiresDowntime": {"a":1}      | 1:35 | requiresDowntime is an object.    | Allowed: true, false.
                    "estimatedDuration": -1          | 1:36 | estimatedDuration is -1.          | milliseconds
                    "estimatedDuration": 1.5         | 1:36 | estimatedDuration is 1.5.         | milliseconds
                    "estimatedDuration": "1s"        | 1:36 | estimatedDuration is "1s".        | milliseconds
                    "estimatedDuration": 1e999999999 | 1:36 | estimatedDuration is 1e999999999. | milliseconds
                    "tags": "a"                      | 1:23 | tags is "a".                      | a list of texts
                    "tags": ["a", 5, "b"]            | 1:29 | tags[1] is 5.                     | a text
                    "dependencies": [" "]            | 1:32 | dependencies[0] is " ".           | a text
                    "tags": [{"a": [1]}]             | 1:24 | tags[0] is an object.             | a text
                    "rysk": "low"                    | 1:15 | @metadata has no field rysk.      | Did you mean risk?
                    "x": {"y": [1]}                  | 1:15 | @metadata has no field x.         | Known fields: author,
                    "risk": "low", "risk": "low"     | 1:30 | The field risk is given twice.    | Keep one
                    """)
    void wrongFieldsAreRefusedAtTheirPlace(
            String fields, String place, String message, String remedy) {
        Finding finding = only("-- @metadata {" + fields + "}" + UP);

        assertThat(finding.position()).hasToString(place);
        assertThat(finding.message()).isEqualTo(message);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void placesAreThoseOfTheFileWhateverStandsBefore() {
        String header =
                "-- 😀\r\n\r\n  -- @metadata {\r\n"
                        + "  --\t\"description\": \"😀\", \"risk\": 1,\r\n"
                        + "\t--  \"tags\": [1]\r\n-- }";

        assertThat(places(header + UP))
                .containsExactly("4:34 metadata-value", "5:15 metadata-value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -- @metadata                   | 1:1  | no JSON
                    -- @metadata {                 | 1:1  | not finished
                    -- @metadata {"tags": ["a"     | 1:1  | not finished
                    -- @metadata ["a"]             | 1:14 | a list
                    -- @metadata 5                 | 1:14 | 5
                    -- @metadata {author: "a"}     | 1:15 | not valid JSON
                    -- @metadata {"author": "a",}  | 1:29 | not valid JSON
                    -- @metadata {"author": "a"} x | 1:30 | Behind the JSON
                    """)
    void whatIsNotJsonIsRefused(String header, String place, String message) {
        Finding finding = only(header + UP);

        assertThat(finding.code()).isEqualTo("metadata-json");
        assertThat(finding.position()).hasToString(place);
        assertThat(finding.message()).contains(message);
    }

    @Test
    void metadataThatWouldBeOverlookedIsRefused() {
        assertThat(places("-- @metdata {}" + UP)).containsExactly("1:1 unknown-annotation");
        assertThat(places("-- @name: users" + UP)).containsExactly("1:1 unknown-annotation");
        assertThat(places("-- @metadata {}\n-- @metadata {}" + UP))
                .containsExactly("2:1 duplicate-metadata");
        assertThat(places("-- UP\n-- @metadata {}\nSELECT 1;"))
                .containsExactly("2:1 metadata-place");
        assertThat(places("-- @alice knows more" + UP)).isEmpty();
    }

    private static Finding only(String text) {
        assertThat(findings(text.getBytes(UTF_8))).hasSize(1);
        return findings(text.getBytes(UTF_8)).getFirst();
    }
}
