package dev.signalbox.sql.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.sql.Checksum;
import dev.signalbox.sql.ChecksumAlgorithm;
import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.SqlStatement;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * The sum that stays the same when only the form of a migration changes: {@link
 * ChecksumAlgorithm#SQLITE_TOKENS}. It is SHA-256 over
 *
 * <pre>
 * sum       = text(algorithm id) section(UP) section(DOWN)
 * section   = text(name) statement* 0x03
 * statement = token* 0x02
 * token     = 0x01 text(token as written)
 * text(t)   = length of t in UTF-8 as four bytes, big end first; t in UTF-8
 * </pre>
 *
 * Every length stands before its text, so no two different streams of tokens make the same bytes.
 * The letter case of words counts: SQLite keeps it in the names of tables and columns, and folding
 * only the keywords would make the sum depend on a list that grows.
 */
public final class SqliteTokenChecksum {

    private static final int TOKEN = 1;
    private static final int END_OF_STATEMENT = 2;
    private static final int END_OF_SECTION = 3;
    private static final int CHUNK = 1 << 16;

    private final MessageDigest digest = Checksum.sha256();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(CHUNK * 2);

    private SqliteTokenChecksum() {}

    /** The sum over the statements of both sections as they stand in the file. */
    public static Checksum of(List<SqlStatement> up, List<SqlStatement> down) {
        SqliteTokenChecksum sum = new SqliteTokenChecksum();
        sum.text(ChecksumAlgorithm.SQLITE_TOKENS.id());
        sum.section("UP", up);
        sum.section("DOWN", down);
        sum.flush();
        return Checksum.of(ChecksumAlgorithm.SQLITE_TOKENS, sum.digest.digest());
    }

    private void section(String name, List<SqlStatement> statements) {
        text(name);
        statements.forEach(this::statement);
        buffer.write(END_OF_SECTION);
    }

    private void statement(SqlStatement statement) {
        SqliteLexer lexer = new SqliteLexer(statement.text(), SourcePosition.START);
        for (Token token = lexer.nextSignificant();
                token.type() != TokenType.END;
                token = lexer.nextSignificant()) {
            buffer.write(TOKEN);
            text(lexer.text(token));
        }
        buffer.write(END_OF_STATEMENT);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        buffer.write(bytes.length >>> 24);
        buffer.write(bytes.length >>> 16);
        buffer.write(bytes.length >>> 8);
        buffer.write(bytes.length);
        buffer.writeBytes(bytes);
        if (buffer.size() > CHUNK) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer.toByteArray());
        buffer.reset();
    }
}
