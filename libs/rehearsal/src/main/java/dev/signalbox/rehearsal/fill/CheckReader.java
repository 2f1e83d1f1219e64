package dev.signalbox.rehearsal.fill;

import dev.signalbox.rehearsal.fill.CheckTokens.Word;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is commonly written in checks: lists, comparisons, ranges, lengths, and any of them
 * joined by AND, or by OR with IS NULL.
 */
final class CheckReader {

    private final CheckCursor cursor;
    private final OperandReader operands;

    private CheckReader(List<Word> words) {
        this.cursor = new CheckCursor(words);
        this.operands = new OperandReader(cursor);
    }

    static Conditions of(String definition) {
        var all = Conditions.NONE;
        for (var check : CheckTokens.of(definition)) {
            all = all.and(new CheckReader(check).whole());
        }
        return all;
    }

    private Conditions whole() {
        var conditions = either();
        return cursor.isAtEnd() ? conditions : Conditions.NONE;
    }

    private Conditions either() {
        var alternatives = new ArrayList<Conditions>();
        do {
            var before = cursor.place();
            var one = both();
            var isNull = cursor.place() - before == 3 && cursor.last().is("NULL");
            if (!isNull) {
                alternatives.add(one);
            }
        } while (cursor.take("OR"));
        return alternatives.contains(Conditions.NONE)
                ? Conditions.NONE
                : alternatives.stream().reduce(Conditions::or).orElse(Conditions.NONE);
    }

    private Conditions both() {
        var all = condition();
        while (cursor.take("AND")) {
            all = all.and(condition());
        }
        return all;
    }

    private Conditions condition() {
        if (cursor.take("NOT")) {
            condition();
            return Conditions.NONE;
        }
        if (cursor.peek().type() == TokenType.LEFT_PARENTHESIS
                && !cursor.isAtOperandInParentheses()) {
            return inParentheses();
        }
        if (cursor.peek().folded().equals("json_valid")
                && cursor.peek(1).type() == TokenType.LEFT_PARENTHESIS) {
            var column = cursor.peek(2);
            operands.read();
            return column.isName()
                    ? Conditions.of(column.text(), Limits.ofJson())
                    : Conditions.NONE;
        }
        var left = operands.read();
        return cursor.take("NOT") ? negated() : positive(left);
    }

    private Conditions inParentheses() {
        cursor.next();
        var read = either();
        // Else it goes on with what is not known here, which may turn what was read around.
        var inner = cursor.peek().type() == TokenType.RIGHT_PARENTHESIS ? read : Conditions.NONE;
        cursor.close();
        if (!cursor.isAtComparison()) {
            return inner;
        }
        // (a IS NULL) = (b IS NULL), which only trying can meet.
        cursor.next();
        operands.read();
        return Conditions.NONE;
    }

    /** What is not so leaves too much. */
    private Conditions negated() {
        positive(new Operand.Unknown());
        return Conditions.NONE;
    }

    private Conditions positive(Operand left) {
        if (cursor.take("IN")) {
            return inList(left);
        }
        if (cursor.take("BETWEEN")) {
            var low = operands.read();
            cursor.take("AND");
            var high = operands.read();
            return Comparisons.of(left, ">=", low).and(Comparisons.of(left, "<=", high));
        }
        if (cursor.take("LIKE") || cursor.take("GLOB")) {
            return Comparisons.beginning(left, operands.read());
        }
        if (cursor.take("IS")) {
            cursor.take("NOT");
            operands.read();
            return Conditions.NONE;
        }
        if (cursor.isAtComparison()) {
            var operator = cursor.next().text();
            return Comparisons.of(left, operator, operands.read());
        }
        return Conditions.NONE;
    }

    private Conditions inList(Operand left) {
        if (!cursor.take(TokenType.LEFT_PARENTHESIS)) {
            cursor.next();
            return Conditions.NONE;
        }
        var values = new ArrayList<Object>();
        var known = true;
        while (known && !cursor.isAtEnd() && cursor.peek().type() != TokenType.RIGHT_PARENTHESIS) {
            if (!cursor.take("NULL")) {
                known = operands.read() instanceof Operand.Value value && values.add(value.value());
            }
            cursor.take(TokenType.COMMA);
        }
        cursor.close();
        return known && left instanceof Operand.Column column
                ? Conditions.of(column.name(), Limits.allowed(values))
                : Conditions.NONE;
    }
}
