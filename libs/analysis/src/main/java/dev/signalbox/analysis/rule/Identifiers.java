package dev.signalbox.analysis.rule;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as they are written in SQL that a fix proposes. */
final class Identifiers {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Identifiers() {}

    /** Quoted where it is not surely a plain name. */
    static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !Keywords.isOne(name)
                ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String list(List<String> names) {
        return names.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }

    /** For sentences: {@code a}, {@code a and b}, {@code a, b and c}. */
    static String sentence(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
