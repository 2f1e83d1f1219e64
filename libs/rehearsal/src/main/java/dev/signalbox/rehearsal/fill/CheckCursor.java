package dev.signalbox.rehearsal.fill;

import dev.signalbox.rehearsal.fill.CheckTokens.Word;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.List;
import java.util.Set;

/** A place in the words of a check. */
final class CheckCursor {

    private static final Set<String> COMPARISONS =
            Set.of("=", "==", "<", "<=", ">", ">=", "<>", "!=");

    private final List<Word> words;
    private int at;

    CheckCursor(List<Word> words) {
        this.words = words;
    }

    int place() {
        return at;
    }

    boolean isAtEnd() {
        return at >= words.size();
    }

    Word peek() {
        return peek(0);
    }

    Word peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : Word.END;
    }

    Word next() {
        var word = peek();
        at++;
        return word;
    }

    /** The one before this place. */
    Word last() {
        return at > 0 && at <= words.size() ? words.get(at - 1) : Word.END;
    }

    boolean take(String keyword) {
        if (peek().is(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    boolean take(TokenType type) {
        if (peek().type() == type) {
            at++;
            return true;
        }
        return false;
    }

    /** What stands from a place to the one before this. */
    List<Word> since(int from) {
        var end = Math.min(at - 1, words.size());
        return from >= end ? List.of() : words.subList(from, end);
    }

    /** Goes behind the parenthesis that closes what is open here. */
    void close() {
        var depth = 0;
        while (!isAtEnd()) {
            switch (next().type()) {
                case LEFT_PARENTHESIS -> depth++;
                case RIGHT_PARENTHESIS -> {
                    if (depth-- == 0) {
                        return;
                    }
                }
                default -> {}
            }
        }
    }

    boolean isAtComparison() {
        return isComparison(peek());
    }

    /** {@code (a + b) > 3}, against {@code (a > 3 OR b > 3)}. */
    boolean isAtOperandInParentheses() {
        var depth = 0;
        for (var ahead = 0; at + ahead < words.size(); ahead++) {
            var word = peek(ahead);
            if (word.type() == TokenType.LEFT_PARENTHESIS) {
                depth++;
            } else if (word.type() == TokenType.RIGHT_PARENTHESIS && --depth == 0) {
                return true;
            } else if (isComparison(word) || isLogical(word)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isLogical(Word word) {
        return word.is("AND")
                || word.is("OR")
                || word.is("IN")
                || word.is("IS")
                || word.is("BETWEEN")
                || word.is("LIKE")
                || word.is("GLOB");
    }

    private static boolean isComparison(Word word) {
        return word.type() == TokenType.OPERATOR && COMPARISONS.contains(word.text());
    }
}
