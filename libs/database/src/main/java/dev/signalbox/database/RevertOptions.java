package dev.signalbox.database;

import java.util.List;

/**
 * How a migration is undone.
 *
 * @param save what is copied into slices first, in the same transaction
 * @param force undoes it though the schema is not what it left, and though applied migrations came
 *     after it
 */
public record RevertOptions(Save save, boolean force, ApplyOptions applying) {

    /** What is saved before the script runs. */
    public sealed interface Save {

        /** Nothing: what is dropped or overwritten is lost. */
        record Nothing() implements Save {}

        /** These tables, whole; those that are not there are passed over. */
        record Tables(List<String> names) implements Save {

            public Tables {
                names = List.copyOf(names);
            }
        }

        /** Every table of the user's. */
        record Everything() implements Save {}

        /** What the script turns out to change: it is tried first, behind a savepoint. */
        record WhatChanges() implements Save {}
    }
}
