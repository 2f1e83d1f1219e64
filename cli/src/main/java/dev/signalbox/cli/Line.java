package dev.signalbox.cli;

/** A line to be shown. */
public record Line(Tone tone, String text) {

    public static Line plain(String text) {
        return new Line(Tone.PLAIN, text);
    }

    public static Line faint(String text) {
        return new Line(Tone.FAINT, text);
    }

    public static Line warning(String text) {
        return new Line(Tone.WARNING, text);
    }

    public static Line bad(String text) {
        return new Line(Tone.BAD, text);
    }

    public static Line good(String text) {
        return new Line(Tone.GOOD, text);
    }

    public static Line strong(String text) {
        return new Line(Tone.STRONG, text);
    }
}
