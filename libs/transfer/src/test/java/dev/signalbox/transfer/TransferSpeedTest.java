package dev.signalbox.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.database.LeasedDatabase;
import dev.signalbox.database.failpoint.FailPoints;
import dev.signalbox.transfer.TransferOutcome.Finished;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million rows, of which most are never in memory. */
@Tag("long")
class TransferSpeedTest {

    private static final int ROWS = 1_000_000;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select: SELECT id AS note, text AS word FROM batch\ninto: words",
                "select: SELECT id, upper(text) AS text FROM batch",
                "select: SELECT id AS note, text AS word FROM batch\ninto: words\n"
                        + "validate: [{ rule: length(word) > 0 }]",
                "sql: INSERT INTO words SELECT id, text FROM batch"
            })
    void aMillionRowsGoThroughAtAHundredThousandASecond(String work) throws IOException {
        LeasedDatabase database =
                Project.database(
                        folder.resolve("kb.db"),
                        FailPoints.NONE,
                        "PRAGMA journal_mode=WAL",
                        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)",
                        "CREATE TABLE words (note INTEGER, word TEXT)",
                        "INSERT INTO notes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                                + " FROM n WHERE i < "
                                + ROWS
                                + ") SELECT i, 'a note of some length, as notes are: ' || i FROM"
                                + " n");
        Rule rule =
                new Project()
                        .rule("id: fast\ndescription: d\nsource: notes\nbatchSize: 20000\n" + work)
                        .rules()
                        .rules()
                        .getFirst();

        TransferOutcome outcome = Project.run(database, rule, TransferOptions.DEFAULT);

        Finished finished = (Finished) outcome;
        assertThat(finished.counts().transformed()).isEqualTo(ROWS);
        double rate = ROWS / (finished.elapsed().toMillis() / 1000.0);
        assertThat(rate).as("rows a second for " + work).isGreaterThan(100_000);
    }
}
