package dev.signalbox.sql.migration;

import java.util.regex.Pattern;

/**
 * The version of one of Diesel's folders, as its table has it: {@code 20240131120000}. Diesel
 * orders by text, so that a day without a time, from {@code 2024-01-31_name}, comes before all
 * times of the day; here it is the day's beginning.
 */
public final class DieselVersion {

    private static final Pattern DAY = Pattern.compile("[0-9]{8,13}");
    private static final int LENGTH = 14;

    private DieselVersion() {}

    /** {@code recorded} without hyphens. */
    public static String of(String recorded) {
        return DAY.matcher(recorded).matches()
                ? recorded + "0".repeat(LENGTH - recorded.length())
                : recorded;
    }
}
