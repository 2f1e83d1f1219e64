package dev.signalbox.database.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Statements as SQLite stores them, cut into tokens: enough to compare two definitions whatever
 * their white space, comments, letter case of words and quotes.
 */
final class SqlTokens {

    private static final Set<String> CONSTANTS =
            Set.of("null", "true", "false", "current_time", "current_date", "current_timestamp");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String text) {
        this.text = text;
    }

    /** Comments and white space left out; everything else as written. */
    static List<String> of(String text) {
        SqlTokens tokens = new SqlTokens(text);
        while (tokens.next()) {}
        return tokens.tokens;
    }

    /**
     * A double-quoted word that is no name may be a string to SQLite, and then its case matters: so
     * quotes are dropped and case is folded only where the word is a known name.
     *
     * @param names in lower case
     */
    static String normalised(String text, Set<String> names) {
        List<String> result = new ArrayList<>();
        for (String token : of(text)) {
            result.add(normalisedToken(token, names));
        }
        if (!result.isEmpty() && result.getLast().equals(";")) {
            result.removeLast();
        }
        return String.join(" ", result);
    }

    /** {@code varchar (9)} is {@code VARCHAR(9)}. */
    static String normalisedType(String text) {
        return String.join(" ", of(text))
                .replace(" (", "(")
                .replace("( ", "(")
                .replace(" )", ")")
                .replace(" ,", ",")
                .toUpperCase(Locale.ROOT);
    }

    /** {@code DEFAULT Foo} is the string {@code Foo} to SQLite, and its case matters. */
    static String normalisedDefault(String text) {
        String normalised = normalised(text, Set.of());
        return isWord(normalised) && !CONSTANTS.contains(normalised) ? text : normalised;
    }

    private static String normalisedToken(String token, Set<String> names) {
        char first = token.charAt(0);
        if (first == '\'') {
            return token;
        }
        if (first == '"' || first == '`' || first == '[') {
            String name = unquoted(token);
            String folded = name.toLowerCase(Locale.ROOT);
            return names.contains(folded) ? quotedIfNeeded(folded) : quoted(name);
        }
        return token.toLowerCase(Locale.ROOT);
    }

    private static String quotedIfNeeded(String name) {
        return isWord(name) ? name : quoted(name);
    }

    private static boolean isWord(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.codePoints().allMatch(SqlTokens::isWordPart);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String unquoted(String token) {
        char open = token.charAt(0);
        String inner = token.substring(1, Math.max(1, token.length() - 1));
        String mark = String.valueOf(open);
        return open == '[' ? inner : inner.replace(mark + mark, mark);
    }

    private boolean next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                int start = at;
                at = endOfToken(c);
                tokens.add(text.substring(start, at));
                return true;
            }
        }
        return false;
    }

    private int endOfToken(char c) {
        if (c == '\'' || c == '"' || c == '`') {
            return endOfQuoted(c);
        }
        if (c == '[') {
            int end = text.indexOf(']', at);
            return end < 0 ? text.length() : end + 1;
        }
        int end = at;
        while (end < text.length() && isWordPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end > at ? end : at + Character.charCount(text.codePointAt(at));
    }

    private int endOfQuoted(char quote) {
        int end = at + 1;
        while (end < text.length()) {
            if (text.charAt(end) == quote) {
                if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
                    end++;
                } else {
                    return end + 1;
                }
            }
            end++;
        }
        return end;
    }

    private static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0x7f;
    }
}
