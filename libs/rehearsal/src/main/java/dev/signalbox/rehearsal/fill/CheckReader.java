package dev.signalbox.rehearsal.fill;

import dev.signalbox.rehearsal.fill.CheckTokens.Word;
import dev.signalbox.rehearsal.fill.Conditions.Order;
import dev.signalbox.sql.sqlite.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is commonly written in checks: lists, comparisons, ranges, lengths, and any of them
 * joined by AND, or by OR with IS NULL.
 */
final class CheckReader {

    private final List<Word> words;
    private int at;

    private CheckReader(List<Word> words) {
        this.words = words;
    }

    static Conditions of(String definition) {
        var all = Conditions.NONE;
        for (var check : CheckTokens.of(definition)) {
            all = all.and(new CheckReader(check).whole());
        }
        return all;
    }

    /** What is compared: a column, its length, or a value. */
    private sealed interface Operand {

        record Column(String name) implements Operand {}

        record Length(String column) implements Operand {}

        record Value(Object value) implements Operand {}

        record Unknown() implements Operand {}
    }

    private Conditions whole() {
        var conditions = either();
        return at == words.size() ? conditions : Conditions.NONE;
    }

    private Conditions either() {
        var alternatives = new ArrayList<Conditions>();
        var plain = true;
        do {
            var before = at;
            var one = both();
            var isNull = at - before == 3 && words.get(at - 1).is("NULL");
            if (!isNull) {
                alternatives.add(one);
                plain &= one != Conditions.NONE;
            }
        } while (take("OR"));
        if (alternatives.size() == 1) {
            return alternatives.getFirst();
        }
        return plain
                ? alternatives.stream().reduce(Conditions::or).orElse(Conditions.NONE)
                : Conditions.NONE;
    }

    private Conditions both() {
        var all = condition();
        while (take("AND")) {
            all = all.and(condition());
        }
        return all;
    }

    private Conditions condition() {
        if (take("NOT")) {
            condition();
            return Conditions.NONE;
        }
        if (peek().type() == TokenType.LEFT_PARENTHESIS && !isOperandInParentheses()) {
            at++;
            var inner = either();
            skipTo(TokenType.RIGHT_PARENTHESIS);
            return isComparison(peek()) ? unknownComparison() : inner;
        }
        if (peek().folded().equals("json_valid") && peek(1).type() == TokenType.LEFT_PARENTHESIS) {
            var column = peek(2);
            operand();
            return column.isName()
                    ? Conditions.of(column.text(), Limits.ofJson())
                    : Conditions.NONE;
        }
        var left = operand();
        var negated = take("NOT");
        if (take("IN")) {
            return inList(left, negated);
        }
        if (take("BETWEEN")) {
            var low = operand();
            take("AND");
            var high = operand();
            return negated
                    ? Conditions.NONE
                    : compared(left, ">=", low).and(compared(left, "<=", high));
        }
        if (take("LIKE") || take("GLOB")) {
            return beginning(left, operand(), negated);
        }
        if (take("IS")) {
            take("NOT");
            operand();
            return Conditions.NONE;
        }
        if (isComparison(peek())) {
            var operator = words.get(at++).text();
            return compared(left, operator, operand());
        }
        return Conditions.NONE;
    }

    private Conditions unknownComparison() {
        at++;
        operand();
        return Conditions.NONE;
    }

    /** {@code (a + b) > 3}, against {@code (a > 3 OR b > 3)}. */
    private boolean isOperandInParentheses() {
        var depth = 0;
        for (var i = at; i < words.size(); i++) {
            var word = words.get(i);
            if (word.type() == TokenType.LEFT_PARENTHESIS) {
                depth++;
            } else if (word.type() == TokenType.RIGHT_PARENTHESIS && --depth == 0) {
                return true;
            } else if (isComparison(word)
                    || word.is("AND")
                    || word.is("OR")
                    || word.is("IN")
                    || word.is("IS")
                    || word.is("BETWEEN")
                    || word.is("LIKE")
                    || word.is("GLOB")) {
                return false;
            }
        }
        return false;
    }

    private Conditions inList(Operand left, boolean negated) {
        var values = new ArrayList<Object>();
        var known = peek().type() == TokenType.LEFT_PARENTHESIS;
        at++;
        while (known && peek().type() != TokenType.RIGHT_PARENTHESIS && at < words.size()) {
            if (peek().is("NULL")) {
                at++;
            } else if (operand() instanceof Operand.Value value) {
                values.add(value.value());
            } else {
                known = false;
            }
            if (peek().type() == TokenType.COMMA) {
                at++;
            }
        }
        skipTo(TokenType.RIGHT_PARENTHESIS);
        return known && !negated && left instanceof Operand.Column column
                ? Conditions.of(column.name(), Limits.allowed(values))
                : Conditions.NONE;
    }

