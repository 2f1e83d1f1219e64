package dev.signalbox.knowledgebase;

/**
 * The new rows of a table.
 *
 * @param prefix of their keys; empty when a key is a number
 * @param first number of them
 */
record Span(String prefix, long first, long count) {

    private static final String ZEROS = "0000000";

    /** The number in the key of one of them, which are counted from 0. */
    long number(long row) {
        return first + row;
    }

    /** The key of one of them, with a number of seven digits, so that keys sort as numbers do. */
    String key(long row) {
        String number = Long.toString(first + row);
        return number.length() >= ZEROS.length()
                ? prefix + number
                : prefix + ZEROS.substring(number.length()) + number;
    }
}
