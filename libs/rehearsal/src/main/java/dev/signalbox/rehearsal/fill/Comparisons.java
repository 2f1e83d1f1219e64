package dev.signalbox.rehearsal.fill;

import dev.signalbox.rehearsal.fill.Conditions.Order;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a comparison says of a column. */
final class Comparisons {

    private Comparisons() {}

    static Conditions of(Operand left, String operator, Operand right) {
        if (left instanceof Operand.Value && !(right instanceof Operand.Value)) {
            return of(right, turned(operator), left);
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

    /** What LIKE or GLOB asks for. */
    static Conditions beginning(Operand left, Operand pattern) {
        if (!(left instanceof Operand.Column column) || !(pattern instanceof Operand.Value value)) {
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
}
