package dev.signalbox.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import dev.signalbox.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqliteSplitterTest {

    private static final String TRIGGER =
            """
            CREATE TEMP TRIGGER IF NOT EXISTS [a;b] AFTER UPDATE OF begin ON "t;" BEGIN
              -- END;
              UPDATE t SET a = CASE WHEN new.a > 1 THEN ';END;' ELSE CASE 1 WHEN 2 THEN 3 END END;
              SELECT 1 /* ; END; */ ; END""";

    @Test
    void semicolonsInsideOfTextNamesCommentsAndTriggersEndNothing() {
        String script =
                ";; SELECT ';' /*;*/ AS \";\" --;\n, 1 ;" + TRIGGER + ";\n/* ; */ ;SELECT 2";

        assertThat(texts(script))
                .containsExactly("SELECT ';' /*;*/ AS \";\" --;\n, 1", TRIGGER, "SELECT 2");
    }

    @Test
    void positionsCountCodePointsAndAllThreeLineEnds() {
        String script = "/*😀*/ SELECT 1;\r\nSELECT '😀'; SELECT 2;\r\r SELECT 3;\n\n\tSELECT 4";

        assertThat(SqliteSplitter.split(script, SourcePosition.START))
                .extracting(statement -> statement.position().toString())
                .containsExactly("1:7", "2:1", "2:13", "4:2", "6:2");
    }

    @Test
    void positionsGoOnFromWhereTheTextStartsInItsFile() {
        assertThat(SqliteSplitter.split(" SELECT 1;\n SELECT 2", new SourcePosition(7, 10)))
                .extracting(SqlStatement::position)
                .containsExactly(new SourcePosition(7, 11), new SourcePosition(8, 2));
    }

    @Test
    void nothingButWhiteSpaceAndCommentsIsNoStatement() {
        assertThat(texts("")).isEmpty();
        assertThat(texts(" ;; -- x\n /* y */ ; \ufeff ")).isEmpty();
    }

    @Test
    void whereCarriageReturnsEndLinesCommentsInsideOfStatementsEndForSqliteToo() {
        assertThat(texts("-- all\rUPDATE t SET a = 'x\ry' -- note\rWHERE b = 1;\r"))
                .containsExactly("UPDATE t SET a = 'x\ry' -- note\nWHERE b = 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT 1; CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1;            | 1:11 | not ended
                    SELECT 1; CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1             | 1:11 | not ended
                    CREATE TRIGGER a AFTER INSERT ON t; SELECT 1;                           | 1:1  | no BEGIN
                    CREATE TRIGGER a AFTER INSERT ON t                                      | 1:1  | no BEGIN
                    CREATE TEMPORARY TRIGGER a INSERT ON t BEGIN SELECT 1;; END;            | 1:1  | two semicolons
                    CREATE TRIGGER a INSERT ON t BEGIN SELECT 1; CREATE TABLE b (c); END;   | 1:1  | not ended
                    CREATE TRIGGER a INSERT ON t BEGIN SELECT 1; END CREATE TABLE b (c);    | 1:50 | semicolon is missing
                    """)
    void triggerWithoutItsEndIsRefused(String script, String position, String message) {
        assertThatThrownBy(() -> texts(script))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        SqlSyntaxException.class,
                        e -> assertThat(e.position()).hasToString(position));
    }

    @Test
    void anyMixtureOfStatementsAndSeparatorsIsCutWhereItWasJoined() {
        List<String> pieces =
                List.of(
                        "SELECT 1",
                        "SELECT 'it''s; -- no comment' || \"a\"\"b;\"",
                        "INSERT INTO [t;] VALUES (x'3b', '/*', `;`)",
                        TRIGGER,
                        "EXPLAIN QUERY PLAN CREATE TRIGGER x INSERT ON t BEGIN SELECT 1; END",
                        "CREATE TABLE trigger_end (\"END\" TEXT, [begin] -- ;\n)",
                        "SELECT CASE WHEN 1 THEN 2 END",
                        "BEGIN",
                        "END");
        List<String> separators =
                List.of(";", " ; ", ";\n", ";\r\n", "; -- ;'\n", ";/* ;\"; */", ";;;\t;", "\n;\n");
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            StringBuilder script = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                String piece = pieces.get(random.nextInt(pieces.size()));
                expected.add(piece);
                script.append(piece).append(separators.get(random.nextInt(separators.size())));
            }

            assertThat(texts(script.toString())).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static List<String> texts(String script) {
        return SqliteSplitter.split(script, SourcePosition.START).stream()
                .map(SqlStatement::text)
                .toList();
    }
}
