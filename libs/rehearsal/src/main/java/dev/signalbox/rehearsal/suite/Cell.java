package dev.signalbox.rehearsal.suite;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value as a suite's author wrote it. */
public sealed interface Cell {

    /** Whether a database's value is this one. */
    boolean matches(@Nullable Object found);

    /** As it is shown, such as {@code 5} or {@code 'five'}. */
    String shown();

    /** No value. */
    record Nothing() implements Cell {

        @Override
        public boolean matches(@Nullable Object found) {
            return found == null;
        }

        @Override
        public String shown() {
            return "NULL";
        }
    }

    /** A number: 5 and 5.0 are the same. */
    record Numeric(BigDecimal value) implements Cell {

        private static final double CLOSE = 1e-9;

        @Override
        public boolean matches(@Nullable Object found) {
            return switch (found) {
                case Double real -> isClose(real);
                case Number number -> new BigDecimal(number.toString()).compareTo(value) == 0;
                case null, default -> false;
            };
        }

        /** What is computed in binary is never quite what is written in decimals. */
        private boolean isClose(double found) {
            var expected = value.doubleValue();
            return Math.abs(found - expected) <= CLOSE * Math.max(1, Math.abs(expected));
        }

        @Override
        public String shown() {
            return value.toPlainString();
        }
    }

    /**
     * True or false, which SQLite keeps as 1 and 0.
     *
     * @param written as the file has it, in case that a text was meant
     */
    record Truth(boolean value, String written) implements Cell {

        @Override
        public boolean matches(@Nullable Object found) {
            return switch (found) {
                case Number number -> number.doubleValue() == (value ? 1 : 0);
                case Boolean truth -> truth == value;
                case String text -> text.equals(written);
                case null, default -> false;
            };
        }

        @Override
        public String shown() {
            return written;
        }
    }

    /** A text, to the letter. */
    record Text(String value) implements Cell {

        @Override
        public boolean matches(@Nullable Object found) {
            return value.equals(found);
        }

        @Override
        public String shown() {
            return "'" + value + "'";
        }
    }
}
