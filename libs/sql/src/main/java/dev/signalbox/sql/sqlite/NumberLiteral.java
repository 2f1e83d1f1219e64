package dev.signalbox.sql.sqlite;

import static dev.signalbox.sql.sqlite.Characters.isDigit;
import static dev.signalbox.sql.sqlite.Characters.isHexDigit;

/**
 * A number as SQLite reads it: decimal with fraction and exponent, or hexadecimal, with single
 * underscores between digits.
 *
 * @param end offset behind it
 * @param isValid whether all its underscores stand between digits
 */
record NumberLiteral(int end, boolean isValid) {

    static NumberLiteral at(String text, int start, int limit) {
        boolean hex =
                peek(text, start, limit) == '0'
                        && isOneOf("xX", peek(text, start + 1, limit))
                        && isHexDigit(peek(text, start + 2, limit));
        int end = hex ? hexEnd(text, start + 2, limit) : decimalEnd(text, start, limit);
        return new NumberLiteral(end, separatesDigits(text, start, end, hex));
    }

    private static int hexEnd(String text, int start, int limit) {
        int at = start;
        while (isHexDigit(peek(text, at, limit)) || peek(text, at, limit) == '_') {
            at++;
        }
        return at;
    }

    private static int decimalEnd(String text, int start, int limit) {
        int at = digitsEnd(text, start, limit);
        if (peek(text, at, limit) == '.') {
            at = digitsEnd(text, at + 1, limit);
        }
        if (isOneOf("eE", peek(text, at, limit))) {
            int sign = isOneOf("+-", peek(text, at + 1, limit)) ? 1 : 0;
            if (isDigit(peek(text, at + 1 + sign, limit))) {
                at = digitsEnd(text, at + 1 + sign, limit);
            }
        }
        return at;
    }

    private static int digitsEnd(String text, int start, int limit) {
        int at = start;
        while (isDigit(peek(text, at, limit)) || peek(text, at, limit) == '_') {
            at++;
        }
        return at;
    }

    private static boolean separatesDigits(String text, int start, int end, boolean hex) {
        for (int i = text.indexOf('_', start, end); i >= 0; i = text.indexOf('_', i + 1, end)) {
            boolean between =
                    i > start
                            && isDigitOf(hex, text.charAt(i - 1))
                            && isDigitOf(hex, peek(text, i + 1, end));
            if (!between) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigitOf(boolean hex, char c) {
        return hex ? isHexDigit(c) : isDigit(c);
    }

    private static boolean isOneOf(String characters, char c) {
        return characters.indexOf(c) >= 0;
    }

    private static char peek(String text, int at, int limit) {
        return at < limit ? text.charAt(at) : '\0';
    }
}
