package dev.signalbox.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteLexerTest {

    @Test
    void allKindsOfTokensAreTold() {
        String text =
                "a \"b\"\"c\" [d e] `f` 'g''h' x'0aFF' 0x1_F 1_0.5e-3 .5 ?1 $n::m(q) ->> != ;";

        assertThat(tokens(text))
                .containsExactly(
                        "WORD a",
                        "QUOTED_NAME \"b\"\"c\"",
                        "QUOTED_NAME [d e]",
                        "QUOTED_NAME `f`",
                        "STRING 'g''h'",
                        "BLOB x'0aFF'",
                        "NUMBER 0x1_F",
                        "NUMBER 1_0.5e-3",
                        "NUMBER .5",
                        "PARAMETER ?1",
                        "PARAMETER $n::m(q)",
                        "OPERATOR ->>",
                        "OPERATOR !=",
                        "SEMICOLON ;");
    }

    @Test
    void tokensTogetherAreTheWholeText() {
        String text = "\ufeffSELECT/*x*/1 -- end\r\n, 'a\nb' || \"c\"<<>>=~ü$1;";
        SqliteLexer lexer = new SqliteLexer(text, SourcePosition.START);

        StringBuilder read = new StringBuilder();
        for (Token token = lexer.next(); token.type() != TokenType.END; token = lexer.next()) {
            read.append(lexer.text(token));
        }

        assertThat(read).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    'SELECT ''never closed', 1:8
                    'SELECT 1;\n  "name', 2:3
                    'SELECT 1;\r\n\t[name', 2:2
                    'SELECT 1;\r`name', 2:1
                    '😀 /* open', 1:3
                    'SELECT 12ab', 1:8
                    'SELECT 1__0', 1:8
                    'SELECT x''abc''', 1:8
                    """)
    void whatIsNotATokenIsRefusedWhereItStarts(String text, String position) {
        assertThatThrownBy(() -> tokens(unescaped(text)))
                .isInstanceOfSatisfying(
                        SqlSyntaxException.class,
                        e -> assertThat(e.position()).hasToString(position));
    }

    /** SQLite itself says which of these are no tokens. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_000",
                "1_",
                "_1",
                "1__0",
                "0x",
                "0x1G",
                "0xF_F",
                "0x_F",
                "1.5_0",
                "1._5",
                "1.",
                ".5",
                "1e5",
                "1e",
                "1e+",
                "1e+5",
                "1.e5",
                "1e5x",
                "12ab",
                "x'00'",
                "x'0'",
                "X'zz'",
                "x''",
                "'a''b'",
                "''''",
                "\"a\"",
                "[a]b]",
                "a]",
                "!1",
                "1!=2",
                "1!2",
                "^",
                "\\",
                "{",
                "?",
                "?1",
                "?a",
                ":a",
                ":",
                "@a",
                "@",
                "#a",
                "#1",
                "#",
                "$a",
                "$a::b",
                "$a(b)",
                "$a(b",
                "$",
                "a$b",
                "1<>2",
                "1=>2",
                "1==2",
                "1<<2",
                "'a'->'b'",
                "'a'->>'b'",
                "~1",
                "1||2",
                "1|2",
                "\u007f",
                "\u000b1",
                " \u000b1",
                "\f1",
                "\u00a0",
                "\u0001"
            })
    void tokensAreRecognisedAsSqliteRecognisesThem(String expression) throws SQLException {
        String sql = "SELECT " + expression;

        boolean recognised;
        try {
            tokens(sql);
            recognised = true;
        } catch (SqlSyntaxException e) {
            recognised = false;
        }

        assertThat(recognised).isEqualTo(sqliteRecognisesTokens(sql));
    }

    @Test
    void carriageReturnsEndCommentsWhereTheyEndAllLines() {
        assertThat(tokens("a -- b\rc")).containsExactly("WORD a", "LINE_COMMENT -- b", "WORD c");
    }

    @Test
    void loneCarriageReturnInACommentIsRefusedWhereLineFeedsEndLines() {
        assertThatThrownBy(() -> tokens("a\n -- b\rDROP TABLE c;\n"))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageContaining("carriage return");
        assertThat(tokens("a -- b\r\r\nc")).contains("LINE_COMMENT -- b", "WORD c");
    }

    private static boolean sqliteRecognisesTokens(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            return !message.contains("unrecognized token") && !message.contains("near \"#1\"");
        }
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }

    private static List<String> tokens(String text) {
        SqliteLexer lexer = new SqliteLexer(text, SourcePosition.START);
        List<String> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token.type() != TokenType.END; token = lexer.next()) {
            if (token.type() != TokenType.WHITESPACE) {
                tokens.add(token.type() + " " + lexer.text(token));
            }
        }
        return tokens;
    }
}
