package dev.signalbox.executor.work;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes out of a program's output what this process knows as a secret: values of its environment
 * whose names say so. A program may have read them elsewhere, and what it writes goes into events.
 */
final class Masking {

    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE).*");

    /** What is shorter is too likely to be a word. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    private Masking(List<String> secrets) {
        this.secrets = secrets;
    }

    static Masking of(Map<String, String> environment) {
        return new Masking(
                environment.entrySet().stream()
                        .filter(e -> SECRET.matcher(e.getKey().toUpperCase(Locale.ROOT)).matches())
                        .map(Map.Entry::getValue)
                        .filter(value -> value.length() >= SHORTEST)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    String mask(String text) {
        var masked = text;
        for (var secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
