package dev.signalbox.sql.migration;

import dev.signalbox.sql.SourcePosition;
import dev.signalbox.sql.sqlite.SqliteLexer;
import dev.signalbox.sql.sqlite.Token;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.List;

/** The next tokens of a migration file, without comments; the markers of its sections count. */
final class TokenWindow {

    private static final Markers OWN = new OwnMarkers();

    private final SqliteLexer lexer;
    private final List<Placed> next = new ArrayList<>();
    private int first;
    private SourcePosition end = SourcePosition.START;
    private boolean ended;

    TokenWindow(String text) {
        this.lexer = new SqliteLexer(text, SourcePosition.START);
    }

    private record Placed(String text, SourcePosition position) {}

    boolean has(int index) {
        return fill(index + 1) > index;
    }

    /** How many of the next tokens there are, up to a number. */
    int fill(int wanted) {
        while (!ended && next.size() - first < wanted) {
            read();
        }
        return Math.min(wanted, next.size() - first);
    }

    String text(int index) {
        return next.get(first + index).text();
    }

    String text(int from, int to) {
        var texts = next.subList(first + from, first + to).stream().limit(40).map(Placed::text);
        return String.join(" ", texts.toList());
    }

    /** Where a token is; behind the last one, where the text ends. */
    SourcePosition position(int index) {
        return has(index) ? next.get(first + index).position() : end;
    }

    void drop(int count) {
        first += count;
        if (first > 10_000) {
            next.subList(0, first).clear();
            first = 0;
        }
    }

    private void read() {
        Token token = lexer.next();
        if (token.type() == TokenType.END) {
            ended = true;
            end = lexer.position(token.start());
        } else if (token.type().isSignificant() || isMarker(token)) {
            String text = lexer.text(token);
            next.add(
                    new Placed(
                            token.type().isSignificant() ? text : text.strip(),
                            lexer.position(token.start())));
        }
    }

    private boolean isMarker(Token token) {
        return token.type() == TokenType.LINE_COMMENT
                && OWN.of(new CommentLine(lexer.text(token), SourcePosition.START)).isPresent();
    }
}
