package dev.signalbox.cli.init;

/** What {@code init} does about a file that others may own. */
sealed interface Addition {

    /**
     * @param what a sentence
     */
    record Made(String what) implements Addition {}

    /**
     * Something is there already and was left as it is.
     *
     * @param what a sentence
     * @param lines to be added by hand
     */
    record ToAdd(String what, String lines) implements Addition {}
}
