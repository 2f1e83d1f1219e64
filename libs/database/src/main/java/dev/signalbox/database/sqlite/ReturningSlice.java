package dev.signalbox.database.sqlite;

import dev.signalbox.database.Schema;
import java.util.List;

/** A slice on its way back into its table. The methods are called in their order here. */
sealed interface ReturningSlice permits KeyedSlice, WholeSlice {

    Slice slice();

    /** Before the script. */
    void observe(Schema before);

    /** In place of looking: nobody has written since. */
    void takeForUntouched();

    /** Only where nothing at all was written since: takes out what was not there. */
    void removeOthers(Schema schema);

    /** Puts in what is missing. */
    void insert(Schema schema);

    /** Takes out again what refers to a row that is not there; says whether there was any. */
    boolean takeBackDangling(Schema schema);

    /** Gives rows that nobody has touched their old values. */
    void update(Schema schema);

    /** All of it is in the table, but for what somebody deleted. */
    boolean isWhole();

    /** What was done and what was not, a sentence each. */
    List<String> notes();
}
