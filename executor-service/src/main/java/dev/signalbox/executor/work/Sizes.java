package dev.signalbox.executor.work;

import java.util.Locale;

/** Bytes as people say them. */
final class Sizes {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private Sizes() {}

    static String text(long bytes) {
        if (bytes < STEP) {
            return bytes + " bytes";
        }
        double number = bytes;
        var unit = -1;
        while (number >= STEP && unit < UNITS.length - 1) {
            number /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, number < 10 ? "%.1f %s" : "%.0f %s", number, UNITS[unit]);
    }
}
