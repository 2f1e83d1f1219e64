package dev.signalbox.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a way back does, found by trying it on a copy.
 *
 * @param effects on the tables that were there before; those that stay as they are are left out
 * @param failure why it could not be tried; null when it could
 */
public record TriedRevert(List<Effect> effects, @Nullable String failure) {

    public TriedRevert {
        effects = List.copyOf(effects);
    }

    /**
     * @param columns that are gone afterwards
     * @param rowsLost that are gone afterwards
     * @param rowsChanged that have other values afterwards
     * @param unsavable its rows cannot be copied, and so not be saved: it is a virtual table whose
     *     module does not let them be put back
     */
    public record Effect(
            String table,
            boolean dropped,
            List<String> columns,
            long rowsBefore,
            long rowsLost,
            long rowsChanged,
            boolean unsavable) {

        public Effect {
            columns = List.copyOf(columns);
        }
    }
}
