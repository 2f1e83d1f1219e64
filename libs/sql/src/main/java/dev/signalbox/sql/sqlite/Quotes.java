package dev.signalbox.sql.sqlite;

/** The four ways in which SQLite quotes names. */
final class Quotes {

    private Quotes() {}

    /** What stands between the quotes, with doubled ones made single. */
    static String remove(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        char quote = quoted.charAt(0);
        if (quote == '[') {
            return inner;
        }
        String single = String.valueOf(quote);
        return inner.replace(single + single, single);
    }
}
