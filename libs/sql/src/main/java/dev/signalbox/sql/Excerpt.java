package dev.signalbox.sql;

/** A piece of somebody's text made fit for a message: short, on one line, nothing invisible. */
public final class Excerpt {

    private static final int LIMIT = 60;

    private Excerpt() {}

    /** At most 60 code points of the text; control and other invisible characters as escapes. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (count++ == LIMIT) {
                return shown.append('…').toString();
            }
            append(shown, codePoint);
            at += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    shown.append("\\u%04x".formatted(codePoint));
            default -> shown.appendCodePoint(codePoint);
        }
    }
}
