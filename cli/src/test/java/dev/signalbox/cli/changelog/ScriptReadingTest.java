package dev.signalbox.cli.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.sqlite.SqliteSplitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptReadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE a (x); INSERT INTO a VALUES (1) | ADDED",
                "CREATE INDEX i ON a (x) | ADDED",
                "ALTER TABLE a ADD COLUMN b | ADDED",
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END | ADDED",
                "DROP INDEX i | CHANGED",
                "DROP TRIGGER t; UPDATE a SET x = 1 | CHANGED",
                "UPDATE a SET x = 1 | DATA",
                "DELETE FROM a | DATA",
                "PRAGMA user_version = 3 | OTHER",
                "CREATE TEMP TABLE s (x); INSERT INTO s SELECT 1; DELETE FROM a | DATA",
                "CREATE TABLE s (x); DROP TABLE s | ADDED",
                "CREATE TABLE n (x); DROP TABLE a; ALTER TABLE n RENAME TO a | CHANGED",
                "ALTER TABLE a RENAME TO o; CREATE TABLE a (x); DROP TABLE o | CHANGED",
                "DROP VIEW v; CREATE VIEW v AS SELECT 1 | CHANGED"
            })
    void whatBreaksNobodyIsOfItsStrongestKind(String script, ChangeKind kind) {
        var reading = read(script);

        assertThat(reading.breaking()).isEmpty();
        assertThat(reading.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE a; CREATE TABLE b (x) | REMOVED | drops table a",
                "DROP VIEW v | REMOVED | drops view v",
                "ALTER TABLE a DROP COLUMN x | REMOVED | drops column a.x",
                "ALTER TABLE a RENAME TO b | CHANGED | renames table a to b",
                "ALTER TABLE a RENAME COLUMN x TO y | CHANGED | renames column a.x to y"
            })
    void whatOthersMayUseAndIsGoneBreaks(String script, ChangeKind kind, String reason) {
        var reading = read(script);

        assertThat(reading.breaking()).containsExactly(reason);
        assertThat(reading.kind()).isEqualTo(kind);
    }

    private static ScriptReading read(String script) {
        return ScriptReading.of(SqliteSplitter.split(script, SourcePosition.START));
    }
}