    private static Conditions beginning(Operand left, Operand pattern, boolean negated) {
        if (!(left instanceof Operand.Column column)
                || !(pattern instanceof Operand.Value value)
                || negated) {
            return Conditions.NONE;
        }
        var text = value.value().toString();
        var end = 0;
        while (end < text.length() && "%_*?[".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end == 0
                ? Conditions.NONE
                : Conditions.of(column.name(), Limits.like(text.substring(0, end)));
    }

    private static Conditions compared(Operand left, String operator, Operand right) {
        if (left instanceof Operand.Value && !(right instanceof Operand.Value)) {
            return compared(right, turned(operator), left);
        }
        if (left instanceof Operand.Column one && right instanceof Operand.Column other) {
            return order(one.name(), operator, other.name());
        }
        if (!(right instanceof Operand.Value value)) {
            return Conditions.NONE;
        }
        return switch (left) {
            case Operand.Column column ->
                    Conditions.of(column.name(), limits(operator, value.value()));
            case Operand.Length length ->
                    value.value() instanceof Number number
                            ? Conditions.of(length.column(), length(operator, number.intValue()))
                            : Conditions.NONE;
            case Operand.Value constant -> Conditions.NONE;
            case Operand.Unknown unknown -> Conditions.NONE;
        };
    }

    private static Limits limits(String operator, Object value) {
        if (operator.equals("=") || operator.equals("==")) {
            return Limits.allowed(List.of(value));
        }
        if (!(value instanceof Number number)) {
            return Limits.NONE;
        }
        var bound = number.doubleValue();
        return switch (operator) {
            case ">=" -> Limits.atLeast(bound);
            case ">" -> Limits.atLeast(Math.nextUp(bound));
            case "<=" -> Limits.atMost(bound);
            case "<" -> Limits.atMost(Math.nextDown(bound));
            default -> Limits.NONE;
        };
    }

    private static Limits length(String operator, int bound) {
        return switch (operator) {
            case ">=" -> Limits.length(bound, Integer.MAX_VALUE);
            case ">" -> Limits.length(bound + 1, Integer.MAX_VALUE);
            case "<=" -> Limits.length(0, bound);
            case "<" -> Limits.length(0, bound - 1);
            case "=", "==" -> Limits.length(bound, bound);
            default -> Limits.NONE;
        };
    }

    private static Conditions order(String one, String operator, String other) {
        return switch (operator) {
            case "<" -> ordered(one, other, true);
            case "<=" -> ordered(one, other, false);
            case ">" -> ordered(other, one, true);
            case ">=" -> ordered(other, one, false);
            default -> Conditions.NONE;
        };
    }

    private static Conditions ordered(String lower, String upper, boolean strict) {
        return new Conditions(
                Map.of(),
                List.of(
                        new Order(
                                lower.toLowerCase(Locale.ROOT),
                                upper.toLowerCase(Locale.ROOT),
                                strict)));
    }

    private static String turned(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }

    private Operand operand() {
        var operand = simple();
        var arithmetic = false;
        while (peek().type() == TokenType.OPERATOR && !isComparison(peek())) {
            at++;
            simple();
            arithmetic = true;
        }
        if (take("COLLATE")) {
            at++;
        }
        return arithmetic ? new Operand.Unknown() : operand;
    }

    private Operand simple() {
        var word = peek();
        var next = peek(1);
        at++;
        if (word.isOperator("-") && next.type() == TokenType.NUMBER) {
            at++;
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
            var inner = operand();
            var whole = peek().type() == TokenType.RIGHT_PARENTHESIS;
            skipTo(TokenType.RIGHT_PARENTHESIS);
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
        var open = at;
        at++;
        skipTo(TokenType.RIGHT_PARENTHESIS);
        var inside = words.subList(Math.min(open + 1, words.size()), Math.max(open + 1, at - 1));
        if (!name.equals("length")) {
            return new Operand.Unknown();
        }
        // length(name) and length(trim(name)) are about the same.
        return inside.stream()
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

    private static boolean isComparison(Word word) {
        return word.type() == TokenType.OPERATOR
                && List.of("=", "==", "<", "<=", ">", ">=", "<>", "!=").contains(word.text());
    }

    private Word peek() {
        return peek(0);
    }

    private Word peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : Word.END;
    }

    private boolean take(String keyword) {
        if (peek().is(keyword)) {
            at++;
            return true;
        }
        return false;
    }

    /** Behind the one that closes what is open here. */
    private void skipTo(TokenType end) {
        var depth = 0;
        while (at < words.size()) {
            var type = words.get(at++).type();
            if (type == end && depth == 0) {
                return;
            }
            if (type == TokenType.LEFT_PARENTHESIS) {
                depth++;
            } else if (type == TokenType.RIGHT_PARENTHESIS) {
                depth--;
            }
        }
    }
}
