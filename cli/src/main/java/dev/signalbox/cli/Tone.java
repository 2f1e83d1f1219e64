package dev.signalbox.cli;

/** How a line is meant; a terminal with colours shows it. */
public enum Tone {
    PLAIN(""),
    GOOD("\u001b[32m"),
    WARNING("\u001b[33m"),
    BAD("\u001b[31m"),
    FAINT("\u001b[2m"),
    STRONG("\u001b[1m");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : code + text + "\u001b[0m";
    }
}
