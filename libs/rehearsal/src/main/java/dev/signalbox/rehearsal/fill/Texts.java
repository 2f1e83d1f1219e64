package dev.signalbox.rehearsal.fill;

import java.util.SplittableRandom;

/**
 * Texts that a form makes of words, cut and padded to what a column takes.
 *
 * @param beginning of each; empty for any
 */
record Texts(Form form, String beginning, int shortest, int longest) implements Values {

    private static final int RADIX = 36;
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz";

    /** What a text is about. */
    interface Form {

        /**
         * @param mark told apart by it where each must differ; empty otherwise
         */
        String write(Vocabulary words, String mark);
    }

    @Override
    public Object any(SplittableRandom random, long n) {
        return fitted(beginning + form.write(new Vocabulary(random), ""), "");
    }

    @Override
    public Object distinct(long n) {
        var mark = Long.toString(n, RADIX);
        if (longest - beginning.length() < 24) {
            return fitted(beginning + mark, mark);
        }
        var text = beginning + form.write(new Vocabulary(new SplittableRandom(n)), mark);
        return text.length() <= longest && text.contains(mark)
                ? fitted(text, mark)
                : fitted(beginning + mark, mark);
    }

    @Override
    public long capacity() {
        var free = longest - beginning.length();
        return free >= 12 ? ENOUGH : (long) Math.pow(RADIX, Math.max(0, free));
    }

    private String fitted(String text, String mark) {
        var fitted = text.length() > longest ? text.substring(0, Math.max(0, longest)) : text;
        if (fitted.length() >= shortest) {
            return fitted;
        }
        // What is told apart by its mark must stay so: no padding looks like more of it.
        var padded = new StringBuilder(fitted);
        if (!mark.isEmpty()) {
            padded.append('_');
        }
        while (padded.length() < shortest) {
            padded.append(PADDING.charAt(padded.length() % PADDING.length()));
        }
        return padded.substring(0, Math.max(shortest, fitted.length()));
    }
}
