package dev.signalbox.rehearsal.fill;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column, as far as it matters to what can be in it.
 *
 * @param type as declared, in upper case; empty when none is
 * @param defaultValue as an SQL expression; null when there is none
 */
record ColumnFacts(String name, String type, boolean notNull, @Nullable String defaultValue) {

    /** What SQLite would rather have in a column. */
    enum Affinity {
        INTEGER,
        REAL,
        NUMERIC,
        TEXT,
        BLOB
    }

    /** By SQLite's own rules, in their order. */
    Affinity affinity() {
        if (type.contains("INT")) {
            return Affinity.INTEGER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return Affinity.TEXT;
        }
        if (type.contains("BLOB")) {
            return Affinity.BLOB;
        }
        if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
            return Affinity.REAL;
        }
        // A column without a type takes anything; texts are what people put there.
        return type.isEmpty() || type.equals("ANY") || type.contains("JSON")
                ? Affinity.TEXT
                : Affinity.NUMERIC;
    }

    String folded() {
        return name.toLowerCase(Locale.ROOT);
    }
}
