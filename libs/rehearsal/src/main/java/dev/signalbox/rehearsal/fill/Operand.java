package dev.signalbox.rehearsal.fill;

/** What a check compares. */
sealed interface Operand {

    /** A column's value. */
    record Column(String name) implements Operand {}

    /** How long a column's text is. */
    record Length(String column) implements Operand {}

    /**
     * @param value a {@code Long}, {@code Double} or {@code String}
     */
    record Value(Object value) implements Operand {}

    /** Anything else. */
    record Unknown() implements Operand {}
}
