package dev.signalbox.rehearsal.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Gives values to some columns of each row. */
interface Source {

    /** The columns' places in the row. */
    List<Integer> places();

    /** How many different ones there are. */
    long capacity();

    /**
     * Values that may come again.
     *
     * @param row whose values so far may be looked at
     * @param set which of them are there already
     * @param daring how much to try what is unusual: 0 at first, higher after refusals
     */
    void any(@Nullable Object[] row, boolean[] set, SplittableRandom random, long n, int daring)
            throws SQLException;

    /**
     * Another one for every number.
     *
     * @param n from 0 on, below {@link #capacity()}
     */
    void distinct(@Nullable Object[] row, long n) throws SQLException;
}
