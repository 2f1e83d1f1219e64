package dev.signalbox.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.signalbox.sql.SourcePosition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The limit is far above what is needed, and far below what anything quadratic takes. */
final class LargeScriptTest {

    private static final int MEGABYTES_20 = 20 * 1024 * 1024;

    static final List<String> PIECES =
            List.of(
                    "INSERT INTO t (a, b) VALUES (1, 'some text'); ",
                    "SELECT 1 -- note\r;\r",
                    "(1, 'some text', x'00'),",
                    "''",
                    "a",
                    ";",
                    "(",
                    "CREATE TRIGGER a INSERT ON t BEGIN SELECT 1; END; ");

    @ParameterizedTest
    @FieldSource("PIECES")
    void twentyMegabytesAreCutInOnePass(String piece) {
        String script = piece.repeat(MEGABYTES_20 / piece.length());

        assertTimeout(
                Duration.ofSeconds(30),
                () ->
                        assertThat(SqliteSplitter.split(script, SourcePosition.START))
                                .hasSizeLessThanOrEqualTo(script.length()));
    }
}
