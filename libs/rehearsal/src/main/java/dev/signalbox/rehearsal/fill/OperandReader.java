package dev.signalbox.rehearsal.fill;

import dev.signalbox.sql.sqlite.TokenType;
import org.jspecify.annotations.Nullable;

/** Reads what stands on one side of a comparison. */
final class OperandReader {

    private final CheckCursor cursor;

    OperandReader(CheckCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads one, and stands behind it then. */
    Operand read() {
        var operand = simple();
        var arithmetic = false;
        while (cursor.peek().type() == TokenType.OPERATOR && !cursor.isAtComparison()) {
            cursor.next();
            simple();
            arithmetic = true;
        }
        if (cursor.take("COLLATE")) {
            cursor.next();
        }
        return arithmetic ? new Operand.Unknown() : operand;
    }

    private Operand simple() {
        var word = cursor.next();
        var next = cursor.peek();
        if (word.isOperator("-") && next.type() == TokenType.NUMBER) {
            cursor.next();
            var number = number(next.text());
            return number == null
                    ? new Operand.Unknown()
                    : new Operand.Value(number instanceof Long whole ? -whole : -((Double) number));
        }
        if (word.type() == TokenType.NUMBER) {
            var number = number(word.text());
            return number == null ? new Operand.Unknown() : new Operand.Value(number);
        }
        if (word.type() == TokenType.STRING) {
            return new Operand.Value(word.text());
        }
        if (word.type() == TokenType.LEFT_PARENTHESIS) {
            var inner = read();
            var whole = cursor.peek().type() == TokenType.RIGHT_PARENTHESIS;
            cursor.close();
            return whole ? inner : new Operand.Unknown();
        }
        if (word.isName() && next.type() == TokenType.LEFT_PARENTHESIS) {
            return function(word.folded());
        }
        if (word.is("TRUE") || word.is("FALSE")) {
            return new Operand.Value(word.is("TRUE") ? 1L : 0L);
        }
        return word.isName() && !word.is("NULL")
                ? new Operand.Column(word.text())
                : new Operand.Unknown();
    }

    private Operand function(String name) {
        cursor.next();
        var from = cursor.place();
        cursor.close();
        if (!name.equals("length")) {
            return new Operand.Unknown();
        }
        // length(name) and length(trim(name)) are about the same.
        return cursor.since(from).stream()
                .filter(word -> word.isName() && !word.is("trim"))
                .findFirst()
                .<Operand>map(word -> new Operand.Length(word.text()))
                .orElseGet(Operand.Unknown::new);
    }

    private static @Nullable Object number(String text) {
        try {
            return text.matches("[0-9]+") ? (Object) Long.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
