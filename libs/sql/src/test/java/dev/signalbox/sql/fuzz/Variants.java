package dev.signalbox.sql.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlSyntaxException;
import dev.signalbox.sql.migration.SourceFile;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;

/** The same file as other editors save it. */
final class Variants {

    private static final String MARK = "\uFEFF";

    private Variants() {}

    /**
     * Not inside of quotes, where they are data; and where there is a CR, another may not matter.
     */
    static boolean mayChangeLineEnds(SourceFile file) {
        String text = new String(file.bytes(), UTF_8);
        return text.indexOf('\r') < 0
                && text.indexOf('\uFFFD') < 0
                && !text.contains("${")
                && !hasQuotedLineEnd(text);
    }

    private static boolean hasQuotedLineEnd(String text) {
        try {
            SqliteLexer lexer = new SqliteLexer(text, SourcePosition.START);
            Token token = lexer.next();
            while (token.type() != TokenType.END) {
                boolean quoted =
                        token.type() == TokenType.STRING || token.type() == TokenType.QUOTED_NAME;
                if (quoted && lexer.text(token).indexOf('\n') >= 0) {
                    return true;
                }
                token = lexer.next();
            }
            return false;
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    static SourceFile withCarriageReturns(SourceFile file) {
        return with(file, new String(file.bytes(), UTF_8).replace("\n", "\r\n"));
    }

    /** What is no text, and what has a mark already, gets none. */
    static boolean mayHaveByteOrderMark(SourceFile file) {
        String text = new String(file.bytes(), UTF_8);
        return !text.startsWith(MARK) && text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0;
    }

    static SourceFile withByteOrderMark(SourceFile file) {
        return file.name().endsWith(".sql")
                ? with(file, MARK + new String(file.bytes(), UTF_8))
                : file;
    }

    private static SourceFile with(SourceFile file, String text) {
        return new SourceFile(file.path(), text.getBytes(UTF_8));
    }
}
